"""Pictures of questions are drawn anew before they are kept, in the program that opens photos."""

from __future__ import annotations

import base64
import json
from io import StringIO

import pytest
from django.core.management import call_command

from clinic import picture_opening
from intake import drafting, illustrating, publishing, taking_in, workshop
from intake.domain.document import DefinitionError
from intake.files.refusals import Refused
from intake.models import Questionnaire, Release
from tests.clinic.picture_samples import halves, moving, saved, told
from tests.intake.make import RECEIPT_RULES

pytestmark = pytest.mark.django_db

MEDIA = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-itemMedia"
BROKEN = b"<svg onload=alert(1)>"


def form(*pictures: bytes, kind: str = "image/jpeg") -> str:
    """Return a definition with a question for each picture."""
    items = [
        {
            "linkId": f"q{number}",
            "type": "boolean",
            "text": "Does it look like this?",
            "extension": [
                {
                    "url": MEDIA,
                    "valueAttachment": {
                        "contentType": kind,
                        "data": base64.b64encode(picture).decode(),
                        "hash": "b3V0ZGF0ZWQ=",
                    },
                }
            ],
        }
        for number, picture in enumerate(pictures)
    ]
    head = {"resourceType": "Questionnaire", "name": "looks", "title": "Looks", "status": "active"}
    return json.dumps({**head, "item": items})


def media(text: str) -> list[dict[str, str]]:
    items = json.loads(text)["item"]
    return [item["extension"][0]["valueAttachment"] for item in items]


def publish(text: str) -> Release:
    return publishing.publish(text, RECEIPT_RULES, by=None)


@pytest.fixture
def nothing_opens(monkeypatch):
    monkeypatch.setattr(workshop, "clean_apart", pytest.fail)
    monkeypatch.setattr(picture_opening, "open_safely", pytest.fail)


def test_a_patient_gets_what_was_kept_and_nothing_is_opened(client, request):
    release = publish(form(told("JPEG"), moving("GIF")))
    request.getfixturevalue("nothing_opens")

    for number in range(2):
        picture = client.get(f"/check/picture/{release.digest}/q{number}")
        assert picture["Content-Type"] == illustrating.MIME
        assert picture.content[8:12] == b"WEBP"
        assert b"Clinic phone" not in picture.content
    assert all("hash" not in each for each in media(release.document))


def test_a_picture_is_as_small_as_a_phone_needs(client):
    (kept,) = media(publish(form(saved(halves(2400, 1600), "PNG"), kind="image/png")).document)

    assert kept["contentType"] == "image/webp"
    assert len(kept["data"]) < 40_000


def test_what_is_kept_stays_letter_for_letter(request, editor):
    release = publish(form(told("JPEG")))
    request.getfixturevalue("nothing_opens")

    assert publish(release.document) == release
    row = drafting.start(release.questionnaire, by=editor)
    again = drafting.publish(row, number=row.draft_number, by=editor)
    assert media(again.document) == media(release.document)


def test_a_picture_from_elsewhere_is_opened_whatever_it_says_to_be():
    ours = saved(halves(), "WEBP")

    release = publish(form(ours, kind="image/webp"))

    assert media(release.document)[0]["data"] != base64.b64encode(ours).decode()


def test_what_cannot_be_opened_is_told_and_not_shown(client, tmp_path, editor):
    file, out = tmp_path / "looks.json", StringIO()
    file.write_text(form(BROKEN, told("JPEG")))

    call_command("questionnaire", "load", str(file), publish=True, stdout=out)

    assert "Item q0: its picture is not shown" in out.getvalue()
    assert "Item q1" not in out.getvalue()
    digest = Release.objects.get().digest
    assert client.get(f"/check/picture/{digest}/q0").status_code == 404
    assert client.get(f"/check/picture/{digest}/q1").status_code == 200
    taken = taking_in.take_in(file.read_text(), by=editor)
    assert any("Item q0: its picture is not shown" in each for each in taken.repaired)
    assert media(taken.row.draft)[1]["contentType"] == "image/webp"


def test_where_photos_of_patients_come_first_nothing_is_kept(monkeypatch):
    def busy(*_, **__):
        raise Refused(workshop.BUSY)

    monkeypatch.setattr(workshop, "clean_apart", busy)

    with pytest.raises(DefinitionError, match="Try again in a minute"):
        publish(form(told("JPEG")))
    assert not Questionnaire.objects.exists()
