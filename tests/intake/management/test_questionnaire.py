"""Questionnaires as files: check, load and export."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from clinic.models import AuditEvent
from intake.models import Questionnaire, Release
from tests.intake.domain.make import DEFINITIONS
from tests.intake.domain.reading.make import document, extension, question

LEG_CHECK = DEFINITIONS / "leg-check.json"
DIRTY = {
    "resourceType": "Questionnaire",
    "item": [{"type": "boolean", "text": "Do your legs hurt?", "required": "true"}],
}


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("questionnaire", *map(str, arguments), stdout=out)
    return out.getvalue()


def check(*files: object) -> tuple[list[dict], int]:
    out = StringIO()
    try:
        call_command("questionnaire", "check", *map(str, files), stdout=out)
    except SystemExit as exit:
        return [json.loads(line) for line in out.getvalue().splitlines()], int(exit.code)
    return [json.loads(line) for line in out.getvalue().splitlines()], 0


@pytest.fixture
def dirty(tmp_path) -> Path:
    file = tmp_path / "my form.json"
    file.write_text(json.dumps(DIRTY))
    return file


def test_a_good_file_is_accepted_and_complete():
    lines, code = check(LEG_CHECK)

    assert code == 0
    assert lines == [
        {
            "file": str(LEG_CHECK),
            "accepted": True,
            "complete": True,
            "repaired": [],
            "unsupported": [],
            "faults": [],
        }
    ]


def test_every_file_has_its_line_whatever_it_holds(tmp_path, dirty):
    files = [tmp_path / name for name in ("no.json", "xml.json", "list.json")]
    files[1].write_text("<Questionnaire/>")
    files[2].write_bytes(b"[\xff")

    lines, code = check(tmp_path, *files, "a\nb", dirty)

    assert code == 1
    assert [line["file"] for line in lines] == [str(tmp_path), *map(str, files), "a\nb", str(dirty)]
    assert [line["accepted"] for line in lines] == [False] * 5 + [True]
    assert all(line["faults"][0]["text"] for line in lines[:5])
    assert len(lines[5]["repaired"]) == 6


def test_what_cannot_be_served_is_named_and_makes_it_incomplete(tmp_path):
    film = extension("mimeType", valueCode="video/*")
    file = tmp_path / "film.json"
    file.write_text(json.dumps(document(question("film", "attachment", extension=[film]))))

    (line,), code = check(file)

    assert (line["accepted"], line["complete"], code) == (True, False, 0)
    assert line["unsupported"] == ["film: files of these kinds are not taken: video/*."]


def test_faults_are_told_with_their_item(tmp_path):
    limits = [extension("minValue", valueInteger=5), extension("maxValue", valueInteger=4)]
    file = tmp_path / "limits.json"
    file.write_text(json.dumps(document(question("n", "integer", extension=limits))))

    (line,), _ = check(file)

    assert line["faults"][0] | {"text": ""} == {"linkId": "n", "code": "limits", "text": ""}


@pytest.mark.django_db
def test_loading_keeps_a_draft_until_it_is_told_to_publish(dirty):
    said = run("load", dirty)

    assert "“My form” (my-form) is a draft" in said
    assert "required is true or false" in said
    assert "Do your legs hurt?" in Questionnaire.objects.get(slug="my-form").draft
    assert not Release.objects.exists()


@pytest.mark.django_db
def test_a_draft_that_is_loaded_is_the_next_version_of_what_is_there(dirty):
    run("load", dirty, "--publish")

    run("load", dirty)

    row = Questionnaire.objects.get()
    assert row.draft_rules == Release.objects.get().rules
    assert [event.action for event in AuditEvent.objects.all()[:2]] == [
        "questionnaire imported",
        "published",
    ]


@pytest.mark.django_db
def test_a_draft_that_somebody_edits_is_not_written_over(dirty):
    run("load", dirty)
    run("load", dirty)  # the same once more
    assert Questionnaire.objects.get().draft_number == 1
    dirty.write_text(json.dumps({**DIRTY, "title": "Another"}))

    with pytest.raises(CommandError, match="has a draft already"):
        run("load", dirty)

    assert "Another" not in Questionnaire.objects.get().draft


@pytest.mark.django_db
def test_a_draft_does_not_take_the_place_of_another_questionnaire(tmp_path):
    run("load", LEG_CHECK, "--publish")
    file = tmp_path / "arms.json"
    file.write_text(LEG_CHECK.read_text().replace('"url": "', '"url": "https://else.example/', 1))

    with pytest.raises(CommandError, match="Another questionnaire is called"):
        run("load", file)

    assert not Questionnaire.objects.get().has_draft


@pytest.mark.django_db
def test_without_rules_of_its_own_every_answer_is_routine(dirty):
    said = run("load", dirty, "--publish")

    release = Release.objects.get()
    assert "(my-form@1)" in said
    assert release.definition.title == "My form"
    assert [rule.priority.name for rule in release.ruleset.rules] == ["ROUTINE"]


@pytest.mark.django_db
def test_rules_beside_the_file_or_named_are_used(tmp_path, dirty):
    rules = tmp_path / "rules.json"
    rules.write_text("{}")
    run("load", LEG_CHECK, "--publish")

    assert len(Release.objects.get().ruleset.rules) > 1
    with pytest.raises(CommandError, match="The rules need one"):
        run("load", dirty, "--rules", rules, "--publish")
    rules.write_bytes(b"\xff")
    with pytest.raises(CommandError, match="cannot be read"):
        run("load", dirty, "--rules", rules)


@pytest.mark.django_db
def test_what_is_exported_and_loaded_again_is_the_same_release(tmp_path, dirty):
    run("load", dirty, "--publish")
    exported = tmp_path / "exported.json"
    exported.write_text(run("export", "my-form"))

    run("load", exported, "--publish")

    assert Release.objects.count() == 1
    assert run("export", "my-form@1") == exported.read_text()


@pytest.mark.django_db
def test_what_needs_no_mending_is_exported_as_it_came():
    run("load", LEG_CHECK, "--publish")

    assert run("export", "leg-check") == LEG_CHECK.read_text()
    rules = LEG_CHECK.with_suffix(".triage.json")
    assert run("export", "leg-check", "--rules") == rules.read_text()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("arms", "arms is not published"),
        ("leg-check@2", "leg-check@2 is not published"),
        ("leg-check@two", "is not the number of a version"),
        ("leg-check@99999999999999999999", "is not the number of a version"),
    ],
)
def test_what_is_not_there_is_not_exported(name, words):
    run("load", LEG_CHECK, "--publish")

    with pytest.raises(CommandError, match=words):
        run("export", name)


@pytest.mark.django_db
def test_what_cannot_be_served_is_not_loaded(tmp_path):
    file = tmp_path / "patient.json"
    file.write_text('{"resourceType": "Patient"}')

    with pytest.raises(CommandError, match="This is not a FHIR Questionnaire"):
        run("load", file, "--publish")
    with pytest.raises(CommandError, match="cannot be read"):
        run("load", tmp_path / "missing.json")
