"""Rules are read in sentences, and changed by who may, as part of the draft."""

from __future__ import annotations

import pytest

from clinic.models import AuditEvent
from intake.domain.ruling.parts import RULES, Place, entry_at
from intake.models import Release
from tests.intake.building import at
from tests.intake.reading import words
from tests.intake.ruling import NEW, U1, begin, rule_at, rules_in, typed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(editor):
    return begin(editor)


def test_rules_are_listed_in_sentences_beside_the_questions(desk, row):
    shown = words(desk.get(at(row, "build/rules/")))

    assert (
        "E2 Vein bleeding now If “Has a vein on your leg bled?” is “Yes, it is bleeding now”"
        in shown
    )
    assert "Patient text: T2, Call 911 now" in shown
    assert "Source: NICE CG168; St John Ambulance" in shown
    assert "R No priority rule fired If no other rule holds" in shown
    assert "Rules" in words(desk.get(at(row, "build/")))


def test_the_list_costs_few_questions_of_the_database(desk, row, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        desk.get(at(row, "build/rules/"))


def test_a_clinic_adds_a_rule_of_its_own_and_the_next_version_has_it(desk, row):
    address = at(row, "build/rules/rule/?kind=rules&priority=urgent")

    done = desk.post(address, typed_in(desk, address, **NEW), follow=True)

    assert "The rule Own1 is saved." in words(done)
    assert entry_at(rules_in(row), Place(RULES, "Own1"))["when"] == {
        "any": [
            {"question": "diabetes", "operator": "=", "answer": True},
            {"question": "age", "operator": ">=", "answer": 70},
            {"helper": "risk"},
        ],
        "least": 2,
    }
    assert AuditEvent.objects.latest("pk").detail["about"] == "rule Own1"
    assert "Own1" not in Release.objects.newest("leg-check").rules
    checked = words(desk.get(at(row, "build/check/")))
    assert (
        "New Rule Own1: Our own rule It holds if at least 2 of: yes to “Do you have diabetes?”"
        in checked
    )
    desk.post(at(row, "build/check/"), {"number": row.draft_number, "confirmed": "yes"})
    release = Release.objects.newest("leg-check")
    assert [rule.id for rule in release.ruleset.rules][-1] == "Own1"
    shown = words(desk.get(at(row, f"versions/{release.version}/")))
    assert "Own1 Our own rule If at least 2 of: yes to “Do you have diabetes?”" in shown
    compared = words(desk.get(at(row, "versions/")))
    assert "New Rule Own1: Our own rule" in compared


def test_saving_what_stands_there_changes_nothing(desk, row):
    before = rules_in(row)

    desk.post(rule_at(row, U1), typed_in(desk, rule_at(row, U1)))

    assert rules_in(row) == before


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ("when:condition", "Choose what it looks at"),
        ("when:group", "Group 3:"),
        ("when:condition:0", "Condition 1.3"),
        ("when:up:3", "Group 1:"),
        ("when:out:1", "Condition 2: what it looks at"),
        ("when:in:0", "Group 1.1:"),
        ("when:remove:0", "does not hold"),
        ("when:show", "In words:"),
        ("lists:remove:0", "Further answers to show"),
    ],
)
def test_each_button_draws_the_condition_anew_and_saves_nothing(desk, row, button, expected):
    before = rules_in(row)
    typed = typed_in(desk, rule_at(row, U1), reason="Typed and not saved", act=button)

    shown = desk.post(rule_at(row, U1), typed)

    assert shown.status_code == 200
    assert expected in words(shown)
    assert "Typed and not saved" in words(shown)
    assert rules_in(row) == before


@pytest.mark.parametrize("button", ["when:up:0", "when:out:0", "when:odd:1", "when:remove:99"])
def test_a_button_that_can_do_nothing_says_so(desk, row, button):
    shown = desk.post(rule_at(row, U1), typed_in(desk, rule_at(row, U1), act=button))

    assert shown.status_code == 422
    assert "Not saved yet. What you typed is below." in words(shown)


def test_patterns_hints_and_named_conditions_are_added_with_findings(desk, row):
    def add(query: str, **fields):
        address = at(row, f"build/rules/rule/?{query}")
        done = desk.post(address, typed_in(desk, address, **fields), follow=True)
        assert "is saved." in words(done), words(done)

    when = {name: NEW[name] for name in NEW if name.startswith("when")}
    add("kind=patterns", id="lymph", title="Lymph")
    add("kind=findings&within=patterns&holder=lymph", id="L1", reason="Weak signs", **when)
    add("kind=hints", id="stage", title="Stage", source="ISL 2020")
    add("kind=findings&within=hints&holder=stage", id="L2", reason="Stage 2", **when)
    add("kind=helpers", id="older", title="older people", **when)

    made = rules_in(row)
    assert [each["id"] for each in made["patterns"][-1]["rules"]] == ["L1"]
    assert [each["id"] for each in made["hints"][-1]["rules"]] == ["L2"]
    assert made["helpers"]["older"]["title"] == "older people"
    desk.post(at(row, "build/rules/delete/?kind=patterns&id=lymph"), {"number": row.draft_number})
    assert "lymph" not in [each["id"] for each in rules_in(row)["patterns"]]
