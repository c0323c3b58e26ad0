"""What repeats, as a patient answers it; and an emergency inside it, which never waits."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.intake import spells
from tests.intake.make import key_in
from tests.intake.reading import fields, title, words

pytestmark = pytest.mark.usefixtures("clinic")


def add_spell(client, address: str, chest: str) -> str:
    """Ask for one more spell and answer it; return where that leads."""
    one = client.post(address, {"more": "true"}).url
    return client.post(one, {f"chest@{one.rpartition('@')[2]}": chest}).url


def page(address: str, name: str) -> str:
    return f"/check/{key_in(address)}/question/{name}"


def test_a_first_page_that_repeats_asks_whether_there_is_one(client):
    spells.publish_spells()

    first = client.get(spells.BEGIN)
    unsaid = client.post(spells.BEGIN, {})
    wanted = client.post(spells.BEGIN, {"more": "true"})

    assert "Do you want to add one?" in words(first)
    assert unsaid.status_code == 422
    assert "Choose yes to add one" in words(unsaid)
    assert wanted.url.endswith("/question/spell@0")
    assert "Did your chest hurt?" in words(client.get(wanted.url))


def test_a_first_page_that_repeats_can_be_passed_by_or_kept_for_later(client):
    spells.publish_spells()

    assert client.post(spells.BEGIN, {"more": "false"}).url.endswith("/question/pills")
    assert client.post(spells.BEGIN, {"save-and-come-back": "1"}).url.endswith("/save/")


def test_an_emergency_in_a_repetition_is_shown_at_once_and_named_with_its_place(client):
    spells.publish_spells()
    first = client.post(spells.BEGIN, {"more": "true"}).url
    client.post(first, {"chest@0": "false"})

    alert = add_spell(client, page(first, "spell"), "true")

    assert alert.endswith("/alert/")
    shown = client.get(alert)
    assert "Spell 2 : Did your chest hurt? Yes" in words(shown)
    assert "No, Yes" not in words(shown)
    change = re.search(r'class="go" href="([^"]+)"', shown.content.decode())
    assert change
    assert change[1].endswith("/question/spell@1")


def test_each_instance_raises_the_alarm_again(client):
    spells.publish_spells()
    first = client.post(spells.BEGIN, {"more": "true"}).url
    alert = client.post(first, {"chest@0": "true"}).url
    after = client.post(alert).url

    assert add_spell(client, after, "true").endswith("/alert/")


def pressed(client, address: str, **button):
    return client.post(address, {"breath": "true", "pill_0": "Aspirin", **button})


@pytest.mark.parametrize(
    "button",
    [
        {"form:add": "pill"},
        {"form:attach": "picture", "picture": SimpleUploadedFile("pills.jpg", b"x")},
    ],
    ids=["another answer", "a photo"],
)
def test_an_emergency_does_not_wait_for_a_button_that_changes_the_page(client, button):
    spells.publish_spells()
    pills = client.post(spells.BEGIN, {"more": "false"}).url

    interrupted = pressed(client, pills, **button)

    assert interrupted.url.endswith("/alert/")
    assert "Do not drive yourself." in words(client.get(interrupted.url))
    back = client.post(interrupted.url).url
    assert back == pills
    assert fields(client.get(back))["breath"] == ["true"]
    assert fields(client.get(back))["pill_0"] == ["Aspirin"]
    again = pressed(client, pills, **{"form:add": "pill"})
    assert again.status_code == 200
    assert title(again).startswith("Your pills")


def test_an_emergency_on_the_first_page_does_not_wait_for_such_a_button_either(client):
    quick = [each for each in spells.PILLS["item"] if each["linkId"] != "picture"]
    spells.publish_spells({**spells.PILLS, "item": quick}, flags=("breath",))

    calm = client.post(spells.BEGIN, {"breath": "false", "form:add": "pill"})
    interrupted = pressed(client, spells.BEGIN, **{"form:add": "pill"})

    assert calm.status_code == 200
    assert interrupted.url.endswith("/alert/")
    assert "Aspirin" in words(client.get(client.post(interrupted.url).url))


def test_a_repetition_within_another_says_where_it_is(client):
    where = spells.ask("where", "string", "Where was it?")
    sore = spells.ask("sore", "group", "Sore", repeats=True, item=[where, spells.CHEST])
    day = spells.ask("day", "string", "When?")
    spells.publish_spells({**spells.SPELLS, "item": [day, sore]}, flags=("chest",))
    first = client.post(spells.BEGIN, {"more": "true"}).url

    ending = client.post(first, {"day@0": "Today"}).url
    one = client.post(ending, {"more": "true"}).url
    client.post(one, {"where@0.0": "Home", "chest@0.0": "false"})
    client.post(ending, {"more": "false"})
    client.post(page(first, "spell"), {"more": "false"})

    assert "Spell 1 Sore" in words(client.get(ending))
    assert "Spell 1 Sore 1" in words(client.get(one))
    assert title(client.get(one)).startswith("Sore 1 | Spell 1 | ")
    assert "Spell 1: Sore 1 Where was it? Home" in words(
        client.get(f"/check/{key_in(first)}/check/")
    )


def begins_at(response) -> str:
    """Return the id of what has the focus once the page is there."""
    tag = re.search(r"<[^>]*\sautofocus[^>]*>", response.content.decode())
    found = re.search(r'\s(?:id|aria-label)="([^"]+)"', tag[0]) if tag else None
    return found[1] if found else ""


def test_who_takes_an_answer_away_goes_on_from_there(client):
    spells.publish_spells()
    pills = client.post(spells.BEGIN, {"more": "false"}).url
    three = {"pill_0": "Aspirin", "pill_1": "Iron", "pill_2": "Zinc"}
    calm = {"breath": "false"}

    second = client.post(pills, {**calm, **three, "form:remove": "1 pill"})
    only = client.post(pills, {**calm, "pill_0": "Aspirin", "form:remove": "0 pill"})

    assert begins_at(second) == "id_pill_1"
    assert fields(second)["pill_1"] == ["Zinc"]
    assert begins_at(only) == "id_pill_0"


def test_a_mistake_in_one_of_several_answers_leads_to_that_one(client):
    days = spells.ask("days", "integer", "On which days of the month?", repeats=True)
    spells.publish_spells(days, flags=())

    wrong = client.post(spells.BEGIN, {"days_0": "3", "days_1": "often", "days_2": ""})

    html = wrong.content.decode()
    assert 'href="#id_days_1"' in html
    boxes = dict(re.findall(r'name="(days_\d)"([^>]*)>', html))
    assert [name for name, rest in boxes.items() if "aria-invalid" in rest] == ["days_1"]


def test_nobody_without_a_number_is_promised_a_call(client):
    number = spells.ask("phone", "string", "Phone number") | {
        "definition": f"{spells.FHIR}/StructureDefinition/Patient#Patient.telecom"
    }
    spells.publish_spells(number, flags=())

    def sent(**typed):
        check = client.post(spells.BEGIN, typed).url
        return words(client.get(client.post(check).url))

    called = sent(phone="651-555-0173")
    assert "We call you" in called
    assert "On the number you gave us" in called
    assert "We call you" not in sent()
    assert "You gave us no phone number here" in sent()
