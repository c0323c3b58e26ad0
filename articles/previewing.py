"""Links that show one revision as readers would see it, and what the invited say of it."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from articles import moves, publishing
from articles.models import Article, Edition, Opinion, PreviewLink, Reviewer, Revision, Topic
from clinic import audit, links

LASTS = timedelta(days=14)
OWN_LASTS = timedelta(hours=2)
# What the patients' side has no right to read (see deploy/postgresql-roles.sql)
NOT_FOR_THE_INVITED = (
    *("reviewer__user", "reviewer__email", "reviewer__is_active"),
    *("revision__covered_by__words",),
)


@transaction.atomic
def share(
    revision: Revision,
    *,
    by: User,
    reviewer: Reviewer | None = None,
    made_for: str = "",
    lasts: timedelta = LASTS,
) -> str:
    """Return the address of a new link to one revision. It is told once: we keep a digest."""
    made_for = made_for.strip() or (str(reviewer) if reviewer else "")
    return _made(revision, by=by, lasts=lasts, reviewer=reviewer, made_for=made_for)


@transaction.atomic
def look(revision: Revision, *, by: User) -> str:
    """Return the address of a link of one's own, which ends soon and is listed nowhere."""
    return _made(revision, by=by, lasts=OWN_LASTS, own_look=True)


def shared(article: Article, now: datetime) -> QuerySet[PreviewLink]:
    """The links that are open to others: what lasts no longer than one's own look is none."""
    opened = PreviewLink.objects.filter(
        revision__article=article, revoked_at=None, expires_at__gt=now
    )
    return opened.exclude(expires_at__lte=F("created_at") + OWN_LASTS)


@transaction.atomic
def revoke(link: PreviewLink, *, by: User) -> None:
    """Close a link at once."""
    moves.expect(link.revision.article, "share", by=by)
    link.revoked_at = link.revoked_at or timezone.now()
    link.save(update_fields=["revoked_at"])
    audit.record("article preview revoked", link.revision.article, by=by, link=link.pk)


def find(secret: str, now: datetime) -> PreviewLink | None:
    """Return the link that this secret opens at this moment, if there is one."""
    made = PreviewLink.objects.select_related(
        "revision__article", "revision__covered_by", "reviewer"
    ).defer(*NOT_FOR_THE_INVITED)
    link = made.filter(digest=_digest(secret)).first()
    return link if link and link.is_open(now) else None


@transaction.atomic
def answer(link: PreviewLink, *, verdict: str, name: str, words: str) -> Opinion:
    """Keep what the invited say. It moves nothing by itself: staff sign it, or act on it."""
    opinion = Opinion(link=link, verdict=verdict, name=name, words=words)
    opinion.save(force_insert=True)
    audit.record(
        "article preview answered",
        link.revision.article,
        revision=link.revision.number,
        link=link.pk,
        verdict=verdict,
        name=name,
    )
    return opinion


def as_edition(revision: Revision, now: datetime) -> Edition:
    """Return the edition that publishing this revision now would make, without keeping it."""
    shown = revision.article.editions.filter(live_from__lte=now).order_by("live_from").last()
    edition = publishing.edition_of(revision, shown=shown, start=now)
    edition.slug = edition.slug or "no-address-yet"
    if edition.topic_id is None:
        edition.topic = Topic(name="No topic yet", slug="no-topic-yet")
    return edition


def _made(
    revision: Revision, *, by: User, lasts: timedelta, own_look: bool = False, **facts: Any
) -> str:
    moves.expect(revision.article, "share", by=by)
    secret = secrets.token_urlsafe(32)
    link = PreviewLink.objects.create(
        revision=revision,
        digest=_digest(secret),
        created_by=by,
        expires_at=timezone.now() + lasts,
        **facts,
    )
    audit.record(
        "article preview made",
        revision.article,
        by=by,
        revision=revision.number,
        link=link.pk,
        made_for=link.made_for,
        own_look=own_look,
    )
    return links.absolute(links.page("articles:preview", secret))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()
