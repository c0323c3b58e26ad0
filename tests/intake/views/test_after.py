"""After sending: what happens next and by when, a copy, a time for the calendar, and what if."""

from __future__ import annotations

import io

import pikepdf
import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from intake import papers
from intake.models import Submission, UnfinishedResponse
from tests.intake.make import (
    ENOUGH_FOR,
    PRIORITY,
    key_in,
    make_profile,
    make_ready,
    make_visit_form,
    send,
)
from tests.intake.reading import calendar, dead_links, title, words

pytestmark = pytest.mark.usefixtures("clinic")

TUESDAY = "2026-11-24 10:00"
SWOLLEN = {"swelling": "one_leg", "swelling_onset": "new"}


def beside(sent: str, name: str) -> str:
    return sent.removesuffix("sent/") + name


def confirmed(client: Client, **changes) -> str:
    return words(client.get(send(client, **changes)))


# By when


@pytest.mark.parametrize(
    ("moment", "answers", "promised"),
    [
        (TUESDAY, {}, "We call you by Monday, November 30, at 5 pm"),
        (TUESDAY, {"ulcer": "healed"}, "We call you by Wednesday, November 25, at 5 pm"),
        ("2026-11-25 16:45", {"ulcer": "healed"}, "We call you by Friday, November 27, at 5 pm"),
        ("2026-11-28 12:00", {"ulcer": "healed"}, "We call you by Monday, November 30, at 5 pm"),
    ],
    ids=["in three days", "tomorrow", "over a holiday", "after a weekend"],
)
def test_the_patient_learns_by_when_we_call(client, at, moment, answers, promised):
    make_profile(closed_on="2026-11-26")
    at(moment)

    assert promised in confirmed(client, **answers)


def test_a_call_that_is_due_today_says_so(client, at):
    at("2026-11-24 07:00")
    sent = send(client)
    Submission.objects.update(call_by=at("2026-11-24 15:00"))

    at("2026-11-24 07:10")
    assert "We call you today by 3 pm" in words(client.get(sent))
    Submission.objects.update(call_by=at("2026-11-24 07:05"))
    at("2026-11-24 07:10")
    assert "We call you as soon as we can" in words(client.get(sent))


def test_holidays_on_the_way_are_named(client, at):
    make_profile(closed_on="2026-11-26\n2026-11-28\n2026-12-25")
    at(TUESDAY)

    text = confirmed(client)

    assert "Monday to Friday, 8 am to 5 pm" in text
    assert "We are closed on Thursday, November 26." in text
    assert "November 28" not in text  # a Saturday is no holiday
    assert "December 25" not in text


@pytest.mark.parametrize("priority", [PRIORITY.EMERGENCY, PRIORITY.URGENT])
def test_who_needs_help_today_is_told_not_to_wait(client, at, priority):
    at(TUESDAY)

    sent = send(client, **ENOUGH_FOR[priority])
    page = client.get(sent)

    text = words(page)
    told_first = {PRIORITY.EMERGENCY: "Call 911 now", PRIORITY.URGENT: "Please call us today"}
    assert title(page).startswith(told_first[priority])
    assert "Do not wait for our call." in text
    assert "We try to call you, too" in text
    assert "We call you by" not in text
    assert "We call you today" not in text
    assert "calendar" not in text
    assert client.get(beside(sent, "call.ics")).url == sent
    html = page.content.decode()
    assert html.count('class="alert stack"') == 1
    assert html.index('class="alert stack"') < html.index("What happens next")


def test_half_an_hour_after_sending_it_leads_with_urgent_care(client, at):
    at(TUESDAY)
    sent = send(client, **SWOLLEN)
    assert "Please call us now at 651-555-0142" in words(client.get(sent))

    at("2026-11-24 10:31")

    text = words(client.get(sent))
    assert "If you have not reached us, go to urgent care or an emergency room now" in text
    on_paper = words(client.get(beside(sent, "copy/")))
    assert "Please call us now at 651-555-0142" in on_paper
    assert "If we are closed, or you have not reached us in 30 minutes" in on_paper


def test_who_left_no_number_learns_by_when_we_read(client, at):
    at(TUESDAY)
    make_visit_form()
    check = client.post("/check/form/visit/begin/", {"visit": "My veins"}).url
    sent = client.post(check).url

    text = words(client.get(sent))

    assert "We read your answers by Friday, November 27, at 5 pm" in text
    assert "You call us if you want to talk" in text
    assert "We call you" not in text
    assert client.get(beside(sent, "call.ics")).url == sent


# The copy


def test_the_copy_is_a_pdf_that_a_screen_reader_can_read(client):
    sent = send(client, **SWOLLEN, name="Joan Q. Alder", message="It began\nin <March> & stayed")

    response = client.get(beside(sent, "my-answers.pdf"))

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="my-answers.pdf"'
    assert response["Cache-Control"] == "no-store, private"
    with pikepdf.open(io.BytesIO(response.content)) as pdf:
        assert str(pdf.Root.Lang).lower().startswith("en")
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo.Title) == "Your answers | Leg check | Northside Vein Clinic"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        found = tags(pdf.Root.StructTreeRoot.K)
    assert found >= {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/LI", "/P"}
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)
    text = " ".join(text.split())
    assert Submission.objects.get().reference in text
    assert "Joan Q. Alder" in text
    assert "It began in <March> & stayed" in text
    assert "needs a check today" in text
    assert "Call us the same day if one leg swells or hurts" in text
    assert "Northside Vein Clinic · 651-555-0142" in text


