"""The names of the patterns, and of answers for several or none, on a page."""

from __future__ import annotations

import pytest

from intake import drafting, gate, ruling
from intake.domain.cases import read_cases
from tests.intake.building import at
from tests.intake.make import make_release
from tests.intake.reading import fields, words
from tests.intake.ruling import rules_in

pytestmark = pytest.mark.django_db

PAGE = "build/rules/patterns/"


@pytest.fixture
def row(editor):
    return drafting.start(make_release().questionnaire, by=editor)


@pytest.fixture
def save(desk, row):
    def send(**typed):
        shown = fields(desk.get(at(row, PAGE)))
        return desk.post(at(row, PAGE), {**shown, **typed}, follow=True)

    return send


def test_names_are_changed_and_read_in_sentences(save, row):
    told = words(save(several="both", **{"title-arterial": "The arteries"}))

    assert "The names of the patterns are saved." in told
    assert "Answers that speak for more than one pattern are called “both”." in told
    assert "Answers that speak for no pattern are called “undetermined”." in told
    made = rules_in(row)
    assert (made["several"], made["patterns"][0]["title"]) == ("both", "The arteries")


def test_worked_cases_that_expect_the_old_name_are_told(save, row):
    cases = read_cases([{"id": "P1", "answers": {}, "expect": {"pattern": "mixed"}}])
    row.cases.model.objects.bulk_create(gate.row_of(row, case) for case in cases)

    told = words(save(several="both"))

    assert "Worked cases that expect “mixed”: P1. Change them, too." in told


def test_a_name_that_is_taken_is_refused_and_kept_on_the_page(save, row):
    refused = save(several="arterial", neither="nothing")

    assert refused.status_code == 422
    assert "There is a pattern arterial already. Choose another name." in words(refused)
    assert fields(refused)["neither"] == ["nothing"]
    assert rules_in(row)["neither"] == "undetermined"


def test_a_stale_save_is_refused_and_can_be_made_all_the_same(save, desk, row, administrator):
    number = row.draft_number
    rules = {**ruling.rules_of(row), "version": "77"}
    ruling.save(row, rules, number=number, by=administrator)

    refused = save(number=number, several="both")

    assert "ada saved this draft after you opened it." in words(refused)
    assert "called “both” (before: “mixed”)" in words(refused)
    assert desk.post(at(row, PAGE), fields(refused)).status_code == 302
    assert (rules_in(row)["several"], rules_in(row)["version"]) == ("both", "77")
