"""The medical review: submitted, answered, signed. A signature is bound to the text it is for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles import editing, moves
from articles.models import Article, Opinion, Review, Reviewer, Revision, State
from articles.moves import NotPossible
from clinic import audit

MONTHS_UNTIL_DUE = 24
MOST_MONTHS = 60


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


@transaction.atomic
def submit(article: Article, *, by: User) -> None:
    """Ask for a medical review of the text in hand."""
    moves.lock(article)
    moves.expect(article, "submit", by=by)
    moves.to(article, State.IN_REVIEW)
    audit.record("article submitted for review", article, by=by)


@transaction.atomic
def ask_for_changes(article: Article, *, by: User, words: str) -> None:
    """Give the text back to its writer, with what to change."""
    moves.lock(article)
    moves.expect(article, "ask", by=by)
    if not words.strip():
        raise NotPossible("Say what to change.")
    moves.to(article, State.DRAFT)
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
    moves.lock(article)
    moves.expect(article, "countersign" if opinion else "sign", by=by)
    revision = _current(article, number)
    reviewer = _who_read(opinion, revision) if opinion else _own(by)
    _refuse_own_work(revision, by, reviewer)
    due_on = due_on or due_after(reviewed_on)
    _check_days(reviewed_on, due_on)
    review = _sign(
        revision,
        reviewer=reviewer,
        reviewer_name=str(reviewer),
        reviewed_on=reviewed_on,
        due_on=due_on,
        signed_by=by,
        opinion=opinion,
        words=words.strip(),
    )
    audit.record("article review signed", article, by=by, revision=number, reviewer=str(reviewer))
    return review


@transaction.atomic
def keep_reviewer(reviewer: Reviewer, *, by: User) -> None:
    """Keep who may sign, and under which name: it leaves a trace who said so."""
    reviewer.save()
    audit.record(
        "reviewer kept",
        reviewer,
        by=by,
        name=str(reviewer),
        account=reviewer.user_id,
        is_active=reviewer.is_active,
    )


def can_be_signed(opinion: Opinion, revision: Revision, by: User) -> bool:
    """Say whether this person may sign for what was answered by a preview link."""
    try:
        _refuse_own_work(revision, by, _who_read(opinion, revision))
    except NotPossible:
        return False
    return True


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
        moves.to(article, State.APPROVED)
    return review


def _own(user: User) -> Reviewer:
    reviewer = Reviewer.objects.filter(user=user, is_active=True).first()
    if reviewer is None:
        raise NotPossible(
            "Your name and credentials are not in the list of medical reviewers yet. "
            "Ask who publishes to enter them."
        )
    return reviewer


def _current(article: Article, number: int) -> Revision:
    revision = editing.latest(article)
    if revision is None or revision.number != number:
        raise StaleText("The text was changed since you opened it. Read it again, then sign.")
    return revision


def _refuse_own_work(revision: Revision, by: User, reviewer: Reviewer) -> None:
    if _writers(revision) & {by.pk, reviewer.user_id}:
        raise NotPossible("Nobody signs what they wrote last. Ask a colleague.")


def _writers(revision: Revision) -> set[int]:
    """Return who saved it, and whose words it has where that save left them as they were."""
    same = revision.article.revisions.filter(substance=revision.substance)
    first = same.order_by("number").values_list("saved_by", flat=True).first()
    return {user for user in (revision.saved_by_id, first) if user}


def _who_read(opinion: Opinion, revision: Revision) -> Reviewer:
    """Return the reviewer who approved this very text by a link that nobody else can have used."""
    link = opinion.link
    if opinion.verdict != Opinion.Verdict.APPROVES:
        raise NotPossible(f"{opinion.name} asked for changes.")
    if hasattr(opinion, "review"):
        raise NotPossible("This answer is signed already.")
    if link.reviewer is None:
        raise NotPossible("Only who is in the list of medical reviewers can be signed for.")
    if not link.reviewer.is_active:
        raise NotPossible(f"{link.reviewer.name} is no longer active as a medical reviewer.")
    if link.revision.substance != revision.substance:
        raise StaleText(f"The text was changed since {opinion.name} read it. Send a new link.")
    if link.created_by_id in _writers(revision):
        raise NotPossible("Who wrote the text made this link, too. Send one of your own.")
    return link.reviewer


def _check_days(reviewed_on: date, due_on: date) -> None:
    if reviewed_on > timezone.localdate():
        raise NotPossible("Enter a day of review that is not in the future.")
    if due_on <= max(reviewed_on, timezone.localdate()):
        raise NotPossible("Enter a day for the next review that is still to come.")
    if due_on > due_after(reviewed_on, MOST_MONTHS):
        raise NotPossible("Enter a day for the next review that is within five years of this one.")
