"""`triage_cases`: a line of JSON a case, whatever the file holds, with or without a database."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from intake import drafting, publishing
from intake.domain.reading import source
from tests.intake.make import make_release
from tests.intake.test_publishing import LEGS, RULES

CHEST_PAIN = {"id": "C1", "answers": {"chest_pain": True}, "expect": {"priority": "emergency"}}
NOTHING = {"id": "C2", "answers": {}, "expect": {"priority": "routine", "ecq": "not_asked"}}
WRONG = {"id": "C3", "answers": {"fever": True}, "expect": {"priority": "emergency"}}


@pytest.fixture
def written(tmp_path):
    def write(*entries: object, name: str = "cases.json") -> str:
        file = tmp_path / name
        file.write_text(json.dumps(entries))
        return str(file)

    return write


def run(*arguments: str) -> tuple[list[dict], int]:
    out, code = StringIO(), 0
    try:
        call_command("triage_cases", *arguments, stdout=out)
    except SystemExit as exit:
        code = int(exit.code)
    return [json.loads(line) for line in out.getvalue().splitlines()], code


@pytest.mark.django_db
def test_each_case_has_a_line_with_all_that_came_out(written):
    lines, code = run("leg-check", written(CHEST_PAIN, NOTHING))

    assert code == 0
    assert [(line["id"], line["ok"]) for line in lines] == [("C1", True), ("C2", True)]
    assert lines[0]["got"] == {
        "priority": "emergency",
        "pattern": "undetermined",
        "ecq": "not_asked",
        "fired": ["E1"],
        "flags": lines[0]["got"]["flags"],
        "texts": ["T1"],
    }
    assert lines[0]["expected"] == {"priority": "emergency"}


@pytest.mark.django_db
def test_a_case_that_differs_is_told_and_the_exit_says_so(written):
    lines, code = run("leg-check", written(WRONG, CHEST_PAIN))

    assert code == 1
    assert [line["ok"] for line in lines] == [False, True]
    assert lines[0]["differences"] == ["priority"]


@pytest.mark.django_db
def test_a_broken_case_is_one_line_and_the_others_still_run(written):
    gone = {"id": "C4", "answers": {"nobody_asks": 1}, "expect": {"priority": "soon"}}

    lines, code = run("leg-check", written(5, {"answers": {}}, gone, CHEST_PAIN))

    assert code == 1
    assert [(line["id"], line["ok"]) for line in lines] == [
        *((None, False), (None, False), ("C4", False), ("C1", True)),
    ]
    assert "there is no question 'nobody_asks'" in lines[2]["error"]
    assert all(line["error"] for line in lines[:3])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answers", "expect", "more"),
    [
        ({"age": None, "symptoms": [], "ulcer": None}, {"priority": "routine"}, {}),
        ({"symptoms": "cramp", "ecq6": "calf"}, {"fired": ["R"], "flags": [], "texts": ["T8"]}, {}),
        ({"ulcer": ["new"], "age": 64.0}, {"priority": "soon", "pattern": None}, {}),
        ({"meds": "none"}, {"priority": "routine"}, {"why": None, "note": "n", "source": ["s"]}),
        (None, {"ecq": "not_asked"}, {"title": 5}),
    ],
)
def test_other_spellings_of_a_case_come_to_the_same(answers, expect, more, written):
    (line,), code = run(
        "leg-check", written({"id": "C5", "answers": answers, "expect": expect, **more})
    )

    assert (line["ok"], code) == (True, 0)


@pytest.mark.django_db
def test_the_cases_may_stand_in_an_object(tmp_path):
    file = tmp_path / "cases.json"
    file.write_text(json.dumps({"made": "2026-11-26", "cases": [CHEST_PAIN, NOTHING]}))

    lines, code = run("leg-check", str(file))

    assert ([line["ok"] for line in lines], code) == ([True, True], 0)


@pytest.mark.django_db
@pytest.mark.parametrize("expect", [{}, {"priority": "soon", "grade": 2}, {"texts": "T1"}, None])
def test_what_comes_out_is_told_although_what_was_expected_cannot_be_read(expect, written):
    (line,), code = run("leg-check", written({**CHEST_PAIN, "expect": expect}))

    assert (line["id"], line["ok"], code) == ("C1", False, 1)
    assert line["got"]["priority"] == "emergency"
    assert line["error"]


@pytest.mark.django_db
def test_several_files_and_standard_input_are_read(written, monkeypatch):
    class Stdin:
        buffer = io.BytesIO(json.dumps([NOTHING]).encode())

    monkeypatch.setattr(sys, "stdin", Stdin)

    lines, code = run("leg-check", written(CHEST_PAIN), "-")

    assert ([line["id"] for line in lines], code) == (["C1", "C2"], 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["", "{}", "[NaN]", "[" * 100_000, f"[{'9' * 5000}]", '["\\ud83e"]', "not json"]
)
def test_a_file_that_cannot_be_read_is_named(text, tmp_path):
    file = tmp_path / "odd.json"
    file.write_text(text)

    with pytest.raises(CommandError, match=r"odd\.json") as caught:
        run("leg-check", str(file))

    assert caught.value.returncode == 2


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["../secrets", "nope", "default", "\udcff", "leg-check\0"])
def test_a_questionnaire_that_is_not_there_is_named(name, written):
    with pytest.raises(CommandError, match="There is no questionnaire") as caught:
        run(name, written(CHEST_PAIN))

    assert caught.value.returncode == 2


@pytest.mark.django_db
def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"gone\.json cannot be read") as caught:
        run("leg-check", str(tmp_path / "gone.json"))

    assert caught.value.returncode == 2


@pytest.mark.django_db
def test_what_patients_have_counts_and_not_a_draft_nor_what_ships(written, editor):
    publishing.publish(json.dumps({**LEGS, "name": "leg-check"}), json.dumps(RULES), by=None)
    case = {"id": "L1", "answers": {"pain": True}, "expect": {"priority": "soon"}}

    assert run("leg-check", written(case))[1] == 0
    assert run("leg-check", written(CHEST_PAIN))[1] == 1


@pytest.mark.django_db
def test_a_draft_is_not_what_patients_have(written, editor):
    row = drafting.start(make_release().questionnaire, by=editor)
    rules = publishing.parse(row.draft_rules)
    rules["rules"] = [rule for rule in rules["rules"] if "when" not in rule]
    row.draft_rules = source.write(rules)
    row.save()

    assert run("leg-check", written(CHEST_PAIN))[1] == 0


@pytest.mark.parametrize("database", ["none", "empty"])
def test_a_fresh_clone_judges_by_what_ships_and_makes_no_database(tmp_path, written, database):
    file, store = written(CHEST_PAIN), tmp_path / "upstream.sqlite3"
    if database == "empty":
        store.touch()

    ended = subprocess.run(
        [sys.executable, "manage.py", "triage_cases", "leg-check", file],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATA_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{store}"},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert (ended.returncode, ended.stderr) == (0, "")
    assert json.loads(ended.stdout)["ok"]
    assert store.exists() == (database == "empty")
