"""What a WordPress export holds, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True)
class Term:
    """A category, a tag, or a term of another taxonomy such as a menu."""

    taxonomy: str
    slug: str
    name: str
    parent: str = ""  # the slug of the term above


@dataclass(frozen=True)
class Author:
    login: str
    name: str
    email: str = ""


@dataclass(frozen=True)
class Item:
    """One post, page, attachment or anything else that WordPress keeps as a post."""

    guid: str = ""
    kind: str = "post"
    id: int = 0
    line: int = 0
    title: str = ""
    slug: str = ""  # may be empty or percent-encoded
    link: str = ""
    author: str = ""
    status: str = "publish"
    published: datetime | None = None
    local_date: str = ""  # YYYY-MM-DD by the site's own clock, as it stands in dated addresses
    modified: datetime | None = None
    content: str = ""
    excerpt: str = ""
    parent: int = 0
    menu_order: int = 0
    terms: tuple[Term, ...] = ()
    featured: int = 0
    attachment_url: str = ""
    alt: str = ""
    comments: int = 0
    pings: int = 0
    is_sticky: bool = False
    password: str = ""
    old_slugs: tuple[str, ...] = ()
    meta: dict[str, str] = field(default_factory=dict)

    @property
    def categories(self) -> tuple[Term, ...]:
        return self._terms("category")

    @property
    def tags(self) -> tuple[Term, ...]:
        return self._terms("post_tag")

    @property
    def co_authors(self) -> tuple[Term, ...]:
        """The authors that the Co-Authors Plus plugin names, each once."""
        return self._terms("author")

    def _terms(self, taxonomy: str) -> tuple[Term, ...]:
        return unique(term for term in self.terms if term.taxonomy == taxonomy)


@dataclass(frozen=True)
class Export:
    """A whole export; `blog_url` is where the pages were, `site_url` may be the network's."""

    title: str = ""
    link: str = ""
    site_url: str = ""
    blog_url: str = ""
    language: str = ""
    version: str = ""
    authors: tuple[Author, ...] = ()
    categories: tuple[Term, ...] = ()
    tags: tuple[Term, ...] = ()
    items: tuple[Item, ...] = ()

    @cached_property
    def by_id(self) -> dict[int, Item]:
        return {item.id: item for item in self.items if item.id}

    @cached_property
    def attachments_of(self) -> dict[int, tuple[Item, ...]]:
        """The attachments by the id of the post they were added to, in WordPress's order."""
        found: dict[int, list[Item]] = {}
        for item in self.items:
            if item.kind == "attachment" and item.parent:
                found.setdefault(item.parent, []).append(item)
        ranked = {
            post: sorted(items, key=lambda x: (x.menu_order, x.id)) for post, items in found.items()
        }
        return {post: tuple(items) for post, items in ranked.items()}

    @property
    def urls(self) -> tuple[str, ...]:
        """The addresses under which the blog itself was known."""
        return tuple(url for url in unique((self.blog_url, self.link)) if url)


def unique(values: Iterable[Value]) -> tuple[Value, ...]:
    """Return each value once, in the order of its first coming."""
    return tuple(dict.fromkeys(values))
