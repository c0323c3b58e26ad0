"""The medical review is bound to the text, and nobody signs what they wrote last."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles import editing, previewing, reviewing
from articles.models import Article, Edition, Opinion, PreviewLink, Review, Reviewer, State
from articles.moves import NotPossible
from clinic.models import AuditEvent
from tests.articles.rows import DAY, make_draft, make_live
from tests.articles.test_editing import change, state

pytestmark = pytest.mark.django_db


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def submitted(writer) -> Article:
    article = make_draft(by=writer)
    reviewing.submit(article, by=writer)
    return article


def sign(article, *, by, number=1, reviewed_on=None, **more) -> Review:
    day = reviewed_on or timezone.localdate()
    return reviewing.sign_off(article, by=by, number=number, reviewed_on=day, **more)


def test_a_doctor_signs_what_a_writer_sent(submitted, doctor, today):
    review = sign(submitted, by=doctor, words="Good.")

    assert review.reviewer_name == "Ingrid Solberg, MD, vein specialist"
    assert (review.reviewed_on, review.signed_by) == (today, doctor)
    assert state(submitted) == State.APPROVED
    assert editing.latest(submitted).covered_by == review
    assert AuditEvent.objects.first().action == "article review signed"


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 3, 4), date(2028, 3, 4)),
        (date(2024, 2, 29), date(2026, 2, 28)),
        (date(2026, 12, 31), date(2028, 12, 31)),
    ],
)
def test_a_review_holds_for_24_months(day, due):
    assert reviewing.due_after(day) == due


def test_who_wrote_last_does_not_sign(submitted, doctor, writer):
    editing.save(submitted, by=writer)
    doctor.groups.add(*writer.groups.all())
    change(submitted, by=doctor, title="My own words")

    with pytest.raises(NotPossible, match="Nobody signs what they wrote last"):
        sign(submitted, by=doctor, number=2)

    assert state(submitted) == State.IN_REVIEW


def test_a_signature_for_a_text_that_changed_meanwhile_is_refused(submitted, doctor, writer):
    change(submitted, by=writer, title="New")

    with pytest.raises(reviewing.StaleText, match="Read it again"):
        sign(submitted, by=doctor, number=1)


def test_a_text_that_was_not_sent_is_not_signed(doctor):
    with pytest.raises(NotPossible, match="in review"):
        sign(make_draft(), by=doctor)


def test_a_doctor_without_credentials_is_told_whom_to_ask(submitted, doctor):
    Reviewer.objects.update(is_active=False)

    with pytest.raises(NotPossible, match="credentials"):
        sign(submitted, by=doctor)


@pytest.mark.parametrize("who", ["writer", "editor", "nurse"])
def test_only_who_may_review_signs(submitted, request, who):
    with pytest.raises(PermissionDenied):
        sign(submitted, by=request.getfixturevalue(who))


@pytest.mark.parametrize(
    ("reviewed", "due", "words"),
    [
        (1, 700, "not in the future"),
        (0, 0, "still to come"),
        (-800, -70, "still to come"),
        (0, 1900, "within five years"),
        (-40_000, 700, "within five years"),
    ],
)
def test_a_review_has_days_that_can_be(submitted, doctor, today, reviewed, due, words):
    days = {"reviewed_on": today + reviewed * DAY, "due_on": today + due * DAY}

    with pytest.raises(NotPossible, match=words):
        sign(submitted, by=doctor, **days)


def test_a_doctor_asks_for_changes_and_says_which(submitted, doctor):
    with pytest.raises(NotPossible, match="Say what"):
        reviewing.ask_for_changes(submitted, by=doctor, words=" ")

    reviewing.ask_for_changes(submitted, by=doctor, words="Add the dose.")

    assert state(submitted) == State.DRAFT
    assert AuditEvent.objects.first().detail["words"] == "Add the dose."


def test_a_new_review_of_the_same_text_is_shown_to_readers_at_once(doctor, today):
    edition = make_live()

    review = sign(edition.article, by=doctor)

    edition.refresh_from_db()
    assert edition.review == review
    assert state(edition.article) == State.LIVE
    assert edition.review.due_on > today


def test_a_review_of_other_words_is_not_shown_with_the_old_ones(doctor, writer):
    edition = make_live()
    change(edition.article, by=writer, title="New words")
    edition.article.refresh_from_db()
    reviewing.submit(edition.article, by=writer)

    sign(edition.article, by=doctor, number=2)

    assert Edition.objects.get().review == edition.review


def test_every_revision_with_these_words_is_signed(doctor, writer):
    article = make_draft(by=writer)
    change(article, by=writer, author="Ida Berg")
    reviewing.submit(article, by=writer)

    review = sign(article, by=doctor, number=2)

    assert [revision.covered_by for revision in article.revisions.all()] == [review, review]


class TestByLink:
    """A doctor from outside answers by a preview link, and staff sign in the doctor's name."""

    @pytest.fixture
    def outside(self, db) -> Reviewer:
        return Reviewer.objects.create(name="Noor Aziz", credentials="MD, phlebologist")

    def answer(self, article, *, by, reviewer=None, verdict="approves") -> Opinion:
        previewing.share(editing.latest(article), by=by, reviewer=reviewer)
        link = PreviewLink.objects.first()
        return previewing.answer(link, verdict=verdict, name="Noor Aziz", words="")

    def test_who_publishes_signs_for_an_approval(self, submitted, editor, outside):
        opinion = self.answer(submitted, by=editor, reviewer=outside)
        assert state(submitted) == State.IN_REVIEW  # an answer alone moves nothing

        review = sign(submitted, by=editor, opinion=opinion)

        assert review.reviewer_name == "Noor Aziz, MD, phlebologist"
        assert (review.opinion, review.signed_by) == (opinion, editor)
        assert state(submitted) == State.APPROVED

    @pytest.mark.parametrize(
        ("facts", "words"),
        [
            ({"verdict": "asks"}, "asked for changes"),
            ({"reviewer": None}, "list of medical reviewers"),
        ],
    )
    def test_not_every_answer_can_be_signed(self, submitted, editor, outside, facts, words):
        opinion = self.answer(submitted, by=editor, **{"reviewer": outside} | facts)

        with pytest.raises(NotPossible, match=words):
            sign(submitted, by=editor, opinion=opinion)
        assert not reviewing.can_be_signed(opinion, editing.latest(submitted), editor)

    def test_a_writers_own_link_proves_nothing(self, submitted, writer, editor, outside):
        opinion = self.answer(submitted, by=writer, reviewer=outside)

        with pytest.raises(NotPossible, match="made this link"):
            sign(submitted, by=editor, opinion=opinion)

    def test_nobody_signs_for_who_reviews_no_longer(self, submitted, editor, outside):
        self.answer(submitted, by=editor, reviewer=outside)
        Reviewer.objects.filter(pk=outside.pk).update(is_active=False)

        with pytest.raises(NotPossible, match="no longer active"):
            sign(submitted, by=editor, opinion=Opinion.objects.get())

    def test_an_approval_of_earlier_words_is_not_signed(self, submitted, writer, editor, outside):
        opinion = self.answer(submitted, by=editor, reviewer=outside)
        change(submitted, by=writer, title="New")

        with pytest.raises(reviewing.StaleText, match="Send a new link"):
            sign(submitted, by=editor, number=2, opinion=opinion)

    def test_an_answer_is_signed_once(self, submitted, editor, outside):
        opinion = self.answer(submitted, by=editor, reviewer=outside)
        sign(submitted, by=editor, opinion=opinion)

        with pytest.raises(NotPossible, match="signed already"):
            sign(submitted, by=editor, opinion=Opinion.objects.get())

    def test_a_publisher_who_wrote_last_does_not_sign(self, submitted, writer, editor, outside):
        change(submitted, by=editor, title="By who publishes")
        previewing.share(editing.latest(submitted), by=writer, reviewer=outside)
        opinion = previewing.answer(
            PreviewLink.objects.first(), verdict="approves", name="Noor", words=""
        )

        with pytest.raises(NotPossible, match="Nobody signs"):
            sign(submitted, by=editor, number=2, opinion=opinion)

    def test_nobody_signs_in_the_name_of_who_wrote_last(self, writer, doctor, editor):
        doctor.groups.add(*writer.groups.all())
        article = make_draft(by=doctor)
        reviewing.submit(article, by=writer)
        opinion = self.answer(article, by=editor, reviewer=doctor.reviewer)

        with pytest.raises(NotPossible, match="Nobody signs"):
            sign(article, by=editor, opinion=opinion)


def test_a_review_that_was_made_elsewhere_is_taken_over():
    article = make_draft()

    reviewing.take_over(
        article, name="A, MD", reviewed_on=date(2026, 1, 2), due_on=date(2028, 1, 2)
    )

    assert article.reviews.get().signed_by is None
    assert state(article) == State.APPROVED
    assert editing.latest(article).covered_by.due_on - date(2026, 1, 2) == timedelta(730)


def test_a_colleague_who_touches_the_address_makes_nobody_elses_words_theirs(writer, doctor):
    doctor.groups.add(*writer.groups.all())
    article = make_draft(by=doctor)
    change(article, by=writer, author="Ida Berg")
    reviewing.submit(article, by=writer)

    with pytest.raises(NotPossible, match="Nobody signs what they wrote last"):
        sign(article, by=doctor, number=2)


def test_who_may_sign_and_who_said_so_leaves_a_trace(client, editor, doctor):
    client.force_login(editor)
    post = {"name": "Noor Aziz", "credentials": "MD", "is_active": "on", "user": "", "email": ""}

    client.post("/staff/articles/reviewer/add/", post)

    event = AuditEvent.objects.get(action="reviewer kept")
    assert (event.actor, event.detail["name"]) == (editor, "Noor Aziz, MD")
