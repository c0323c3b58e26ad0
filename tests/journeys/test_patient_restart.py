"""The server stops while a patient types, and starts again. What was kept is kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from clinic import keys
from tests.journeys import steps
from tests.served import GIVEN_BY_THE_TESTS, lay_out_static_files, serve

pytestmark = pytest.mark.journey


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The data of a clinic whose server runs as a process of its own."""
    for name in GIVEN_BY_THE_TESTS:
        monkeypatch.delenv(name, raising=False)
    keys.make_keys(tmp_path / "data")
    lay_out_static_files(tmp_path / "data")
    return tmp_path / "data"


def test_a_restarted_server_still_opens_what_was_begun(folder, new_context):
    patient = new_context(viewport={"width": 390, "height": 900}).new_page()
    with serve(folder) as site:
        patient.goto(f"{site.address}/check/begin/")
        steps.walk(patient, until="New pain or swelling", leg="right")
        place = patient.url.removeprefix(site.address)

    patient = patient.context.new_page()
    with serve(folder) as site:
        patient.goto(f"{site.address}/check/")
        steps.follow(patient, "Go on with your answers")

        assert patient.url == f"{site.address}{place}"
        steps.walk(patient)
        expect(patient.get_by_text("Right leg", exact=True)).to_be_visible()
        steps.send(patient)
