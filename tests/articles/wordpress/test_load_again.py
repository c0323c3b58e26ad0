"""An export that is brought in again makes nothing twice, and undoes nobody's work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from unittest.mock import Mock

import pytest
from django.db import IntegrityError
from django.utils import timezone

from articles import editing, publishing, reviewing
from articles.models import Article, Edition, Imported, OldAddress, Revision, Topic
from articles.wordpress import load_texts
from clinic import audit
from clinic.models import AuditEvent
from tests.articles.wordpress.loading import (
    DOCTOR,
    article,
    bring_in,
    fate,
    in_category,
    page,
    post,
)

pytestmark = pytest.mark.django_db
OLD_DAY = datetime(2012, 3, 15, 15, 30, tzinfo=UTC)  # of all that `post` makes


def rows() -> dict[str, list]:
    """Return all that an import makes, without numbers that the database chose."""
    return {
        "articles": list(
            Article.objects.order_by("slug").values_list(
                "slug", "title", "state", "body_html", "topic__name", "created_at"
            )
        ),
        "revisions": list(
            Revision.objects.order_by("article__slug").values_list("article__slug", "number")
        ),
        "addresses": list(OldAddress.objects.values_list("path", "article__slug")),
        "imported": list(Imported.objects.order_by("guid").values_list("guid", "article__slug")),
        "topics": list(Topic.objects.values_list("name", "slug")),
        "editions": list(Edition.objects.order_by("slug").values_list("slug", "live_from")),
    }


def test_the_same_export_again_changes_nothing():
    items = post(7, "cramps"), post(8, "compression"), page(9, "our-team")
    bring_in(*items, vouched=DOCTOR)
    before = rows()

    reckoning = bring_in(*items, vouched=DOCTOR)

    assert rows() == before
    assert [each.outcome for each in reckoning.fates] == ["unchanged"] * 3


def test_a_changed_post_gets_a_new_revision_and_keeps_its_address():
    bring_in(post(7, "cramps"))

    reckoning = bring_in(post(7, "cramps-at-night", "<p>New words.</p>", guid=post_guid(7)))

    found = Article.objects.get()
    assert (found.slug, found.body_html, found.state) == (
        "cramps",
        "<p>New words.</p>",
        "in_review",
    )
    assert editing.latest(found).reason == "Imported again"
    assert fate(reckoning).outcome == "updated"


def post_guid(number: int) -> str:
    return f"https://riverside.example/?p={number}"


def test_a_changed_post_that_readers_have_waits_for_review_again(client):
    bring_in(post(7, "cramps", "<p>Old words.</p>"), vouched=DOCTOR)

    bring_in(post(7, "cramps", "<p>New words.</p>"))
    assert article("cramps").state == "in_review"
    assert "Old words." in client.get("/articles/cramps/").content.decode()

    bring_in(post(7, "cramps", "<p>New words.</p>"), vouched=DOCTOR)
    assert "New words." in client.get("/articles/cramps/").content.decode()


def test_what_was_edited_here_stays(editor):
    bring_in(post(7, "cramps"))
    found = article("cramps")
    found.body_html = "<p>Our words.</p>"
    editing.save(found, by=editor)

    same = bring_in(post(7, "cramps"), vouched=DOCTOR)
    changed = bring_in(post(7, "cramps", "<p>New words.</p>"), vouched=DOCTOR)

    assert article("cramps").body_html == "<p>Our words.</p>"
    assert not Edition.objects.exists()
    assert fate(same).outcome == "unchanged"
    assert (fate(changed).outcome, fate(changed).why) == ("skipped", "edited here since")


def test_what_was_withdrawn_here_stays_away(editor, client):
    bring_in(post(7, "cramps"), vouched=DOCTOR)
    publishing.withdraw(article("cramps"), by=editor)

    reckoning = bring_in(post(7, "cramps", "<p>New words.</p>"), vouched=DOCTOR)

    assert client.get("/articles/cramps/").status_code == 404
    assert fate(reckoning).why == "withdrawn here since"


def test_texts_that_waited_go_live_once_a_doctor_is_named():
    bring_in(post(7, "cramps"), post(8, "plan", wp_status="draft"))

    reckoning = bring_in(post(7, "cramps"), post(8, "plan", wp_status="draft"), vouched=DOCTOR)

    assert [(each.outcome, each.state_here) for each in reckoning.fates] == [
        ("updated", "live"),
        ("unchanged", "draft"),
    ]


def test_a_draft_that_was_published_there_meanwhile_waits_for_review():
    bring_in(post(7, "cramps", wp_status="draft"))

    bring_in(post(7, "cramps"))

    assert article("cramps").state == "in_review"
    assert article("cramps").published_before


def test_an_import_that_broke_off_goes_on_where_it_was(monkeypatch):
    items = [post(number, f"post-{number}", f'<a href="/?p={number + 1}">On</a>') for number in
             range(1, 6)]  # fmt: skip
    honest, calls = editing.save, []

    def breaks(found, **options):
        calls.append(found)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return honest(found, **options)

    monkeypatch.setattr(load_texts.editing, "save", breaks)
    with pytest.raises(KeyboardInterrupt):
        bring_in(*items)
    monkeypatch.undo()
    broken_off = bring_in(*items)

    assert [each.outcome for each in broken_off.fates] == ["unchanged"] * 2 + ["made"] * 3
    assert Article.objects.count() == Revision.objects.count() == 5
    assert f'href="article:{article("post-5").pk}"' in article("post-4").body_html


def test_an_article_is_not_written_where_that_cannot_be_audited(monkeypatch):
    monkeypatch.setattr(audit, "record", Mock(side_effect=IntegrityError))

    with pytest.raises(IntegrityError):
        bring_in(post(7, "cramps"))

    assert not Revision.objects.exists()


def test_an_article_that_was_deleted_here_comes_again():
    bring_in(post(7, "cramps"))
    Article.objects.all().delete()

    reckoning = bring_in(post(7, "cramps"))

    assert fate(reckoning).outcome == "made"
    assert article("cramps").body_html


def test_a_rehearsal_writes_nothing_and_says_the_same():
    items = post(7, "cramps"), post(8, "compression", wp_status="draft"), page(9, "our-team")

    rehearsed = bring_in(*items, vouched=DOCTOR, is_rehearsal=True)
    assert not Article.objects.exists()
    assert not Imported.objects.exists()
    assert not AuditEvent.objects.exists()
    assert not Topic.objects.exists()
    done = bring_in(*items, vouched=DOCTOR)

    assert rehearsed.as_data() == done.as_data() | {"dry_run": True}
    assert rehearsed.in_words()[-1] == "This was a rehearsal. Nothing was written."


def test_a_topic_that_was_renamed_here_keeps_its_new_name():
    items = post(7, inside=in_category("Self-care")), post(8, inside=in_category("脚"))
    bring_in(*items)
    Topic.objects.filter(name="Self-care").update(name="Help yourself")

    reckoning = bring_in(*items, post(9, inside=in_category("Self-care")))

    assert article("post-9").topic.name == article("post-7").topic.name == "Help yourself"
    assert [each.outcome for each in reckoning.fates] == ["unchanged", "unchanged", "made"]


def test_a_draft_from_there_is_not_published_because_it_waits_for_review_here(writer):
    bring_in(post(7, "plan", wp_status="draft"))
    reviewing.submit(article("plan"), by=writer)

    bring_in(post(7, "plan", wp_status="draft"), vouched=DOCTOR)

    assert article("plan").state == "in_review"
    assert not Edition.objects.exists()


def test_what_is_signed_here_later_comes_back_under_its_old_date():
    bring_in(post(7, "spider-veins"))
    found = article("spider-veins")
    reviewing.take_over(
        found, name=DOCTOR.name, reviewed_on=DOCTOR.reviewed_on, due_on=DOCTOR.due_on
    )

    edition = publishing.publish(found, by=None, was_public=True)

    assert edition.first_published_at == OLD_DAY
    assert edition.published_on.year == 2012
    assert edition.live_from > timezone.now() - timedelta(hours=1)
