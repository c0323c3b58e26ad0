"""Write and change articles. Each save is a whole revision; readers keep the edition they have."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from articles import addresses, moves, snapshots
from articles.models import Article, Review, Revision, State
from clinic import audit


class ChangedMeanwhile(Exception):
    """Somebody else saved the article since it was opened. `latest` is what they saved."""

    def __init__(self, latest: Revision) -> None:
        super().__init__(f"{latest.saved_by_name or 'Somebody'} saved this article meanwhile.")
        self.latest = latest


class NoReason(Exception):
    """A minor edit says why it is one."""


def latest(article: Article) -> Revision | None:
    """Return the newest revision, or None before the first save."""
    return article.revisions.select_related("covered_by", "saved_by").first()


@transaction.atomic
def save(
    article: Article,
    *,
    by: User | None,
    base: int | None = None,
    keep_sources: Callable[[], object] | None = None,
    minor: bool = False,
    reason: str = "",
) -> Revision | None:
    """Keep an article as it was written and return its revision, or None if nothing changed.

    `base` is the number of the revision that was opened: if a newer one is there, nothing is
    saved and ChangedMeanwhile is raised. `keep_sources` writes the sources, in the same step.
    """
    if minor and not reason.strip():
        raise NoReason("Say in a few words why this edit is minor.")
    if by and not (moves.may(by, "save") if article.pk else by.has_perm("articles.add_article")):
        raise PermissionDenied("You may not write articles.")
    before = locked(article)
    if before and base is not None and before.number != base:
        raise ChangedMeanwhile(before)
    article.save()
    if keep_sources:
        keep_sources()
    return _keep_revision(article, before, by=by, minor=minor, reason=reason)


@transaction.atomic
def restore(article: Article, number: int, *, by: User) -> Revision | None:
    """Bring back every field of an earlier revision, as a new one.

    An address that another article has by now stays with that one.
    """
    moves.expect(article, "restore", by=by)
    before = locked(article)
    wanted = article.revisions.get(number=number)
    is_anothers = _is_anothers(wanted.content["slug"], article)
    kept = {"slug": before.content["slug"]} if before and is_anothers else {}
    snapshots.restore(article, wanted.content | kept)
    reason = f"Brought back revision {number}"
    return _keep_revision(article, before, by=by, minor=False, reason=reason)


def can_be_deleted(article: Article) -> bool:
    """Say whether it never was more than a draft: nobody signed it, and no reader saw it."""
    return not article.editions.exists() and not article.reviews.exists()


@transaction.atomic
def delete(article: Article, *, by: User) -> None:
    """Delete a draft with all its revisions."""
    if not by.has_perm("articles.delete_article"):
        raise PermissionDenied("You may not delete articles.")
    locked(article)
    if not can_be_deleted(article):
        raise moves.NotPossible("What a doctor signed or readers have seen is withdrawn instead.")
    audit.record("article deleted", article, by=by, title=article.title)
    article.delete()


def locked(article: Article) -> Revision | None:
    """Let one save of an article at a time go on, and return what was saved last.

    The article in hand takes the state that it has by now: a save never takes back a move.
    """
    if article.pk is None:
        return None
    moves.lock(article)
    return latest(article)


def _is_anothers(slug: str, article: Article) -> bool:
    others = Article.objects.exclude(pk=article.pk).exclude(slug="")
    return others.filter(slug=slug).exists() or addresses.is_taken(slug, article)


def _keep_revision(
    article: Article, before: Revision | None, *, by: User | None, minor: bool, reason: str
) -> Revision | None:
    content = snapshots.content_of(article)
    if before and content == before.content:
        return None
    substance = snapshots.substance_of(content)
    is_minor = minor and before is not None
    revision = Revision.objects.create(
        article=article,
        number=before.number + 1 if before else 1,
        saved_at=timezone.now(),
        saved_by=by,
        saved_by_name=(by.get_full_name() or by.get_username()) if by else "",
        content=content,
        substance=substance,
        is_minor=is_minor,
        reason=reason.strip(),
        covered_by=_covering(article, before if is_minor else None, substance),
    )
    moves.to(article, _state_after(article, revision))
    audit.record(
        "article changed" if before else "article written",
        article,
        by=by,
        revision=revision.number,
        fields=_changed(before, content),
        minor=is_minor,
        reason=revision.reason,
    )
    return revision


def _covering(article: Article, before: Revision | None, substance: str) -> Review | None:
    """Return the review that holds for this text: signed for it, or handed on by a minor edit."""
    signed = article.reviews.filter(substance=substance).first()  # the newest
    return signed or (before.covered_by if before else None)


def _state_after(article: Article, revision: Revision) -> State:
    """A text that no review covers goes back to its writer; one that waits for review waits on."""
    if article.state == State.IN_REVIEW:
        return State.IN_REVIEW
    return State.APPROVED if revision.covered_by_id else State.DRAFT


def _changed(before: Revision | None, content: snapshots.Content) -> list[str]:
    old = before.content if before else {}
    return sorted(name for name in content if before and content[name] != old.get(name))
