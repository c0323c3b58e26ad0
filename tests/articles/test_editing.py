"""Every save is a whole revision with its writer's name, and takes nothing away from readers."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from articles import editing, publishing, reviewing, snapshots
from articles.models import Article, Edition, Revision, Source, State
from clinic import audit
from clinic.models import AuditEvent
from tests.articles.rows import (
    DAY,
    DUE_ON,
    make_article,
    make_draft,
    make_live,
    make_topic,
    review,
)

pytestmark = pytest.mark.django_db


def change(article: Article, *, by, base=None, minor=False, reason="", keep_sources=None, **facts):
    article = Article.objects.get(pk=article.pk)
    for name, value in facts.items():
        setattr(article, name, value)
    return editing.save(
        article, by=by, base=base, minor=minor, reason=reason, keep_sources=keep_sources
    )


def state(article: Article) -> str:
    article.refresh_from_db()
    return article.state


def test_a_revision_holds_everything_that_was_written(editor):
    article = make_draft(by=editor)

    revision = article.revisions.get()

    assert (revision.number, revision.saved_by, revision.saved_by_name) == (1, editor, "edith")
    assert revision.content["title"] == "Night cramps"
    assert [source["title"] for source in revision.content["sources"]] == ["Study 1", "Study 2"]
    assert set(revision.content) == {*snapshots.PLAIN, "topic", "picture", "sources"}


def test_a_change_is_recorded_by_the_names_of_what_changed(editor):
    article = make_draft()

    def other_sources():
        article.sources.first().delete()

    change(article, by=editor, title="New", author="Ida Berg", keep_sources=other_sources)

    event = AuditEvent.objects.first()
    assert (event.action, event.actor, event.target_id) == (
        "article changed",
        editor,
        str(article.pk),
    )
    assert event.detail["fields"] == ["author", "sources", "title"]
    assert event.detail["revision"] == 2


def test_saving_what_did_not_change_leaves_no_trace(editor):
    article = make_draft()
    events = AuditEvent.objects.count()

    assert change(article, by=editor) is None

    assert article.revisions.count() == 1
    assert AuditEvent.objects.count() == events


@pytest.mark.parametrize(
    "facts", [{"title": "A"}, {"summary": "B"}, {"standfirst": "C"}, {"key_points": "D"},
              {"body_html": "<p>Take two of these.</p>"}],
)  # fmt: skip
def test_a_change_of_substance_needs_a_new_review(editor, facts):
    article = make_article()
    assert article.state == State.APPROVED

    revision = change(article, by=editor, **facts)

    assert revision.covered_by is None
    assert state(article) == State.DRAFT


def test_another_source_is_a_change_of_substance(editor):
    article = make_article()

    def drop_one():
        article.sources.last().delete()

    assert change(article, by=editor, keep_sources=drop_one).covered_by is None


@pytest.mark.parametrize(
    "facts", [{"slug": "elsewhere"}, {"drawing": "spider-veins"}, {"author": "Ida Berg"}]
)
def test_what_no_doctor_vouches_for_needs_no_new_review(editor, facts):
    article = make_article()

    revision = change(article, by=editor, **facts)

    assert revision.covered_by == article.reviews.get()
    assert state(article) == State.APPROVED


def test_a_minor_edit_keeps_the_review_and_says_why(editor):
    article = make_article()

    revision = change(article, by=editor, minor=True, reason="A comma", summary="Most, are fine.")

    assert (revision.is_minor, revision.reason) == (True, "A comma")
    assert revision.covered_by == article.reviews.get()
    assert state(article) == State.APPROVED


def test_a_minor_edit_without_a_reason_is_refused(editor):
    article = make_article()

    with pytest.raises(editing.NoReason):
        change(article, by=editor, minor=True, reason="  ", title="New")

    article.refresh_from_db()
    assert article.title == "Night cramps"


def test_a_minor_edit_gives_no_review_to_a_text_that_had_none(editor):
    article = make_article()
    change(article, by=editor, title="Something else")

    assert change(article, by=editor, minor=True, reason="A comma", title="X").covered_by is None


def test_the_words_that_were_signed_are_covered_again_when_they_come_back(editor):
    article = make_article()
    before = article.title
    change(article, by=editor, title="Something else")

    assert change(article, by=editor, title=before).covered_by == article.reviews.get()


def test_of_two_reviews_of_the_same_words_the_last_one_counts_also_if_it_ends_sooner(editor):
    article = review(make_article(due_on=DUE_ON), due_on=DUE_ON - 300 * DAY)
    before = article.title
    change(article, by=editor, title="Something else")

    back = change(article, by=editor, title=before)

    assert back.covered_by.due_on == DUE_ON - 300 * DAY


def test_a_first_save_is_no_minor_edit(editor):
    article = Article(title="Cramps")

    assert not editing.save(article, by=editor, minor=True, reason="A comma").is_minor


def test_readers_keep_what_they_have_while_somebody_writes(editor):
    article = make_live().article

    change(article, by=editor, title="Not for readers yet", body_html="<p>Draft.</p>")

    edition = Edition.objects.get()
    assert edition.title == "Night cramps"
    assert "Draft" not in edition.body_html


def test_a_text_that_waits_for_review_waits_on_after_a_change(editor):
    article = make_draft()
    Article.objects.update(state=State.IN_REVIEW)

    change(article, by=editor, title="New")

    assert state(article) == State.IN_REVIEW


def test_a_second_save_from_the_same_page_is_stopped_and_names_the_first(editor, writer):
    article = make_draft()
    change(article, by=writer, base=1, title="Mine")

    with pytest.raises(editing.ChangedMeanwhile, match="wren") as stop:
        change(article, by=editor, base=1, title="Yours")

    assert stop.value.latest.content["title"] == "Mine"
    article.refresh_from_db()
    assert article.title == "Mine"


def test_bringing_back_a_revision_brings_back_every_field(editor):
    tests, article = make_topic("Tests"), make_article()
    first = article.revisions.get().content

    def other_sources():
        article.sources.all().delete()
        Source.objects.create(article=article, title="Only this", year=2001, publisher="BMJ")

    change(
        article, by=editor, keep_sources=other_sources, topic=tests, title="X", slug="x",
        summary="X", standfirst="X", key_points="X", body_html="<p>X</p>", about="X",
        drawing="spider-veins", author="X",
    )  # fmt: skip
    article.refresh_from_db()
    second = snapshots.content_of(article)
    assert all(first[name] != second[name] for name in first if name != "picture")

    revision = editing.restore(article, 1, by=editor)

    article.refresh_from_db()
    assert snapshots.content_of(article) == first == revision.content
    assert (revision.number, revision.reason) == (3, "Brought back revision 1")
    assert state(article) == State.APPROVED


def test_a_revision_with_a_topic_that_is_gone_comes_back_without_it(editor):
    article = make_draft(topic="Tests")
    symptoms = make_topic()
    change(article, by=editor, topic=symptoms)
    article.revisions.get(number=1)
    Article.objects.get(pk=article.pk)
    make_topic("Tests").delete()

    editing.restore(article, 1, by=editor)

    article.refresh_from_db()
    assert article.topic is None


def test_who_may_not_write_changes_and_brings_back_nothing(doctor):
    article = make_draft()

    with pytest.raises(PermissionDenied):
        change(article, by=doctor, title="New")
    with pytest.raises(PermissionDenied):
        editing.restore(article, 1, by=doctor)

    assert Revision.objects.count() == 1


def test_an_article_that_was_withdrawn_meanwhile_stays_off(editor):
    article = make_live().article
    in_hand = Article.objects.get(pk=article.pk)
    publishing.withdraw(article, by=editor)
    in_hand.title = "A new title"

    editing.save(in_hand, by=editor)

    assert not Edition.objects.filter(live_until=None).exists()


def test_a_change_that_cannot_be_audited_is_not_made(editor, monkeypatch):
    article = make_draft()

    def fail(*args, **kwargs):
        raise RuntimeError("the audit trail is full")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(RuntimeError):
        change(article, by=editor, title="A new title")

    article.refresh_from_db()
    assert article.title == "Night cramps"
    assert article.revisions.count() == 1


def test_a_save_takes_back_nothing_that_was_done_meanwhile(writer):
    article = make_draft()
    opened = Article.objects.get(pk=article.pk)
    reviewing.submit(article, by=writer)

    opened.title = "New"
    editing.save(opened, by=writer)

    assert state(article) == State.IN_REVIEW


def test_an_address_that_another_article_has_by_now_does_not_come_back(writer):
    article = make_draft("cramps")
    change(article, by=writer, slug="night-cramps")
    other = make_live("cramps").article
    change(other, by=writer, slug="leg-cramps")
    third = make_draft("swelling")
    change(third, by=writer, slug="swollen-legs")
    make_draft("swelling", title="Another one")

    editing.restore(article, 1, by=writer)
    editing.restore(third, 1, by=writer)

    assert Article.objects.get(pk=article.pk).slug == "night-cramps"
    assert Article.objects.get(pk=third.pk).slug == "swollen-legs"
