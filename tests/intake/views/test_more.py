"""The end of what repeats: pressed twice, pressed late, and pressed by a machine."""

from __future__ import annotations

import pytest

from tests.intake.make import key_in
from tests.intake.reading import words
from tests.intake.test_attaching import begin
from tests.intake.test_parallel import at_once, the_same_browser

SHOE = {"linkId": "shoe", "text": "Which?", "type": "string"}
SHOES = {"linkId": "shoes", "text": "Shoes", "type": "group", "repeats": True, "item": [SHOE]}
MIN_OCCURS = "http://hl7.org/fhir/StructureDefinition/questionnaire-minOccurs"


@pytest.mark.django_db(transaction=True)
def test_a_wish_for_another_one_sent_twice_adds_one(client, clinic):
    more = begin(client, SHOES)
    wish = {"more": "true", "there": ""}

    at_once(lambda number: the_same_browser(client).post(more, wish), 4)
    page = client.post(more, wish).url
    client.post(page, {"shoe@0": "Boots"})

    assert client.get(more).context["page"].more.numbers == (0,)


def test_removing_twice_says_nothing_about_the_rest(client, clinic):
    more = begin(client, SHOES)
    for name in ("Boots", "Clogs"):
        page = client.post(more, {"more": "true"}).url
        client.post(page, {f"shoe@{page[-1]}": name})

    for _ in range(2):
        client.post(more, {"remove": "0"})

    page = client.get(more)
    assert "Clogs" in words(page)
    assert page.context["page"].is_open


def test_no_number_breaks_a_button(client, clinic):
    more = begin(client, SHOES)

    for number in ("9" * 5000, "-1", "١", "", "x"):
        assert client.post(more, {"remove": number}).status_code == 302


def test_an_old_page_says_nothing_about_a_new_instance(client, clinic):
    more = begin(client, SHOES)
    for name in ("Boots", "Clogs"):
        page = client.post(more, {"more": "true"}).url
        client.post(page, {f"shoe@{page[-1]}": name})
    client.post(more, {"remove": "1"})
    client.post(page, {"shoe@1": "Clogs"})

    new = client.post(more, {"more": "true"}).url

    assert new == page
    assert "Clogs" not in client.get(new).content.decode()


def test_an_author_cannot_ask_for_a_million(client, clinic):
    million = {"url": MIN_OCCURS, "valueInteger": 1_000_000}
    inside = {**SHOES, "linkId": "pairs", "extension": [million]}
    outside = {**SHOES, "linkId": "boxes", "extension": [million], "item": [inside]}

    address = begin(client, outside)

    assert client.get(address).status_code == 200
    assert client.get(f"/check/{key_in(address)}/question/boxes").url == address
