"""The medical review: submitted, answered, signed. A signature is bound to the text it is for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from articles import editing
from articles.models import Article, Opinion, Review, Reviewer, Revision, State
from clinic import audit

MONTHS_UNTIL_DUE = 24


class NotPossible(Exception):
    """The article is not in a state for this, or this person may not do it. Says what to do."""


class StaleText(NotPossible):
    """The text was changed since the reviewer opened it."""


def due_after(day: date, months: int = MONTHS_UNTIL_DUE) -> date:
    """Return the same day so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def wrote_last(user: User, article: Article) -> bool:
    """Say whether the text in hand is this person's: then somebody else signs it."""
    revision = editing.latest(article)
    return revision is not None and revision.saved_by_id == user.pk


@transaction.atomic
def submit(article: Article, *, by: User) -> None:
    """Ask for a medical review of the text in hand."""
    if not by.has_perm("articles.change_article"):
        raise PermissionDenied("You may not write articles.")
    _expect(article, State.DRAFT, State.WITHDRAWN)
    _move(article, State.IN_REVIEW)
    audit.record("article submitted for review", article, by=by)


@transaction.atomic
def ask_for_changes(article: Article, *, by: User, words: str) -> None:
    """Give the text back to its writer, with what to change."""
    if not _may_review(by):
        raise PermissionDenied("You may not review articles.")
    _expect(article, State.IN_REVIEW, State.APPROVED)
    if not words.strip():
        raise NotPossible("Say what to change.")
    _move(article, State.DRAFT)
    audit.record("article needs changes", article, by=by, words=words.strip())


@transaction.atomic
def sign_off(
    article: Article,
    *,
    by: User,
    number: int,
    reviewed_on: date,
    due_on: date | None = None,
    words: str = "",
    opinion: Opinion | None = None,
) -> Review:
    """Sign the medical review of revision `number`, which must still be the text in hand.

    Reviewers sign for themselves. With an `opinion` that was given by a preview link, whoever may
    review or publish signs in the name of who gave it. Nobody signs what they wrote last.
    """
    reviewer = opinion.link.reviewer if opinion else _own(by)
    name = str(reviewer) if reviewer else opinion.name if opinion else ""
    revision = _current(article, number)
    _expect(article, State.IN_REVIEW, State.APPROVED, State.LIVE)
    _refuse_own_work(revision, by, reviewer)
    if opinion:
        _refuse_other_opinion(opinion, revision, by)
    due_on = due_on or due_after(reviewed_on)
    _check_days(reviewed_on, due_on)
    review = _sign(
        revision,
        reviewer=reviewer,
        reviewer_name=name,
        reviewed_on=reviewed_on,
        due_on=due_on,
        signed_by=by,
        opinion=opinion,
        words=words.strip(),
    )
    audit.record("article review signed", article, by=by, revision=number, reviewer=name)
    return review


@transaction.atomic
def take_over(article: Article, *, name: str, reviewed_on: date, due_on: date) -> Review:
    """Record a review that was made before the article came to this site.

    For samples and imports: whoever runs the command vouches for it.
    """
    revision = editing.latest(article)
    if revision is None:
        raise NotPossible("Save the article first.")
    review = _sign(revision, reviewer_name=name, reviewed_on=reviewed_on, due_on=due_on)
    audit.record("article review taken over", article, revision=revision.number, reviewer=name)
    return review


def _sign(revision: Revision, **signature: Any) -> Review:
    """Let the review hold for the text, and for what readers have if it is the same text."""
    article = revision.article
    review = Review.objects.create(
        article=article, revision=revision, substance=revision.substance, **signature
    )
    article.revisions.filter(substance=review.substance).update(covered_by=review)
    article.editions.filter(revision__substance=review.substance).update(review=review)
    if article.state != State.LIVE:
        _move(article, State.APPROVED)
    return review


def _own(user: User) -> Reviewer:
    if not user.has_perm("articles.review_article"):
        raise PermissionDenied("You may not review articles.")
    reviewer = Reviewer.objects.filter(user=user, is_active=True).first()
    if reviewer is None:
        raise NotPossible(
            "Your name and credentials are not in the list of medical reviewers yet. "
            "Ask who publishes to enter them."
        )
    return reviewer


def _may_review(user: User) -> bool:
    return user.has_perm("articles.review_article") or user.has_perm("articles.publish_article")


def _current(article: Article, number: int) -> Revision:
    Article.objects.select_for_update().get(pk=article.pk)
    article.refresh_from_db(fields=["state"])
    revision = editing.latest(article)
    if revision is None or revision.number != number:
        raise StaleText("The text was changed since you opened it. Read it again, then sign.")
    return revision


def _refuse_own_work(revision: Revision, by: User, reviewer: Reviewer | None) -> None:
    writer = revision.saved_by_id
    if writer and writer in {by.pk, reviewer.user_id if reviewer else None}:
        raise NotPossible("Nobody signs what they wrote last. Ask a colleague.")


def _refuse_other_opinion(opinion: Opinion, revision: Revision, by: User) -> None:
    if not _may_review(by):
        raise PermissionDenied("You may not review articles.")
    if opinion.verdict != Opinion.Verdict.APPROVES:
        raise NotPossible(f"{opinion.name} asked for changes.")
    if opinion.link.revision.substance != revision.substance:
        raise StaleText(f"The text was changed since {opinion.name} read it. Send a new link.")


def _check_days(reviewed_on: date, due_on: date) -> None:
    if reviewed_on > timezone.localdate():
        raise NotPossible("Enter a day of review that is not in the future.")
    if due_on <= max(reviewed_on, timezone.localdate()):
        raise NotPossible("Enter a day for the next review that is still to come.")


def _expect(article: Article, *states: State) -> None:
    article.refresh_from_db(fields=["state"])
    if article.state not in states:
        wanted = " or ".join(state.label.lower() for state in states)
        raise NotPossible(f"This is for articles that are {wanted}.")


def _move(article: Article, state: State) -> None:
    article.state = state
    article.save(update_fields=["state"])
