"""How an edition and its pictures stand on a page: which words, which files, which addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from articles import richtext
from articles.listing import beside
from articles.models import Edition, Picture
from articles.pictures import MIMES, Planned
from articles.rendering import Files, Shown, resolve
from clinic import links

Address = Callable[[Picture, str], str]

JPEG = MIMES["jpg"]
MODERN = tuple(mime for mime in MIMES.values() if mime != JPEG)
RELATED = 3
WIDE_ENOUGH = 1200  # what others want who show a link with its picture


@dataclass(frozen=True)
class Crop:
    """A picture cut to 3:2 around its focal point, for cards and for the top of an article."""

    alt: str
    width: int
    height: int
    src: str
    srcset: str
    modern: tuple[tuple[str, str], ...]  # media type and srcset, the lightest format first


@dataclass(frozen=True)
class ShareImage:
    """The picture that stands beside a link to the page elsewhere."""

    url: str
    width: int
    height: int


def page_of(edition: Edition, now: datetime, address: Address | None = None) -> dict[str, Any]:
    """What the page of an edition shows, for readers and in a preview alike."""
    body = body_of(edition, now, address or public_address)
    return {
        "article": edition,
        "lead": crop(edition.picture, address or public_address) if edition.picture else None,
        "chapters": richtext.outline(body),
        "parts": richtext.split(body),
        "is_due_for_review": edition.is_due_for_review(timezone.localdate(now)),
        "related": beside(edition, now, RELATED),
    }


def body_of(edition: Edition, now: datetime, address: Address) -> str:
    """Return the text as readers get it: links by id lead to what is public, pictures are there.

    Where a picture stands at the top, those in the text may load late; else all but the first.
    """
    html = edition.body_html
    linked, wanted = richtext.linked_articles(html), richtext.pictures(html)
    targets = Edition.objects.live(now).filter(article__in=linked).only("article_id", "slug")
    return resolve(
        html,
        addresses={target.article_id: target.get_absolute_url() for target in targets}
        if linked
        else {},
        pictures=shown(Picture.objects.filter(pk__in=wanted), address) if wanted else {},
        lazy_from=0 if edition.picture_id or edition.drawing else 1,
    )


def public_address(picture: Picture, name: str) -> str:
    return links.once("articles:picture", picture.key, name)


def preview_address(secret: str) -> Address:
    """Return the addresses that a preview link leads to."""

    def address(picture: Picture, name: str) -> str:
        return links.once("articles:preview-picture", secret, picture.key, name)

    return address


def staff_address(picture: Picture, name: str) -> str:
    return reverse("admin:articles_picture_file", args=[picture.pk, name])


def shown(pictures: Iterable[Picture], address: Address) -> dict[int, Shown]:
    """Return each picture by its id, whole and in all its files, as `rendering.resolve` wants."""
    return {picture.pk: _shown(picture, address) for picture in pictures}


def crop(picture: Picture, address: Address = public_address) -> Crop:
    """Return the picture as cards and the top of an article show it."""

    def srcset(files: Sequence[Planned]) -> str:
        return ", ".join(f"{address(picture, file.name)} {file.width}w" for file in files)

    files = picture.cuts(JPEG)
    return Crop(
        alt="" if picture.is_decorative else picture.alt,
        width=files[-1].width,
        height=files[-1].height,
        src=address(picture, files[-1].name),
        srcset=srcset(files),
        modern=tuple((mime, srcset(picture.cuts(mime))) for mime in MODERN),
    )


def share_image(picture: Picture) -> ShareImage:
    """Return the smallest JPEG that is wide enough, or the widest there is."""
    files = picture.wholes(JPEG)
    file = next((file for file in files if file.width >= WIDE_ENOUGH), files[-1])
    url = links.absolute(public_address(picture, file.name))
    return ShareImage(url, file.width, file.height)


def _shown(picture: Picture, address: Address) -> Shown:
    def files(mime: str) -> Files:
        return tuple((address(picture, file.name), file.width) for file in picture.wholes(mime))

    largest = picture.wholes(JPEG)[-1]
    return Shown(
        alt=picture.alt,
        is_decorative=picture.is_decorative,
        width=largest.width,
        height=largest.height,
        sources=tuple((mime, files(mime)) for mime in (*MODERN, JPEG)),
    )
