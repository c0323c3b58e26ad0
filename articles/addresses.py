"""Where old addresses lead: in one step, for ever, with what else the address asked."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from articles import paths
from articles.models import Article, Edition, OldAddress, Topic
from articles.paths import normal
from clinic import audit, links
from clinic.middleware import STAFF

MOST_STEPS = 5
FEEDS = {"rss": "articles:feed", "atom": "articles:atom"}


class BadAddress(ValueError):
    """An old address cannot lead there. `field` is what to mend."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def is_taken(slug: str, article: Article) -> bool:
    """Say whether readers know this address as that of another article."""
    path = normal(links.page("articles:detail", slug))
    return (
        Edition.objects.filter(slug=slug).exclude(article=article.pk).exists()
        or OldAddress.objects.filter(path=path).exclude(article=article.pk).exists()
    )


def keep_old(edition: Edition) -> None:
    """Let the addresses that readers had for this article lead to it for ever."""
    earlier = Edition.objects.filter(article=edition.article_id).exclude(slug=edition.slug)
    for slug in set(earlier.values_list("slug", flat=True)):
        path = normal(links.page("articles:detail", slug))
        OldAddress.objects.get_or_create(path=path, defaults={"article_id": edition.article_id})


@transaction.atomic
def keep(old: OldAddress, *, by: User) -> OldAddress:
    """Let an old address lead to an article or a page, or raise BadAddress."""
    _may(by)
    check(old)
    old.save()
    audit.record("old address kept", old, by=by, path=old.path, to=old.target or old.article_id)
    return old


@transaction.atomic
def drop(old: OldAddress, *, by: User) -> None:
    """Let an old address lead nowhere from now on."""
    _may(by)
    audit.record("old address dropped", old, by=by, path=old.path, to=old.target or old.article_id)
    old.delete()


def check(old: OldAddress) -> None:
    """Refuse an address that has a page of its own, and a way that leads out or round."""
    path = normal(old.path)
    if path == "/" or path.startswith(STAFF) or not paths.is_storable(path):
        raise BadAddress("path", "Write the old address, such as /2019/05/cramps/ or /?p=12.")
    if is_page(path, timezone.now()):
        raise BadAddress("path", "This address has a page already. Readers never leave it.")
    if old.target:
        _check_target(old)


def is_page(path: str, now: datetime) -> bool:
    """Say whether readers find a page at an address, or will once its time comes."""
    found = None if path.startswith("/?") else links.match(path)
    if found is None:
        return False
    if found.view_name == "articles:detail":
        return Edition.objects.not_over(now).filter(slug=found.kwargs["slug"]).exists()
    if found.view_name == "articles:topic":
        return Topic.objects.filter(slug=found.kwargs["slug"]).exists()
    return True


def new_address(path: str, query: str, now: datetime) -> str | None:
    """Return where an old address leads at this moment, with the rest of its query, or None."""
    old = normal(path, query)
    if not paths.is_storable(old):
        return None
    if kind := paths.feed_kind(path, query):
        return _with(links.page(FEEDS[kind]), paths.without(query, "feed"))
    target = _target(old, now) or _same_but_for_its_form(path, old, now)
    if target is None or target == path or not paths.is_in_site(target):
        return None
    return _with(target, paths.without(query, paths.short_name(path, query)))


def _target(path: str, now: datetime) -> str | None:
    """Follow the table to its end, so that the reader makes one step."""
    begun = path
    for _ in range(MOST_STEPS):
        old = OldAddress.objects.filter(path=path).first()
        if old is None:
            return None
        if old.article_id:
            edition = Edition.objects.live(now).filter(article=old.article_id).first()
            return edition.get_absolute_url() if edition else None
        path = normal(old.target)
        if path == begun:
            return None
        if not OldAddress.objects.filter(path=path).exists():
            return old.target if _can_be_read(old.target, now) else None
    return None


def _can_be_read(target: str, now: datetime) -> bool:
    """Say whether a page is there now. Nobody learns the address of an article that is not."""
    found = links.match(_without_query(target))
    if found is None or found.view_name != "articles:detail":
        return True
    return Edition.objects.live(now).filter(slug=found.kwargs["slug"]).exists()


def _same_but_for_its_form(path: str, kept: str, now: datetime) -> str | None:
    """Find the article that is meant by capitals, doubled slashes and the like."""
    found = links.match(kept) if kept.rstrip("/") != path.rstrip("/") else None
    if found is None or found.view_name != "articles:detail":
        return None
    slug = found.kwargs["slug"]
    return kept if Edition.objects.live(now).filter(slug=slug).exists() else None


def _with(target: str, query: str) -> str:
    page, sign, fragment = target.partition("#")
    if query:
        page += ("&" if "?" in page else "?") + query
    return page + sign + fragment


def _check_target(old: OldAddress) -> None:
    """A way that ends at a page which is there cannot go round in a circle."""
    if not paths.is_in_site(old.target):
        raise BadAddress("target", "Write a page of this site that begins with /, as /contact/.")
    if not is_page(_without_query(old.target), timezone.now()) or _is_short(old.target):
        raise BadAddress("target", "There is no page at this address. Look at it first.")


def _without_query(target: str) -> str:
    return target.partition("#")[0].partition("?")[0]


def _is_short(target: str) -> bool:
    return normal(target).startswith("/?")


def _may(user: User) -> None:
    if not user.has_perm("articles.publish_article"):
        raise PermissionDenied("You may not change where addresses lead.")
