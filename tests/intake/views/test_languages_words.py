"""In a language whose words are all in brackets, no page of the intake says a word beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest

from intake.models import Release
from tests.clinic.languages import SPANISH
from tests.intake.reading import fields
from tests.intake.spanish import publish_feet
from tests.pseudo import pseudo, unmarked

__all__ = ["pseudo"]

BEGIN = "/check/form/foot-check/begin/"
CODE = re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}")


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
