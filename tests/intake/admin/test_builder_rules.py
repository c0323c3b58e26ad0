"""Rules are read in sentences, and changed by who may, as part of the draft."""

from __future__ import annotations

import json

import pytest

from clinic.models import AuditEvent
from intake import drafting, ruling
from intake.domain.ruling import editing
from intake.domain.ruling.parts import RULES, Place, entry_at
from intake.models import Release
from tests.conftest import make_staff
from tests.intake.building import at
from tests.intake.make import make_release
from tests.intake.reading import words

pytestmark = pytest.mark.django_db

U1 = Place(RULES, "U1")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def row(editor):
    return drafting.start(make_release().questionnaire, by=editor)


def rule_at(row, place: Place) -> str:
    return at(row, f"build/rules/rule/?{place.query}")


def typed_in(client, address: str, **changes) -> dict[str, str]:
    """Return what the form of a part would send, as it stands, with changes."""
    context = client.get(address).context
    found = {"number": context["questionnaire"].draft_number}
    for field in context["sheet"].form:
        value = field.value()
        if value:
            found[field.html_name] = value
    for board, _ in context["boards"]:
        key, lines = board.prefix, board.tree.lines
        found |= {f"{key}-count": len(lines), f"{key}-of": board.digest}
        found |= {f"{key}-joined": board.tree.joined, f"{key}-least": board.tree.least}
        for at_, line in enumerate(lines):
            own = {**line.__dict__, "question": line.subject, "not": "1" if line.is_not else ""}
            names = ("kind", "depth", "not", "joined", "least", "question", "verb", "answer", "was")
            found |= {f"{key}-{at_}-{name}": own[name] for name in names if own[name] != ""}
    made = {**found, **{name.replace("__", "-"): value for name, value in changes.items()}}
    return {name: value for name, value in made.items() if value is not None}


def rules_in(row) -> dict:
    row.refresh_from_db()
    return json.loads(row.draft_rules)


NEW = {
    "id": "C1",
    "priority": "urgent",
    "reason": "Our own rule",
    "text": "T7",
    "source": "Clinic’s choice",
    "when__count": 3,
    "when__joined": "least",
    "when__least": "2",
    "when__0__question": "question:diabetes",
    "when__0__answer": "true",
    "when__1__question": "question:age",
    "when__1__verb": ">=",
    "when__1__answer": "70",
    "when__2__question": "helper:risk",
}


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

    assert "The rule C1 is saved." in words(done)
    assert entry_at(rules_in(row), Place(RULES, "C1"))["when"] == {
        "any": [
            {"question": "diabetes", "operator": "=", "answer": True},
            {"question": "age", "operator": ">=", "answer": 70},
            {"helper": "risk"},
        ],
        "least": 2,
    }
    assert AuditEvent.objects.latest("pk").detail["about"] == "rule C1"
    assert "C1" not in Release.objects.newest("leg-check").rules
    checked = words(desk.get(at(row, "build/check/")))
    assert "New Rule C1: Our own rule It holds if at least 2 of: “Do you have diabetes?”" in checked
    desk.post(at(row, "build/check/"), {"number": row.draft_number, "confirmed": "yes"})
    release = Release.objects.newest("leg-check")
    assert [rule.id for rule in release.ruleset.rules][-1] == "C1"
    shown = words(desk.get(at(row, f"versions/{release.version}/")))
    assert "C1 Our own rule If at least 2 of: “Do you have diabetes?” is “Yes”" in shown
    compared = words(desk.get(at(row, "versions/")))
    assert "New Rule C1: Our own rule" in compared


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
        ("when:remove:0", "“strain_ok” does not hold"),
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


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"reason": ""}, "Reason for staff: Enter what staff should read."),
        ({"text": ""}, "Patient text: Choose what the patient reads."),
        ({"when__1__answer": "nowhere"}, "1.1: Choose an answer of “Is a leg swollen?”."),
        ({"when__1__question": ""}, "1.1: Choose what this condition looks at, or remove it."),
        ({"when__1__question": "question:gone"}, "“gone” cannot be asked for here."),
        ({"when__joined": "least", "when__least": "5"}, "a number from 1 to 2."),
        ({"when__count": 1}, "1: Add a condition to this group, or remove it."),
    ],
)
def test_what_could_not_be_read_is_refused_in_words(desk, row, changes, message):
    refused = desk.post(rule_at(row, U1), typed_in(desk, rule_at(row, U1), **changes))

    assert refused.status_code == 422
    assert message in words(refused)
    row.refresh_from_db()
    assert row.draft_number == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": "U1"}, "There is a rule U1 already."),
        ({"id": ""}, "Enter an id"),
        ({"id": "two words"}, "Enter an id of letters"),
    ],
)
def test_a_new_rule_needs_an_id_of_its_own(desk, row, changes, message):
    address = at(row, "build/rules/rule/?kind=rules")

    refused = desk.post(address, typed_in(desk, address, **{**NEW, **changes}))

    assert refused.status_code == 422
    assert message in words(refused)


def test_a_flag_needs_a_condition(desk, row):
    address = at(row, "build/rules/rule/?kind=flags")
    typed = typed_in(desk, address, id="F1", reason="Ask about stockings", source="NHS")

    assert "Add a condition" in words(desk.post(address, typed))


