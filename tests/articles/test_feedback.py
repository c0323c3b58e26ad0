"""“Was this clear?”: an answer without a trace of who gave it, and words that stay sealed."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from articles import feedback, publishing
from articles.feedback_views import ANSWERS_AN_HOUR
from articles.models import Feedback
from clinic import audit
from clinic.models import AuditEvent, SiteProfile, Tally
from clinic.sealing import NoKeyHere
from clinic.vault import CannotOpen
from tests.articles.rows import make_live

pytestmark = pytest.mark.django_db

PAGE = "/articles/night-cramps/feedback/"
THANKS = f"{PAGE}thanks/"
WORDS = "What is a “valve”? Rosa, 651-555-0101"


@pytest.fixture
def edition():
    SiteProfile.objects.create(name="Northside Vein Clinic", phone="+16515550142")
    return make_live()


@pytest.fixture
def reader_of_answers(db) -> User:
    """Someone on the staff who may read what readers wrote, and nothing else."""
    user = User.objects.create_user("paula", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_feedback"))
    return user


def send(client, *, headers=None, **fields):
    return client.post(PAGE, fields, headers=headers)


# Giving


@pytest.mark.parametrize(("answer", "is_clear"), [("yes", True), ("no", False)])
def test_an_answer_is_taken_with_thanks(client, edition, answer, is_clear):
    response = send(client, is_clear=answer)

    assert (response.status_code, response["Location"]) == (303, THANKS)
    assert Feedback.objects.get().is_clear is is_clear
    assert Feedback.objects.get().words is None
    thanks = client.get(THANKS)
    assert b"Thank you" in thanks.content
    assert b"651-555-0142" in thanks.content
    assert thanks["Cache-Control"] == "no-store, private"
    assert not response.cookies
    assert not thanks.cookies


def test_words_are_sealed_and_nothing_tells_who_wrote_them(client, edition, reader_of_answers):
    send(client, is_clear="no", words=f"  {WORDS}\r\nSecond line ")

    row = Feedback.objects.get()
    assert row.edition == edition
    assert b"valve" not in bytes(row.words)
    assert feedback.read(row, by=reader_of_answers) == f"{WORDS}\nSecond line"
    kept = {field.name for field in Feedback._meta.get_fields()}
    assert kept == {"id", "edition", "is_clear", "place", "words", "given_at"}


def test_the_form_on_the_page_is_the_same_for_everyone_and_sets_no_cookie(client, edition):
    response = client.get(edition.get_absolute_url())
    html = response.content.decode()

    assert f'<form method="post" action="{PAGE}"' in html
    assert "csrfmiddlewaretoken" not in html
    assert "Please do not write about your own health here; call us instead: " in html
    assert '<a class="tel" href="tel:+16515550142">651-555-0142</a>.</p>' in html
    assert not response.cookies
    assert response["Cache-Control"].startswith("public")


def test_a_clinic_without_a_number_still_asks_readers_not_to_tell_of_their_health(client):
    html = client.get(make_live().get_absolute_url()).content.decode()

    assert "Please do not write about your own health here.</p>" in html


def test_no_token_is_asked_for(edition):
    from django.test import Client

    assert send(Client(enforce_csrf_checks=True), is_clear="yes").status_code == 303


@pytest.mark.parametrize(
    ("fields", "message", "box"),
    [
        ({}, "Choose yes or no", "id_is_clear_0"),
        ({"is_clear": "maybe"}, "Choose yes or no", "id_is_clear_0"),
        ({"is_clear": "yes", "words": "x" * 1001}, "Make your words shorter", "id_words"),
        ({"is_clear": "yes", "words": "a\x00b"}, "Null characters", "id_words"),
    ],
)
def test_what_is_to_be_mended_is_said_and_what_was_typed_stays(
    client, edition, fields, message, box
):
    response = send(client, **{"words": "It was <long>.", **fields})
    html = response.content.decode()

    assert response.status_code == 422
    assert f'<a href="#{box}">{message}' in html
    assert "<title>Error: Was this clear?" in html
    if "words" not in fields:
        assert "It was &lt;long&gt;." in html
    if fields.get("is_clear") == "yes":
        assert re.search(r'value="yes"[^>]*checked', html)
    assert not Feedback.objects.exists()


def test_lines_count_once_as_the_box_counts_them(client, edition):
    assert send(client, is_clear="yes", words="a\r\n" * 499 + "ab").status_code == 303


def test_who_fills_in_the_box_that_nobody_sees_is_thanked_and_not_kept(client, edition):
    response = send(client, is_clear="yes", words="Buy pills", website="https://pills.example")

    assert response["Location"] == THANKS
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
    ],
)
def test_what_another_site_sends_is_not_kept_and_not_lost(client, edition, headers):
    response = send(client, is_clear="no", words=WORDS, headers=headers)

    assert response.status_code == 403
    assert "What is a “valve”?" in response.content.decode()
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://testserver", "sec-fetch-site": "same-origin"},
        {"origin": "http://localhost"},
        {"sec-fetch-site": "none"},
        {},
    ],
)
def test_what_our_pages_send_is_kept(client, edition, headers):
    assert send(client, is_clear="no", headers=headers).status_code == 303


def test_who_sends_too_many_keeps_their_words_and_is_told_to_wait(client, edition):
    for _ in range(ANSWERS_AN_HOUR):
        assert send(client, is_clear="yes").status_code == 303

    response = send(client, is_clear="yes", words=WORDS)

    assert response.status_code == 429
    assert "Please wait a few minutes" in response.content.decode()
    assert "What is a “valve”?" in response.content.decode()
    assert Feedback.objects.count() == ANSWERS_AN_HOUR
    assert "127.0.0.1" not in str(list(Tally.objects.values()))


def test_who_comes_back_to_the_address_of_the_form_finds_the_article(client, edition):
    assert client.get(PAGE)["Location"] == "/articles/night-cramps/#the-feedback"
    assert client.put(PAGE).status_code == 405


def test_an_article_that_is_gone_takes_no_answers(client, edition):
    publishing.withdraw(edition.article, by=None)

    assert send(client, is_clear="yes").status_code == 404
    assert client.get(THANKS).status_code == 404
    assert not Feedback.objects.exists()


def test_nothing_is_kept_where_it_cannot_be_sealed(client, edition, settings):
    settings.RECOVERY_PUBLIC_KEY = "no key"

    with pytest.raises(ValueError, match="hex"):
        send(client, is_clear="yes", words=WORDS)

    assert not Feedback.objects.exists()


# Reading


@pytest.fixture
def row(edition) -> Feedback:
    return feedback.give(edition, is_clear=False, words=WORDS)


def test_reading_is_on_the_trail_and_the_trail_holds_no_word(row, reader_of_answers):
    feedback.read(row, by=reader_of_answers)

    event = AuditEvent.objects.get(action="feedback opened")
    assert (event.actor, event.target_id) == (reader_of_answers, str(row.pk))
    assert "valve" not in str(event.detail)


def test_who_may_not_read_does_not(row, nurse):
    with pytest.raises(PermissionDenied):
        feedback.read(row, by=nurse)

    assert not AuditEvent.objects.filter(action="feedback opened").exists()


def test_without_the_trail_nothing_is_opened(row, reader_of_answers, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("no trail")

    monkeypatch.setattr(audit, "record", fail)

    with pytest.raises(RuntimeError, match="no trail"):
        feedback.read(row, by=reader_of_answers)


def test_a_process_without_the_key_cannot_read(row, reader_of_answers, settings):
    settings.CLINIC_PRIVATE_KEY = None

    with pytest.raises(NoKeyHere):
        feedback.read(row, by=reader_of_answers)


def test_words_that_were_put_into_another_row_do_not_open(row, edition, reader_of_answers):
    other = feedback.give(edition, is_clear=True, words="Good.")
    Feedback.objects.filter(pk=other.pk).update(words=row.words)
    other.refresh_from_db()

    with pytest.raises(CannotOpen):
        feedback.read(other, by=reader_of_answers)


def test_an_answer_without_words_leaves_nothing_to_open(edition, reader_of_answers):
    row = feedback.give(edition, is_clear=True, words="   ")

    assert feedback.read(row, by=reader_of_answers) == ""
    assert not AuditEvent.objects.filter(action="feedback opened").exists()


# Forgetting


def test_words_are_gone_after_a_year_and_the_answer_is_still_counted(row):
    given = row.given_at

    call_job(given + timedelta(days=365))
    row.refresh_from_db()
    assert row.words is not None

    call_job(given + timedelta(days=365, seconds=1))
    row.refresh_from_db()
    assert row.words is None
    assert row.is_clear is False


def call_job(now) -> None:
    from clinic.jobs import JOBS

    assert feedback.forget_words in JOBS
    feedback.forget_words(now)


def test_the_jobs_of_the_house_forget_words(row):
    Feedback.objects.update(given_at=timezone.now() - timedelta(days=400))

    call_command("run_jobs", once=True, verbosity=0)

    row.refresh_from_db()
    assert row.words is None


def test_the_privacy_notice_tells_of_it(client, db):
    html = client.get("/privacy/").content.decode()

    assert "When you tell us if an article was clear" in html
    assert "they are deleted after one year" in html
