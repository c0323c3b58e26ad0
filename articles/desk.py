"""What an article in hand still needs: its checklist, from its rows."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone

from articles import checklist, richtext, snapshots
from articles.models import Article, DeadLink, Edition, OldAddress, Picture, Revision, Topic
from clinic import links
from clinic.lines import lines


def missing(
    article: Article, revision: Revision, today: date, only: Container[str] | None = None
) -> list[str]:
    """Say, in sentences, what the article still needs before anyone may read it.

    `only` names the points that count, where not all of them do.
    """
    left = checklist.missing(_manuscript(article, revision, today))
    return [point.advice for point in left if only is None or point.code in only]


def points(article: Article, revision: Revision, today: date) -> list[checklist.Point]:
    """Return the whole checklist of a revision, met or not."""
    return checklist.check(_manuscript(article, revision, today))


def _manuscript(article: Article, revision: Revision, today: date) -> checklist.Manuscript:
    content = revision.content
    body, topic = content["body_html"], Topic.objects.filter(pk=content["topic"]).first()
    return checklist.Manuscript(
        title=content["title"],
        slug=content["slug"],
        topic=topic.name if topic else "",
        is_about_symptoms=topic is not None and topic.is_about_symptoms,
        summary=content["summary"],
        standfirst=content["standfirst"],
        key_points=tuple(lines(content["key_points"])),
        author=content["author"],
        text=richtext.plain_text(body),
        headings=tuple(richtext.headings(body)),
        boxes=tuple(richtext.boxes(body)),
        picture=Picture.objects.filter(pk=content["picture"]).first(),
        images=tuple(_images(body)),
        sources=sum(_is_whole(source) for source in content["sources"]),
        review=_review(article, revision, today),
        minor_edits=_minor_edits(revision),
        dead_links=tuple(_dead_links(body)),
        doubtful_links=tuple(_doubtful_links(article, content)),
    )


def _images(body: str) -> Iterator[richtext.Image]:
    """The pictures in the text as a page shows them: the library speaks where the text does not."""
    library = Picture.objects.in_bulk(richtext.pictures(body))
    for image in richtext.images(body):
        known = library.get(image.picture or 0)
        if known and not image.alt:
            decorative = image.is_decorative or known.is_decorative
            yield replace(image, alt=known.alt, is_decorative=decorative)
        else:
            yield image


def _is_whole(source: dict[str, Any]) -> bool:
    """A reader can find a source again by its title and its year."""
    return bool(source["title"].strip() and source["year"])


def _review(article: Article, revision: Revision, today: date) -> checklist.Review:
    if revision.covered_by is None:
        return "changed since review" if article.reviews.exists() else "missing"
    return "overdue" if revision.covered_by.is_due(today) else "valid"


def _minor_edits(revision: Revision) -> int:
    """Count the minor edits by which a text is no longer the one that was signed."""
    review = revision.covered_by
    if review is None or review.substance == revision.substance:
        return 0
    since = revision.article.revisions.filter(is_minor=True, number__lte=revision.number)
    return since.filter(number__gt=review.revision.number).count()


def _dead_links(body: str) -> list[str]:
    """Return the links of a text that lead nowhere on this site."""
    there = richtext.ids(body)
    return [href for href in richtext.links(body) if _leads_nowhere(href, there)]


def _leads_nowhere(href: str, there: set[str]) -> bool:
    if href.startswith("#"):
        return href[1:] not in there
    return href.startswith("/") and not _is_page(urlsplit(href).path)


def _doubtful_links(article: Article, content: snapshots.Content) -> list[str]:
    """Return the links to articles that are not public, and to sites that did not answer lately.

    A page shows the first as words without a link until the article is there.
    """
    body = content["body_html"]
    hrefs = [*richtext.links(body), *(source["url"] for source in content["sources"])]
    there = Edition.objects.not_over(timezone.now()).values_list("article_id", flat=True)
    linked = richtext.linked_articles(body)
    waiting = set(linked) - set(there.filter(article__in=linked)) - {article.pk}
    found = Article.objects.in_bulk(waiting)
    names = [f"“{found[pk]}”" if pk in found else f"article {pk}" for pk in sorted(waiting)]
    silent = DeadLink.objects.filter(url__in=hrefs).values_list("url", flat=True)
    return [*names, *silent]


def _is_page(path: str) -> bool:
    """Say whether the site answers this path, or knows where it went."""
    if OldAddress.objects.filter(path=path).exists():
        return True
    match = links.match(path)
    if match is None:
        return False
    if match.view_name == "articles:detail":
        lasting = Edition.objects.not_over(timezone.now())
        return lasting.filter(slug=match.kwargs["slug"]).exists()
    return True