def tags(element) -> set[str]:
    """Return the kinds of tags at and below an element of a PDF."""
    if isinstance(element, pikepdf.Array):
        return set().union(*map(tags, element))
    if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
        return set()
    return {str(element.S)} | (tags(element.K) if "/K" in element else set())


def test_where_no_pdf_can_be_made_the_copy_can_still_be_printed(client, monkeypatch):
    sent = send(client)
    assert "Save as PDF" in words(client.get(sent))
    monkeypatch.setattr(papers, "why_not", lambda: "Pango is missing.")

    for page in (client.get(sent), client.get(beside(sent, "copy/"))):
        assert page.status_code == 200
        assert "Save as PDF" not in words(page)
    assert client.get(beside(sent, "my-answers.pdf")).url == beside(sent, "copy/")


def test_who_asks_for_too_many_pdfs_prints_the_copy(client, monkeypatch):
    sent = send(client)
    monkeypatch.setattr(papers, "make_pdf", lambda html: b"%PDF")

    answers = [client.get(beside(sent, "my-answers.pdf")).status_code for _ in range(21)]

    assert answers == [200] * 20 + [302]


@pytest.mark.parametrize("name", ["my-answers.pdf", "call.ics", "copy/"])
def test_nothing_is_to_be_had_by_others_or_an_hour_after(client, name):
    address = f"/check/{key_in(send(client))}/{name}"
    assert Client().get(address).status_code == 410
    assert client.post(address).status_code == 405

    UnfinishedResponse.objects.update(expires_at=timezone.now())

    assert client.get(address).status_code == 410


@pytest.mark.parametrize("name", ["my-answers.pdf", "call.ics"])
def test_what_was_not_sent_leads_to_what_is_open(client, name):
    ready = make_ready(client)

    assert client.get(f"/check/{ready}/{name}").url == f"/check/{ready}/check/"


# The calendar


@pytest.mark.parametrize(
    ("moment", "best_time", "start", "end"),
    [
        ("2026-11-24 07:00", "morning", "20261124T140000Z", "20261124T180000Z"),
        ("2026-11-24 09:42", "morning", "20261124T160000Z", "20261124T180000Z"),
        ("2026-11-24 11:40", "morning", "20261125T140000Z", "20261125T180000Z"),
        ("2026-11-25 18:00", "morning", "20261127T140000Z", "20261127T180000Z"),
        ("2026-11-24 09:42", "afternoon", "20261124T180000Z", "20261124T230000Z"),
        ("2026-11-24 09:42", "any", "20261130T140000Z", "20261130T230000Z"),
    ],
    ids=["today", "from the next half hour", "tomorrow", "over a holiday", "afternoon", "any time"],
)
def test_the_call_can_be_put_into_a_calendar(client, at, moment, best_time, start, end):
    make_profile(closed_on="2026-11-26")
    at(moment)
    sent = send(client, best_time=best_time)
    assert beside(sent, "call.ics") in client.get(sent).content.decode()

    response = client.get(beside(sent, "call.ics"))

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="call.ics"'
    assert response["Cache-Control"] == "no-store, private"
    event = calendar(response.content)
    assert (event["DTSTART"], event["DTEND"]) == (start, end)
    assert event["SUMMARY"] == "Call from Northside Vein Clinic"
    assert "651-555-0142" in event["DESCRIPTION"]
    assert Submission.objects.get().reference not in response.content.decode()
    assert client.get(beside(sent, "call.ics")).content == response.content


# When symptoms change


def test_who_feels_worse_finds_whom_to_call_and_may_answer_again(client, at):
    at("2026-11-28 12:00")
    sent = send(client)
    assert beside(sent, "changed/") in client.get(sent).content.decode()
    assert beside(sent, "changed/") in client.get(beside(sent, "copy/")).content.decode()

    page = client.get(beside(sent, "changed/"))

    text, html = words(page), page.content.decode()
    assert "Call us the same day if one leg swells or hurts" in text
    assert "Call 911 now for chest pain" in text
    assert "We are closed now. If you need help today and cannot reach us, go to" in text
    assert Submission.objects.get().reference in text
    assert 'href="tel:911"' in html
    assert 'href="tel:+16515550142"' in html
    assert 'href="/check/"' in html
    assert page["Cache-Control"] == "no-store, private"
    assert not dead_links(page)


def test_it_is_there_for_who_comes_back_later_or_elsewhere(client):
    sent = send(client)
    reference = Submission.objects.get().reference
    elsewhere = Client().get(beside(sent, "changed/"))
    UnfinishedResponse.objects.update(expires_at=timezone.now())

    for page in (elsewhere, client.get(beside(sent, "changed/")), client.get("/check/changed/")):
        assert page.status_code == 200
        assert title(page).startswith("My symptoms changed | Leg check")
        assert "We can help you without it, too" in words(page)
        assert reference not in words(page)


def test_it_keeps_nothing(client, django_assert_num_queries):
    make_visit_form()

    with django_assert_num_queries(2):  # the form, and the clinic's profile
        page = client.get("/check/form/visit/changed/")

    assert 'href="/check/form/visit/"' in page.content.decode()
    assert not page.cookies
    assert client.get("/check/form/none/changed/").status_code == 404
