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
