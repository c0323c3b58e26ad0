"""Put an article before readers and take it away: checked, audited, and by times alone.

Nothing has to run when a time comes: each edition holds from its start to its end, and the query
of the moment finds the one that is live.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date, datetime

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from articles import addresses, desk, editing, moves, richtext, search
from articles.models import Article, Edition, Picture, Review, Revision, State
from clinic import audit

WORDS_A_MINUTE = 200
# Without these there is no page, or no doctor has seen it.
ESSENTIAL = frozenset({"title", "address", "topic", "text", "review"})
COPIED = (
    *("slug", "title", "summary", "standfirst", "key_points", "body_html", "about"),
    *("drawing", "author"),
)


class NotReady(Exception):
    """The article lacks something that readers are owed. `missing` says what, in sentences."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(" ".join(missing))
        self.missing = missing


class AlreadyPublished(Exception):
    """Readers have this very text already."""


class NotPublished(Exception):
    """The article is neither on the site nor about to be."""


class BadTime(Exception):
    """These times cannot be. The message says which can."""


@transaction.atomic
def publish(
    article: Article,
    *,
    by: User | None,
    at: datetime | None = None,
    until: datetime | None = None,
    since: datetime | None = None,
    was_public: bool = False,
) -> Edition:
    """Let readers have the text in hand from now, or from `at`, and until `until`.

    Until it starts they keep what they have; what was planned before is planned no more.
    `since` is for a text that was published elsewhere before: the day of that.
    `was_public` is for imports alone: the old site had published the text without key points,
    sources and the like, and taking it off would be no help to its readers. Only what is
    essential holds it back; the desk goes on naming all that it lacks.
    """
    if was_public and by:
        raise PermissionDenied("Only an import may publish what the checklist holds back.")
    now = _lock(article, by, "publish")
    revision = _ready(article, now, ESSENTIAL if was_public else None)
    is_planned = article.editions.filter(live_from__gt=now).exists()
    same = article.editions.live(now).filter(revision=revision)
    if not (at or until or is_planned) and same.exists():
        raise AlreadyPublished(article.slug)
    start = _start(now, at, until)
    _forget_plans(article, now)
    shown = article.editions.order_by("live_from").last()
    if shown is None:
        start = since or start
    edition = edition_of(revision, shown=shown, start=start, until=until)
    edition.save()
    article.editions.exclude(pk=edition.pk).not_over(start).update(live_until=start)
    edition.pictures.set(Picture.objects.filter(pk__in=richtext.pictures(edition.body_html)))
    addresses.keep_old(edition)
    search.index(edition)
    moves.to(article, State.LIVE)
    audit.record(
        "article published",
        article,
        by=by,
        slug=edition.slug,
        revision=revision.number,
        at=str(start),
        until=str(until or ""),
    )
    return edition


@transaction.atomic
def withdraw(article: Article, *, by: User | None, reason: str = "") -> None:
    """Take the article off the site, and off the schedule, at once."""
    now = _lock(article, by, "withdraw")
    if not article.editions.not_over(now).exists():
        raise NotPublished(article.slug)
    _forget_plans(article, now)
    article.editions.not_over(now).update(live_until=now)
    moves.to(article, State.WITHDRAWN)
    audit.record("article withdrawn", article, by=by, slug=article.slug, reason=reason.strip())


@transaction.atomic
def unschedule(article: Article, *, by: User) -> None:
    """Forget what was planned. Readers keep what they have."""
    now = _lock(article, by, "unschedule")
    if not _forget_plans(article, now):
        raise NotPublished(article.slug)
    if article.state == State.LIVE:
        moves.to(article, State.APPROVED)
    audit.record("article taken off the schedule", article, by=by, slug=article.slug)


@transaction.atomic
def end_at(article: Article, *, by: User, until: datetime | None) -> None:
    """Set when the article goes off the site by itself; None lets it stay."""
    now = _lock(article, by, "end")
    edition = article.editions.not_over(now).order_by("live_from").last()
    if edition is None:
        raise NotPublished(article.slug)
    if until and until <= max(now, edition.live_from):
        raise BadTime("Choose an end that is still to come, and after the start.")
    edition.live_until = until
    edition.save(update_fields=["live_until"])
    audit.record("article end set", article, by=by, slug=edition.slug, until=str(until or ""))


def edition_of(
    revision: Revision, *, shown: Edition | None, start: datetime, until: datetime | None = None
) -> Edition:
    """Return what readers would see of a revision, not saved, after the edition shown before."""
    content = revision.content
    return Edition(
        article=revision.article,
        revision=revision,
        review=revision.covered_by or Review(),
        topic_id=content["topic"],
        picture_id=content["picture"],
        sources=content["sources"],
        reading_minutes=reading_minutes(content["body_html"]),
        first_published_at=shown.first_published_at if shown else _first(revision.article, start),
        updated_on=_updated_on(shown, revision, timezone.localdate(start)),
        live_from=start,
        live_until=until,
        **{name: content[name] for name in COPIED},
    )


def _first(article: Article, start: datetime) -> datetime:
    """Return since when there are readers: what another site had published keeps its day."""
    return min(start, article.published_before or start)


def reading_minutes(body_html: str) -> int:
    """How long a text takes to read, at an unhurried pace."""
    return max(1, round(len(richtext.plain_text(body_html).split()) / WORDS_A_MINUTE))


def _lock(article: Article, user: User | None, move: str) -> datetime:
    """Let one act on an article at a time go on. The site itself may, for samples and imports."""
    if user and not moves.may(user, move):
        raise PermissionDenied("You may not publish articles.")
    moves.lock(article)
    return timezone.now()


def _ready(article: Article, now: datetime, only: Container[str] | None) -> Revision:
    revision = editing.latest(article)
    if revision is None:
        raise NotReady(["Save the article first."])
    missing = desk.missing(article, revision, timezone.localdate(now), only)
    if Edition.objects.filter(slug=revision.content["slug"]).exclude(article=article.pk).exists():
        missing.append("Readers know this address as that of another article. Choose another one.")
    if article.state not in moves.MOVES["publish"].states:
        missing = missing or ["Send the text for review first."]
    if missing:
        raise NotReady(missing)
    return revision


def _start(now: datetime, at: datetime | None, until: datetime | None) -> datetime:
    if at and at <= now:
        raise BadTime("Choose a time to publish that is still to come, or leave it empty for now.")
    start = at or now
    if until and until <= start:
        raise BadTime("Choose an end that comes after the start.")
    return start


def _forget_plans(article: Article, now: datetime) -> bool:
    """Delete editions that nobody has seen; what was to end when they start goes on."""
    plans = article.editions.filter(live_from__gt=now)
    starts = [plan.live_from for plan in plans]
    for plan in plans:
        search.forget(plan)
    plans.delete()
    article.editions.filter(live_until__in=starts).update(live_until=None)
    return bool(starts)


def _updated_on(shown: Edition | None, revision: Revision, day: date) -> date | None:
    """A change of substance is dated; a minor edit, and the same words again, leave the date."""
    if shown is None:
        return None
    return day if _has_substance(shown.revision, revision) else shown.updated_on


def _has_substance(before: Revision, after: Revision) -> bool:
    """Say whether more than minor edits lies between two revisions of an article."""
    if before.substance == after.substance:
        return False
    steps = after.article.revisions.filter(number__gt=before.number, number__lte=after.number)
    substance = before.substance
    for step in steps.order_by("number").only("substance", "is_minor"):
        if step.substance != substance and not step.is_minor:
            return True
        substance = step.substance
    return False
