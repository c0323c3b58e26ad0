"""Where old addresses lead: in one step, for ever, with what else the address asked."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import unquote

from django.http import QueryDict
from django.urls import reverse

from articles.models import Article, Edition, OldAddress

# WordPress's own short forms, such as /?p=12
NUMBERS = ("p", "page_id", "attachment_id", "cat")
MOST_STEPS = 5


def normal(path: str, query: str = "") -> str:
    """Return the form in which an address is kept: /with/a/slash/ at its end, or /?p=12."""
    asked = QueryDict(query)
    number = next((name for name in NUMBERS if asked.get(name, "").isdigit()), None)
    if path in ("", "/") and number:
        return f"/?{number}={asked[number]}"
    words = unquote(path).strip("/")
    return f"/{words}/" if words else "/"


def is_taken(slug: str, article: Article) -> bool:
    """Say whether readers know this address as that of another article."""
    path = reverse("articles:detail", args=[slug])
    return (
        Edition.objects.filter(slug=slug).exclude(article=article.pk).exists()
        or OldAddress.objects.filter(path=path).exclude(article=article.pk).exists()
    )


def keep_old(edition: Edition) -> None:
    """Let the addresses that readers had for this article lead to it for ever."""
    earlier = Edition.objects.filter(article=edition.article_id).exclude(slug=edition.slug)
    for slug in set(earlier.values_list("slug", flat=True)):
        path = reverse("articles:detail", args=[slug])
        OldAddress.objects.get_or_create(path=path, defaults={"article_id": edition.article_id})


def new_address(path: str, query: str, now: datetime) -> str | None:
    """Return where an old address leads at this moment, with the rest of its query, or None."""
    old = normal(path, query)
    target = _target(old, now)
    if target is None or target == path:
        return None
    asked = QueryDict(query, mutable=True)
    if old.startswith("/?"):
        asked.pop(old[2:].partition("=")[0], None)
    rest = asked.urlencode()
    return f"{target}{'&' if '?' in target else '?'}{rest}" if rest else target


def _target(path: str, now: datetime) -> str | None:
    """Follow the table to its end, so that the reader makes one step."""
    for _ in range(MOST_STEPS):
        old = OldAddress.objects.filter(path=path).first()
        if old is None:
            return None
        if old.article_id:
            edition = Edition.objects.published(now).filter(article=old.article_id).first()
            return edition.get_absolute_url() if edition else None
        if not OldAddress.objects.filter(path=normal(old.target)).exclude(pk=old.pk).exists():
            return old.target
        path = normal(old.target)
    return None
