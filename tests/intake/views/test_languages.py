"""The intake in another language: what is asked, what is said, and switching in the middle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from clinic.languages import REDRAW
from intake import inbox
from intake.models import Photo, Release, Submission, UnfinishedResponse
from tests.clinic.languages import SPANISH, offer_spanish
from tests.intake.make import key_in
from tests.intake.reading import dead_links, fields, title, words
from tests.intake.spanish import publish_feet
from tests.pseudo import pseudo, unmarked

__all__ = ["pseudo"]

BEGIN = "/check/form/foot-check/begin/"
IN_SPANISH = {REDRAW: "es"}
IN_ENGLISH = {REDRAW: "en-US"}
CODE = re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}")


@pytest.fixture
def spanish(clinic, administrator):
    """A clinic that offers Spanish."""
    return offer_spanish(by=administrator)


def english_on(response) -> str:
    """Return the words on the main part of a page that no catalog and nobody else has written."""
    html = response.content.decode()
    inner = re.search(r"<main.*?</main>", html, flags=re.S)[0]
    labels = re.findall(r'(?:aria-label|alt|placeholder)="([^"]*)"', inner)
    text = unmarked(unescape(re.sub(r"<(script|svg).*?</\1>|<[^>]*>", " ", inner, flags=re.S)))
    text = CODE.sub(" ", f"{text} {unmarked(' '.join(labels))}")
    for each in sorted(theirs(), key=len, reverse=True):
        text = text.replace(each, " ")
    return " ".join(re.findall(r"[A-Za-z]{2,}", text))


def theirs() -> set[str]:
    """Return what the clinic, and whoever wrote a questionnaire, says on the Spanish pages."""
    found = {str(words) for words in SPANISH.values()} | {"Northside Vein Clinic", "inglés"}
    for release in Release.objects.all():
        document = release.translated("es").definition.document
        found |= {" ".join(line.split()) for text in strings(document) for line in text.split("\n")}
    return found - {""}


def strings(node) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    for each in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from strings(each)


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


# No English of ours


@pytest.mark.parametrize("name", ["feet", "numbers", "times", "town"])
def test_a_first_page_and_its_errors_say_nothing_in_english(client, spanish, pseudo, name):
    publish_feet(name)

    asked = client.get(f"/es{BEGIN}")
    wrong = client.post(f"/es{BEGIN}", mistyped(asked))

    assert english_on(asked) == english_on(wrong) == ""


@pytest.mark.parametrize("name", ["choices", "words", "photo", "letter", "shoes", "medicine"])
def test_a_later_page_and_its_errors_say_nothing_in_english(client, spanish, pseudo, name):
    publish_feet("town", name)
    address = client.post(f"/es{BEGIN}", {"town": "alderbay"}).url

    asked = client.get(address)
    wrong = client.post(address, {**mistyped(asked), "form:attach": name})

    assert english_on(asked) == english_on(wrong) == ""


def mistyped(page) -> dict[str, str]:
    return dict.fromkeys(fields(page).keys() - {"csrfmiddlewaretoken", "there"}, "!")


@pytest.mark.parametrize("address", ["/es/check/", "/es/check/form/foot-check/"])
def test_the_ways_in_say_nothing_in_english(client, spanish, pseudo, address):
    publish_feet("town")

    assert english_on(client.get(address)) == ""


@pytest.mark.parametrize("address", ["/es/check/back/", "/es/contact/"])
def test_other_forms_and_their_errors_say_nothing_in_english(client, spanish, pseudo, address):
    wrong = {"phone": "1", "email": "x", "code": "1", "message": "." * 2001}

    for page in (client.get(address), client.post(address, wrong)):
        assert english_on(page) == ""


def test_saving_and_coming_back_say_nothing_in_english(client, spanish, pseudo, mailbox):
    publish_feet("town")
    page = client.post(f"/es{BEGIN}", {"town": "alderbay"})
    save = f"{page.url.removesuffix('check/')}save/"

    for shown in (client.get(page.url), client.get(save), client.post(save), client.get(save)):
        assert english_on(shown) == ""


def test_the_letter_is_in_the_patients_language_and_leads_back_to_it(
    client, spanish, pseudo, mailbox
):
    publish_feet("town")
    page = client.post(f"/es{BEGIN}", {"town": "alderbay"})

    client.post(f"{page.url.removesuffix('check/')}save/", {"email": "ann@home.example"})

    (letter,) = mailbox.letters
    body = letter.get_payload(decode=True).decode()
    assert "/es/check/letter/" in body
    assert unmarked(body) == ""
