"""What the builder refuses of rules, and to whom: in words, and nothing typed is lost."""

from __future__ import annotations

import pytest

from intake import ruling
from intake.domain.ruling import editing
from intake.domain.ruling.parts import RULES, Place, entry_at
from tests.conftest import make_staff
from tests.intake.building import at
from tests.intake.reading import words
from tests.intake.ruling import NEW, U1, begin, rule_at, rules_in, typed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(editor):
    return begin(editor)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"reason": ""}, "Reason for staff: Enter what staff should read."),
        ({"text": ""}, "Patient text: Choose what the patient reads."),
        ({"when__1__answer": "nowhere"}, "1.1: Choose an answer of “Is a leg swollen?”."),
        (
            {"when__1__question": "question:date_of_birth", "when__1__verb": "<"},
            "1.1: Enter an answer such as 2026-11-20.",
        ),
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
    assert row.draft_number == 2


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
    ruling.save(row, editing.remove(rules_in(row), place), number=2, by=editor)

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
        desk.post(moved, {"number": 2, "do": "up"}, follow=True)
    )
    refused = desk.post(moved, {"number": 3, "do": "up"}, follow=True)
    assert "It stands at that end of its group already." in words(refused)
    assert "Delete it" in words(desk.get(gone))
    assert "taken out" in words(desk.post(gone, {"number": 3}, follow=True))
    assert [rule["id"] for rule in rules_in(row)["rules"]][:2] == ["E2", "E1"]


def test_what_others_ask_for_is_not_deleted(desk, row):
    page = at(row, "build/rules/delete/?kind=helpers&id=risk")

    shown, refused = words(desk.get(page)), desk.post(page, {"number": 2})

    assert "The named condition risk is asked for by: " in shown
    assert "Delete it" not in shown
    assert refused.status_code == 422
    assert "risk" in rules_in(row)["helpers"]


def test_a_fault_of_a_rule_leads_to_its_page(desk, row, editor):
    made = editing.change(rules_in(row), U1, {"source": ""})
    ruling.save(row, made, number=2, by=editor)

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
    assert client.post(at(row, f"build/rules/{page}"), {"number": 2}).status_code == 403


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
