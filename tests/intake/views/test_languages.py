"""The intake in another language: what is asked, what is said, and switching in the middle."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from clinic.languages import REDRAW
from intake import inbox
from intake.models import Photo, Submission, UnfinishedResponse
from tests.intake.make import key_in
from tests.intake.reading import dead_links, fields, title, words
from tests.intake.spanish import publish_feet
from tests.pseudo import pseudo

__all__ = ["pseudo"]

BEGIN = "/check/form/foot-check/begin/"
IN_SPANISH = {REDRAW: "es"}
IN_ENGLISH = {REDRAW: "en-US"}


# Which language


def test_a_questionnaire_is_asked_in_the_language_of_the_page(client, spanish):
    publish_feet()

    english, start = (client.get(f"{way}/check/form/foot-check/") for way in ("", "/es"))
    page = client.get(f"/es{BEGIN}")

    assert title(english).startswith("Foot check | ")
    assert title(start).startswith("Revisión de los pies | ")
    assert f'href="/es{BEGIN}"' in start.content.decode()
    assert "<h1>¿Le duelen los pies hoy?</h1>" in page.content.decode()  # no mark: the page is so
    assert '<html lang="es"' in page.content.decode()


def test_the_next_page_is_in_the_same_language(client, spanish):
    publish_feet()

    response = client.post(f"/es{BEGIN}", {"pain": "false"})

    assert response.url.startswith("/es/check/")
    assert "¿En qué parte del pie?" in words(client.get(response.url))
    assert "Where on your foot?" in words(client.get(response.url.removeprefix("/es")))


@pytest.mark.parametrize("review", [{}, {"reviewed_by": "Rosa Vidal"}])
def test_texts_that_no_translator_has_reviewed_are_not_shown_to_patients(client, spanish, review):
    """Then all of the questionnaire is in English, and the page says so."""
    publish_feet(review=review)

    start = client.get("/es/check/form/foot-check/")
    page = client.get(f"/es{BEGIN}").content.decode()

    assert 'lang="en" dir="auto">Foot check</h1>' in start.content.decode()
    assert '<h1 lang="en" dir="auto">Do your feet hurt today?</h1>' in page
    assert ": inglés." in words(start).lower()


def test_a_language_that_the_clinic_does_not_offer_is_nowhere(client, clinic):
    publish_feet()

    assert client.get("/es/check/form/foot-check/").status_code == 404
    assert "Español" not in words(client.get(BEGIN))


def test_what_was_begun_before_languages_had_addresses_still_opens(client, spanish, monkeypatch):
    """Such a response names a language of its own, which is no longer asked."""
    publish_feet()
    from intake import answering

    document = answering._document
    monkeypatch.setattr(answering, "_document", lambda draft: {**document(draft), "language": "es"})
    address = client.post(BEGIN, {"pain": "false"}).url

    assert "Where on your foot?" in words(client.get(address))


# What is sent


def test_what_is_sent_tells_its_language_and_has_the_words_that_staff_read(client, spanish, nurse):
    publish_feet("times", "town")
    since = {"since_0": "marzo", "since_1": "4", "since_2": "2026"}
    page = client.post(f"/es{BEGIN}", {**since, "worst": "2:30 p. m."})
    client.post(page.url, {"town": "alderbay"})
    check = f"/es/check/{key_in(page.url.removeprefix('/es'))}/check/"
    assert "4 de marzo de 2026" in words(client.get(check))

    client.post(check)

    submission = Submission.objects.get()
    shown = str(inbox.read(submission, by=nurse).sections)
    assert "Since which day does it hurt?" in shown
    assert "March 4, 2026" in shown
    assert "marzo" not in shown


def test_the_language_stands_beside_the_answers(client, spanish, monkeypatch):
    sealed = []
    seal = __import__("clinic.sealing", fromlist=["seal"]).seal
    monkeypatch.setattr(
        "clinic.sealing.seal", lambda doc, **more: sealed.append(doc) or seal(doc, **more)
    )
    publish_feet("town")
    for way in ("/es", ""):
        page = client.post(f"{way}{BEGIN}", {"town": "alderbay"})
        client.post(page.url)

    spanish_one, english_one = sealed

    assert (spanish_one["language"], english_one["language"]) == ("es", "")
    assert spanish_one["response"]["item"] == english_one["response"]["item"]


# Switching


def switch(client: Client, address: str, typed: dict, to: dict = IN_SPANISH):
    way = "/es" if to is IN_SPANISH else ""
    return client.post(f"{way}{address.removeprefix('/es')}", {**typed, **to})


def test_switching_on_the_first_page_keeps_what_is_typed_and_stores_nothing(client, spanish):
    publish_feet("words")
    typed = {"name": "Ann", "phone": "12", "creams_0": "Aloe", "creams_1": "Urea", "born_0": "4"}

    there = switch(client, BEGIN, typed)
    back = switch(client, BEGIN, fields(there) | {}, IN_ENGLISH)

    for page in (there, back):
        assert page.status_code == 200
        assert typed.items() <= {name: each[0] for name, each in fields(page).items()}.items()
    assert "Su nombre completo" in words(there)
    assert "Your full name" in words(back)
    assert not UnfinishedResponse.objects.exists()


def test_switching_in_the_middle_keeps_the_page_and_both_its_languages(client, spanish):
    publish_feet("town", "words")
    address = client.post(BEGIN, {"town": "alderbay"}).url
    shown = client.get(address).content.decode()

    page = switch(client, address, {"name": "Ann", "phone": "12", "site": "no site"})

    assert f'formaction="/es{address}"' in shown
    assert fields(page)["phone"] == ["12"]  # also what is wrong
    assert fields(page)["name"] == ["Ann"]
    assert f'action="/es{address}"' in page.content.decode()
    assert f'formaction="{address}"' in page.content.decode()
    wrong = client.post(f"/es{address}", {"name": "Ann", "phone": "12"})
    assert wrong.status_code == 422
    assert not dead_links(wrong)


def test_enter_changes_no_language(client, spanish):
    """The first button of a form is the one that Enter presses, wherever it stands."""
    publish_feet("words")

    html = client.get(BEGIN).content.decode()

    first = re.search(r'<button[^>]*(?:form="answers"|type="submit")[^>]*>', html)[0]
    assert "form:language" not in first
    assert 'form="answers"' in first


def test_switching_after_errors_on_the_first_page_begins_no_second_response(client, spanish):
    publish_feet("words")
    wrong = client.post(BEGIN, {"name": "12", "phone": "12"}).content.decode()
    address = re.search(r'formaction="(/es/check/[^"]+)"', wrong)[1]

    switch(client, address, {"name": "Ann"})

    assert "/question/" in address
    assert UnfinishedResponse.objects.count() == 1


def test_a_photo_that_was_chosen_is_kept_when_the_language_changes(client, spanish, quick_workshop):
    publish_feet("town", "photo")
    address = client.post(BEGIN, {"town": "alderbay"}).url
    photo = SimpleUploadedFile("foot.jpg", b"a picture", "image/jpeg")

    page = switch(client, address, {"photo": photo})

    assert "foot.jpg" in words(page)
    assert Photo.objects.count() == 1


def test_what_repeats_keeps_its_page_and_what_is_chosen(client, spanish):
    publish_feet("town", "shoes")
    address = client.post(BEGIN, {"town": "alderbay"}).url

    page = switch(client, address.replace("shoe@0", "shoes"), {"more": "true"})

    assert page.status_code == 200
    assert fields(page)["more"] == ["true"]
    assert "Zapatos" in words(page)


def test_what_cannot_wait_interrupts_also_who_changes_the_language(client, spanish):
    publish_feet("feet", "town", alarm=True)

    response = switch(client, BEGIN, {"pain": "true"})
    alert = client.get(response.url)

    assert re.fullmatch(r"/es/check/\w+/alert/", response.url)
    assert "Llámenos hoy" in words(alert)
    assert "Descanse el pie." in words(alert)


def test_the_contact_form_keeps_the_message(client, spanish):
    typed = {"name": "Ann", "phone": "12", "message": "Call me", "best_time": "Morning"}

    page = client.post("/es/contact/", {**typed, "token": "a-page", **IN_SPANISH})

    assert page.status_code == 200
    kept = {name: each[0] for name, each in fields(page).items()}
    assert {**typed, "token": "a-page"}.items() <= kept.items()
    assert "Spanish" not in title(page)
    assert not Submission.objects.exists()


def test_a_code_half_typed_stays_in_its_box(client, spanish):
    page = client.post("/es/check/back/", {"code": "KT7M", **IN_SPANISH})

    assert page.status_code == 200
    assert fields(page)["code"] == ["KT7M"]
