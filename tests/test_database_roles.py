"""On PostgreSQL each side has a database role of its own. What a role may not, it cannot."""

from __future__ import annotations

import base64
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from articles import editing, feedback, previewing
from articles.models import Feedback, OldAddress, Opinion, Reviewer
from clinic import audit, throttle
from intake import answering, comeback, photos, submitting
from intake.models import Photo, Release, ResumeCode, Submission
from tests.articles.rows import make_article, make_live
from tests.clinic.languages import offer_spanish
from tests.clinic.picture_samples import told
from tests.intake.make import answered

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]

GRANTS = Path(__file__).resolve().parent.parent / "deploy" / "postgresql-roles.sql"
LEG_CHECK = "intake/definitions/leg-check.json"
ARTICLES = ("", "topic/symptoms/", "night-leg-cramps/", "feed/", "feed/atom/", "search/?q=cramsp")
PAGES = ("/", "/sitemap.xml", "/check/", "/healthz", *(f"/articles/{page}" for page in ARTICLES))
WISHES = submitting.ContactWishes("Rosa Diaz", "+16515550101", "", "mornings", "Please call.")


@pytest.fixture(autouse=True)
def roles():
    """Grant as after an upgrade, twice over; the test's transaction takes it all back."""
    call_command("questionnaire", "load", LEG_CHECK, publish=True, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(GRANTS.read_text())
        cursor.execute(GRANTS.read_text())


@contextmanager
def acting_as(role: str):
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        yield cursor
        cursor.execute("RESET ROLE")


def is_refused(role: str, statement: str) -> bool:
    try:
        with transaction.atomic(), acting_as(role) as cursor:
            cursor.execute(statement)
    except ProgrammingError as error:
        assert "permission denied" in str(error)
        return True
    return False


def test_a_patient_can_read_the_site_and_ask_for_a_call(client):
    call_command("sample_articles", verbosity=0)

    with acting_as("upstream_public"):
        for page in PAGES:
            assert client.get(page).status_code == 200, page
        reference = submitting.send_contact_request("a page", WISHES, now=timezone.now())
        again = submitting.send_contact_request("a page", WISHES, now=timezone.now())

    assert again == reference
    assert Submission.objects.get().reference == reference
    assert audit.verify() is None


def test_a_reader_can_say_whether_an_article_was_clear(client, administrator):
    edition = make_live()

    with acting_as("upstream_public"):
        answer = {"is_clear": "no", "words": "What is a valve?"}
        assert client.post(f"{edition.get_absolute_url()}feedback/", answer).status_code == 303

    with acting_as("upstream_staff"):
        assert feedback.read(Feedback.objects.get(), by=administrator) == "What is a valve?"


def test_an_old_address_leads_on(client):
    OldAddress.objects.create(path="/?p=12", article=make_live().article)

    with acting_as("upstream_public"):
        assert client.get("/?p=12")["Location"] == "/articles/night-cramps/"


def test_the_invited_see_a_preview_and_answer(client, administrator):
    draft = make_article("a-draft")
    noor = Reviewer.objects.create(name="Noor Aziz", credentials="MD", email="noor@example.org")
    link = previewing.share(editing.latest(draft), by=administrator, reviewer=noor)

    with acting_as("upstream_public"):
        page = link.removeprefix("http://localhost")
        assert client.get(page).status_code == 200
        answer = {"verdict": "approves", "name": "Ingrid Solberg", "words": ""}
        assert client.post(page, answer).status_code == 302

    assert Opinion.objects.get().name == "Ingrid Solberg"


def test_a_patient_can_begin_a_leg_check_and_come_back():
    release = Release.objects.newest("leg-check")
    now = timezone.now()

    with acting_as("upstream_public"):
        key, secret = answering.begin(release, came_from="", now=now)
        answering.keep(key, secret, given={}, asked=(), now=now)
        with transaction.atomic():
            assert answering.locked(key, secret, now=now).draft.answers == {}
        assert throttle.hit("a try", 60) == 1


@pytest.mark.parametrize("language", ["", "/es"])
def test_a_patient_reads_sends_and_keeps_a_copy_in_each_language(client, administrator, language):
    offer_spanish(by=administrator)
    release, now = Release.objects.newest("leg-check"), timezone.now()
    with acting_as("upstream_public"):
        key, secret = answering.begin(release, came_from="", now=now)
        given = answered(release)
        answering.keep(key, secret, given=given, asked=given, now=now)
        value = base64.urlsafe_b64encode(secret).decode().rstrip("=")
        client.cookies.load({f"check_{key}{language.replace('/', '_')}": value})
        own = f"{language}/check/{key}/"
        assert client.post(f"{own}check/")["Location"] == f"{own}sent/"
        assert client.get(f"{own}call.ics").status_code in (200, 302)
        copies = (f"{own}{page}" for page in ("sent/", "copy/", "my-answers.pdf", "changed/"))
        for page in (f"{language}/", f"{language}/check/", *copies):
            assert client.get(page).status_code == 200, page
        reference = submitting.send_response(key, secret, now=now)
    assert Submission.objects.get().reference == reference


@pytest.fixture
def photographed():
    """A response with a photo that was sent, and one with a photo that was not."""
    release, now, kept = Release.objects.newest("leg-check"), timezone.now(), []
    with acting_as("upstream_public"):
        for _ in range(2):
            key, secret = answering.begin(release, came_from="", now=now)
            row = answering.opened(key, secret, now=now).row
            kept.append(photos.add(row, told("JPEG"), now=now))
        reference = submitting.send_contact_request("a page", WISHES, now=now)
    submission = Submission.objects.get(reference=reference)
    with acting_as("upstream_public"), transaction.atomic():
        row = Photo.objects.only("unfinished").get(pk=kept[0].id).unfinished
        photos.move_to(submission, [kept[0].id], unfinished=row)
    return kept


def test_a_patient_adds_photos_takes_them_out_and_sends_them(photographed, nurse):
    sent, other = photographed

    with acting_as("upstream_public"):
        row = Photo.objects.only("unfinished").get(pk=other.id).unfinished
        again = photos.add(row, told("JPEG"), now=timezone.now())
        photos.remove(row, other.id)

    there = Photo.objects.values_list("pk", "submission__reference")
    assert {(str(pk), bool(reference)) for pk, reference in there} == {
        (sent.id, True),
        (again.id, False),
    }
    with acting_as("upstream_staff"):
        assert Photo.objects.get(pk=sent.id).chunks.count() == 1
        answering.forget_expired(timezone.now() + timedelta(days=40))
        assert [str(photo.pk) for photo in Photo.objects.all()] == [sent.id]


def test_the_patients_side_cannot_touch_a_photo_that_was_sent(photographed):
    sent, other = (f"'{photo.id}'" for photo in photographed)

    with acting_as("upstream_public") as cursor:
        for statement in (
            f"DELETE FROM intake_photo WHERE id = {sent}",
            f"DELETE FROM intake_photochunk WHERE photo_id = {sent}",
            f"UPDATE intake_photo SET submission_id = NULL WHERE id = {sent}",
            f"SELECT number FROM intake_photochunk WHERE photo_id = {sent}",
        ):
            cursor.execute(statement)
            assert cursor.rowcount == 0, statement
    chunk = "INSERT INTO intake_photochunk (photo_id, number, sealed) VALUES"
    assert is_forbidden_row(f"{chunk} ({sent}, 7, '')")
    assert not is_forbidden_row(f"{chunk} ({other}, 7, '')")


def is_forbidden_row(statement: str) -> bool:
    try:
        with transaction.atomic(), acting_as("upstream_public") as cursor:
            cursor.execute(statement)
    except ProgrammingError as error:
        assert "row-level security" in str(error)
        return True
    return False


def test_a_patient_can_save_and_come_back_with_a_code_or_a_link():
    release = Release.objects.newest("leg-check")
    now = timezone.now()

    with acting_as("upstream_public"):
        key, secret = answering.begin(release, came_from="", now=now)
        opened = answering.opened(key, secret, now=now)
        link = comeback.make_link(opened, secret, now=now)
        old = comeback.make_code(opened, secret, now=now)
        code = comeback.make_code(opened, secret, now=now)
        with pytest.raises(comeback.WrongCode):
            comeback.come_back(old, now=now)
        with pytest.raises(answering.NotHere):
            comeback.follow_link(link, now=now)
        assert comeback.come_back(code, now=now) == (key, secret)
    with acting_as("upstream_staff"):
        answering.forget_expired(now + comeback.CODE_KEPT_FOR)

    assert not ResumeCode.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT head FROM intake_photo",
        "SELECT * FROM intake_photo",
        "SELECT sealed FROM intake_photochunk",
        "UPDATE intake_photochunk SET sealed = ''",
        "UPDATE intake_photo SET head = ''",
        "UPDATE intake_photo SET content_type = 'text/html'",
        "TRUNCATE intake_photo CASCADE",
        "SELECT sealed FROM intake_submission",
        "SELECT * FROM intake_submission",
        "SELECT state, assigned_to_id FROM intake_submission",
        "SELECT triage_priority FROM intake_submission",
        "SELECT priority FROM intake_submission",
        "SELECT draft_rules FROM intake_questionnaire",
        "SELECT signed_reason FROM intake_release",
        "SELECT cases FROM intake_release",
        "UPDATE intake_submission SET state = 'closed'",
        "DELETE FROM intake_submission",
        "SELECT sealed FROM intake_note",
        "SELECT body FROM clinic_outboxmessage",
        "UPDATE clinic_outboxmessage SET body = ''",
        "SELECT detail FROM clinic_auditevent",
        "UPDATE clinic_siteprofile SET phone = ''",
        "UPDATE clinic_sitelanguage SET confirmed_at = now()",
        "UPDATE intake_release SET rules = ''",
        "SELECT * FROM intake_workedcase",
        "INSERT INTO intake_workedcase (name) VALUES ('C1')",
        "UPDATE articles_article SET body_html = ''",
        "UPDATE articles_edition SET body_html = ''",
        "DELETE FROM articles_searchindex",
        "UPDATE articles_synonymgroup SET terms = ''",
        "INSERT INTO articles_oldaddress (path, target) VALUES ('/a/', '/b/')",
        "SELECT words FROM articles_feedback",
        "SELECT is_clear FROM articles_feedback",
        "UPDATE articles_feedback SET words = NULL",
        "DELETE FROM articles_feedback",
        "SELECT words FROM articles_opinion",
        "SELECT words FROM articles_review",
        "SELECT email FROM articles_reviewer",
        "SELECT user_id FROM articles_reviewer",
        "SELECT * FROM articles_source",
        "UPDATE articles_previewlink SET expires_at = now()",
        "SELECT password FROM auth_user",
        "SELECT session_data FROM django_session",
        "TRUNCATE intake_submission",
        "CREATE TABLE mine (id int)",
    ],
)
def test_the_patients_side_cannot(statement):
    assert is_refused("upstream_public", statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE clinic_auditevent SET action = ''",
        "DELETE FROM clinic_auditevent",
        "TRUNCATE clinic_auditevent",
        "UPDATE intake_release SET rules = ''",
        "DELETE FROM intake_release",
        "DELETE FROM django_migrations",
        "CREATE TABLE mine (id int)",
    ],
)
def test_the_staffs_side_cannot(statement):
    assert is_refused("upstream_staff", statement)


def test_staff_can_open_what_came_in_and_jobs_can_tidy_up(nurse):
    reference = submitting.send_contact_request("a page", WISHES, now=timezone.now())

    with acting_as("upstream_staff"):
        assert Submission.objects.get().reference == reference
        with transaction.atomic():
            audit.record("opened", Submission.objects.get(), by=nurse)
        call_command("run_jobs", once=True)
