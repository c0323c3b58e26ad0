"""From stored HTML to the page's: links by id become addresses, pictures by id become pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from itertools import count

from articles.richtext import Image, article_link, images

SIZES = "(min-width: 45rem) 42rem, 100vw"  # the text column, or the whole of a small screen
LAZY = ' loading="lazy"'

LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
FIGURE = re.compile(r"<figure>(<img [^>]*>)(.*?)</figure>", re.DOTALL)

Files = tuple[tuple[str, int], ...]  # address and width of each file


@dataclass(frozen=True)
class Shown:
    """A picture of the library as a page shows it: each format in its widths, JPEG last."""

    alt: str
    is_decorative: bool
    width: int
    height: int
    sources: tuple[tuple[str, Files], ...]


def resolve(
    html: str,
    *,
    addresses: Mapping[int, str],
    pictures: Mapping[int, Shown],
    lazy_from: int = 1,
) -> str:
    """Return clean HTML as readers get it; a link or picture that leads nowhere is left out."""
    numbers = count()

    def figure(found: re.Match[str]) -> str:
        image = images(found[1])[0]
        picture = pictures.get(image.picture) if image.picture is not None else None
        if image.picture is not None and not picture:
            return ""
        loading = LAZY if next(numbers) >= lazy_from else ""
        shown = _shown(picture, image, loading) if picture else found[1][:-1] + f"{loading}>"
        return f"<figure>{shown}{found[2]}</figure>"

    return FIGURE.sub(figure, rewrite_links(html, lambda href: _address(href, addresses)))


def rewrite_links(html: str, change: Callable[[str], str | None]) -> str:
    """Give each link of clean HTML its new address; None takes the link and leaves the words."""

    def changed(link: re.Match[str]) -> str:
        address = change(unescape(link[1]))
        return link[2] if address is None else f'<a href="{escape(address)}">{link[2]}</a>'

    return LINK.sub(changed, html)


def _address(href: str, addresses: Mapping[int, str]) -> str | None:
    link = article_link(href)
    if not link:
        return href
    number, fragment = link
    return addresses[number] + fragment if number in addresses else None


def _shown(picture: Shown, image: Image, loading: str) -> str:
    """Return the picture in all its formats. The words of the text win over the library's."""
    *modern, (_, fallback) = picture.sources
    alt = image.alt or ("" if image.is_decorative or picture.is_decorative else picture.alt)
    sources = "".join(
        f'<source type="{escape(mime)}" srcset="{_srcset(files)}" sizes="{SIZES}">'
        for mime, files in modern
    )
    widest = max(fallback, key=lambda file: file[1])[0]
    return (
        f'<picture>{sources}<img src="{escape(widest)}" srcset="{_srcset(fallback)}"'
        f' sizes="{SIZES}" width="{picture.width}" height="{picture.height}"'
        f' alt="{escape(alt)}"{loading} decoding="async"></picture>'
    )


def _srcset(files: Files) -> str:
    return escape(", ".join(f"{url} {width}w" for url, width in files))
