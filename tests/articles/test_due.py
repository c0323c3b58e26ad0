"""Reviews that are due are on the first page and in one letter a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.utils import timezone

from articles import reviewing
from articles.due import due, send_digest
from articles.models import Article, DigestSent, Reviewer, State
from clinic.models import OutboxMessage
from tests.articles.rows import DAY, make_article, make_draft, make_live

pytestmark = pytest.mark.django_db


@pytest.fixture
def morning() -> datetime:
    return timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)


def live_due_in(days: int, slug: str):
    today = timezone.localdate()
    edition = make_live(slug)
    edition.review.reviewed_on = today - 700 * DAY
    edition.review.due_on = today + days * DAY
    edition.review.save()
    return edition


def test_what_is_due_is_sorted_by_its_day(morning):
    live_due_in(61, "later")
    soon, sooner = live_due_in(60, "soon"), live_due_in(1, "sooner")
    today, long_ago = live_due_in(0, "today"), live_due_in(-90, "long-ago")
    waiting, approved = make_draft("waiting"), make_article("approved")
    Article.objects.filter(pk=waiting.pk).update(state=State.IN_REVIEW)
    make_draft("a-draft")

    found = due(morning)

    assert found.overdue == [long_ago, today]
    assert found.soon == [sooner, soon]
    assert (found.in_review, found.approved) == ([waiting], [approved])


def test_the_letter_names_what_is_due_and_where(morning, editor, doctor):
    editor.email = "edith@northside.example"
    editor.save()
    Reviewer.objects.update(email="ingrid@northside.example")
    live_due_in(-3, "long-ago")

    assert send_digest(morning)

    letter = OutboxMessage.objects.get()
    assert letter.to == ["edith@northside.example", "ingrid@northside.example"]
    assert "Overdue for a medical review:\n- Long ago, due " in letter.body
    article = Article.objects.get()
    assert f"http://localhost/staff/articles/article/{article.pk}/desk/" in letter.body
    assert "&" not in letter.body


def test_who_has_left_gets_no_letter_and_who_has_the_right_alone_gets_one(morning, editor, doctor):
    User.objects.create_user("ida", email="ida@northside.example").user_permissions.add(
        Permission.objects.get(codename="publish_article")
    )
    editor.email, editor.is_active = "edith@northside.example", False
    editor.save()
    Reviewer.objects.update(email="ingrid@northside.example", is_active=False)
    live_due_in(-3, "long-ago")

    send_digest(morning)

    assert OutboxMessage.objects.get().to == ["ida@northside.example"]


def test_a_long_list_reads_no_texts(morning, django_assert_num_queries):
    for number in range(3):
        Article.objects.filter(pk=make_draft(f"waiting-{number}").pk).update(state=State.IN_REVIEW)

    with django_assert_num_queries(4):
        found = due(morning)
        names = [str(article) for article in found.in_review]

    assert names == ["Waiting 0", "Waiting 1", "Waiting 2"]
    assert "body_html" in found.in_review[0].get_deferred_fields()


def test_it_is_sent_once_a_day(morning):
    live_due_in(-3, "long-ago")

    assert [send_digest(morning + timedelta(hours=hour)) for hour in range(3)] == [
        True,
        False,
        False,
    ]
    assert send_digest(morning + DAY)
    assert OutboxMessage.objects.count() == DigestSent.objects.count() == 2


def test_nothing_is_sent_before_the_morning_or_when_nothing_is_due(morning):
    assert not send_digest(morning)

    live_due_in(-3, "long-ago")
    assert not send_digest(morning.replace(hour=3))
    assert not OutboxMessage.objects.exists()


def test_the_command_says_what_it_did(monkeypatch, morning):
    monkeypatch.setattr("django.utils.timezone.now", lambda: morning)
    live_due_in(-3, "long-ago")
    out = StringIO()

    call_command("review_digest", stdout=out)
    call_command("review_digest", stdout=out)

    assert out.getvalue().splitlines() == [
        "The letter is on its way.",
        "Nothing to send: nothing is due, today's letter went out before, or it is not 7 am yet.",
    ]


def test_the_first_page_shows_it_to_who_may_read_articles(client, doctor, nurse):
    live_due_in(-3, "long-ago")

    client.force_login(doctor)
    assert "Review overdue" in client.get("/staff/").content.decode()

    client.force_login(nurse)
    assert "Review overdue" not in client.get("/staff/").content.decode()


def test_the_first_page_shows_a_writer_what_is_hers_to_go_on_with(client, writer, doctor, editor):
    for slug in ("begun", "sent-back", "in-review"):
        make_draft(slug, by=writer)
    make_draft("of-a-colleague", by=editor)
    for slug in ("sent-back", "in-review"):
        reviewing.submit(Article.objects.get(slug=slug), by=writer)
    sent_back = Article.objects.get(slug="sent-back")
    reviewing.ask_for_changes(sent_back, by=doctor, words="Name the dose.")

    client.force_login(writer)
    html = client.get("/staff/").content.decode()

    assert html.count("<td>Your draft</td>") == 2
    assert f'/{sent_back.pk}/desk/">Sent back</a>' in html
    assert "Of a colleague" not in html


def test_a_great_many_are_told_as_the_first_of_them_and_that_there_is_more(morning, monkeypatch):
    monkeypatch.setattr("articles.due.MOST", 2)
    for number in range(3):
        make_draft(f"waiting-{number}")
    Article.objects.update(state=State.IN_REVIEW)

    found = due(morning)

    assert (len(found.in_review), found.is_more) == (2, True)
    send_digest(morning)
    assert "There is more:" in OutboxMessage.objects.get().body