def test_patterns_hints_and_named_conditions_are_added_with_findings(desk, row):
    def add(query: str, **fields):
        address = at(row, f"build/rules/rule/?{query}")
        done = desk.post(address, typed_in(desk, address, **fields), follow=True)
        assert "is saved." in words(done), words(done)

    when = {name: NEW[name] for name in NEW if name.startswith("when")}
    add("kind=patterns", id="venous", title="Veins")
    add("kind=findings&within=patterns&holder=venous", id="V1", reason="Weak signs", **when)
    add("kind=hints", id="ceap", title="CEAP", source="CEAP 2020")
    add("kind=findings&within=hints&holder=ceap", id="C2", reason="C2", **when)
    add("kind=helpers", id="older", title="older people", **when)

    made = rules_in(row)
    assert [each["id"] for each in made["patterns"][0]["rules"]] == ["V1"]
    assert [each["id"] for each in made["hints"][0]["rules"]] == ["C2"]
    assert made["helpers"]["older"]["title"] == "older people"
    desk.post(at(row, "build/rules/delete/?kind=patterns&id=venous"), {"number": row.draft_number})
    assert rules_in(row)["patterns"] == []


def test_a_stale_save_is_refused_with_all_that_was_typed(desk, row, editor):
    typed = typed_in(desk, rule_at(row, U1), reason="My words")
    other = make_staff("olga", "Publisher")
    made = editing.change(rules_in(row), U1, {"source": "Somebody’s"})
    ruling.save(row, made, number=row.draft_number, by=other)

    refused = desk.post(rule_at(row, U1), typed)

    assert refused.status_code == 422
    assert "olga saved this draft after you opened it." in words(refused)
    assert "The reason is now “My words”" in words(refused)
    assert entry_at(rules_in(row), U1)["source"] == "Somebody’s"
    again = desk.post(rule_at(row, U1), {**typed, "number": row.draft_number})
    assert again.status_code == 302
    assert entry_at(rules_in(row), U1)["reason"] == "My words"


def test_what_a_colleague_took_out_can_be_added_again(desk, row, editor):
    place = Place(RULES, "S6")
    typed = typed_in(desk, rule_at(row, place), reason="Still needed")
    ruling.save(row, editing.remove(rules_in(row), place), number=1, by=editor)

    refused = desk.post(rule_at(row, place), typed)

    assert refused.status_code == 422
    assert "Somebody took the rule S6 out meanwhile." in words(refused)
    row.refresh_from_db()
    desk.post(rule_at(row, place), {**typed, "number": row.draft_number, "_again": "1"})
    assert entry_at(rules_in(row), place)["reason"] == "Still needed"


def test_rows_move_and_go(desk, row):
    moved = at(row, "build/rules/move/?kind=rules&id=E2")
    gone = at(row, "build/rules/delete/?kind=rules&id=S6")

    assert "The rule E2 is moved." in words(
        desk.post(moved, {"number": 1, "do": "up"}, follow=True)
    )
    refused = desk.post(moved, {"number": 2, "do": "up"}, follow=True)
    assert "It stands at that end of its group already." in words(refused)
    assert "Delete it" in words(desk.get(gone))
    assert "taken out" in words(desk.post(gone, {"number": 2}, follow=True))
    assert [rule["id"] for rule in rules_in(row)["rules"]][:2] == ["E2", "E1"]


def test_what_others_ask_for_is_not_deleted(desk, row):
    page = at(row, "build/rules/delete/?kind=helpers&id=risk")

    shown, refused = words(desk.get(page)), desk.post(page, {"number": 1})

    assert "The named condition risk is asked for by: " in shown
    assert "Delete it" not in shown
    assert refused.status_code == 422
    assert "risk" in rules_in(row)["helpers"]


def test_a_fault_of_a_rule_leads_to_its_page(desk, row, editor):
    made = editing.change(rules_in(row), U1, {"source": ""})
    ruling.save(row, made, number=1, by=editor)

    page = desk.get(at(row, "build/check/")).content.decode()

    assert f'href="{rule_at(row, U1).replace("&", "&amp;")}">Rule U1</a>' in page
    assert "The triage rule “U1” names no source." in page


@pytest.mark.parametrize(
    "page", ["rule/?kind=rules&id=U1", "text/?id=T5", "delete/?kind=rules&id=S6"]
)
def test_a_medical_reviewer_reads_and_does_not_edit(client, row, doctor, page):
    client.force_login(doctor)
    shown = words(client.get(at(row, "build/rules/")))

    assert "New one-leg swelling or pain" in shown
    assert "Add a rule" not in shown
    assert client.get(at(row, f"build/rules/{page}")).status_code == 403
    assert client.post(at(row, f"build/rules/{page}"), {"number": 1}).status_code == 403


def test_a_clinic_administrator_edits_and_a_nurse_only_reads(client, row, administrator):
    client.force_login(administrator)
    assert client.get(rule_at(row, U1)).status_code == 200

    client.force_login(make_staff("nora", "Nurse"))
    assert "Add a rule" not in words(client.get(at(row, "build/rules/")))
    assert client.get(rule_at(row, U1)).status_code == 403


@pytest.mark.parametrize(
    "query", ["kind=odd&id=x", "kind=findings&id=x", "kind=rules&within=hints"]
)
def test_a_part_that_cannot_be_is_not_found(desk, row, query):
    assert desk.get(at(row, f"build/rules/rule/?{query}")).status_code == 404
    assert "is not in the draft any more" in words(
        desk.get(at(row, "build/rules/rule/?kind=rules&id=gone"), follow=True)
    )
