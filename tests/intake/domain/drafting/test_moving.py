from __future__ import annotations

import pytest

from intake.domain import drafting
from intake.domain.drafting import DraftError
from tests.intake.domain.drafting.make import helper, numbers, swelling


def test_a_row_goes_where_its_new_number_stands():
    document = drafting.number(swelling(), "age", "1.2")

    assert numbers(document) == {"page": "1", "swollen": "1.1", "age": "1.2", "which": "1.3"}


@pytest.mark.parametrize(
    ("to", "place"), [("1", "1"), ("2", "2"), ("9", "3"), ("1.1.1", "1.1.1"), (" 1.1. ", "1.1")]
)
def test_a_number_may_be_any_place(to, place):
    assert numbers(drafting.number(swelling(), "which", to))["which"] == place


@pytest.mark.parametrize("to", ["", "first", "0", "1.0", "-1", "1..2", "7.1", "²"])
def test_a_number_that_is_no_place_is_refused(to):
    with pytest.raises(DraftError):
        drafting.number(swelling(), "which", to)


def test_nothing_stands_below_itself_or_below_a_text():
    document, text = drafting.add(swelling(), "display", "Read this.")

    with pytest.raises(DraftError, match="below itself"):
        drafting.number(document, "page", "1.1")
    with pytest.raises(DraftError, match="below a text"):
        drafting.move(document, "age", parent=text, position=1)


def test_a_row_takes_a_step_among_its_siblings():
    down = drafting.step(swelling(), "swollen", +1)

    assert numbers(down) == {"page": "1", "which": "1.1", "swollen": "1.2", "age": "2"}
    assert drafting.step(down, "swollen", -1) == swelling()
    assert drafting.step(swelling(), "page", -1) == swelling()


def test_a_hint_is_no_row_and_stays_with_its_question():
    document = swelling()
    document["item"][0]["item"].insert(0, helper("page.prompt", "One or both", "prompt"))

    moved = drafting.number(document, "which", "1.1")

    assert [each["linkId"] for each in moved["item"][0]["item"]] == [
        *("page.prompt", "which", "swollen"),
    ]


def test_a_group_that_is_emptied_holds_no_empty_list():
    document = drafting.number(swelling(), "swollen", "2")
    document = drafting.number(document, "which", "2")

    assert "item" not in document["item"][0]


def test_a_copy_has_names_of_its_own_and_looks_at_its_own():
    document, name = drafting.copy(swelling(), "page")

    assert name == "page_2"
    assert list(numbers(document)) == [
        "page",
        "swollen",
        "which",
        "page_2",
        "swollen_2",
        "which_2",
        "age",
    ]
    twin = document["item"][1]
    assert twin["text"] == "Your legs (copy)"
    assert twin["item"][0]["item"][0]["linkId"] == "swollen_2.prompt"
    assert twin["item"][1]["enableWhen"][0]["question"] == "swollen_2"


def test_what_is_taken_out_names_what_waits_for_it():
    broken = drafting.broken_by(swelling(), "swollen")

    assert [(each.link_id, each.name) for each in broken] == [("which", "Which leg?")]
    assert drafting.broken_by(swelling(), "page") == ()


def test_conditions_on_what_is_taken_out_go_with_it_and_others_stay():
    document = swelling()
    clauses = [drafting.Clause("swollen", "=", "true"), drafting.Clause("age", ">", "40")]
    document = drafting.set_conditions(document, "which", clauses, is_any=True)

    document = drafting.remove(document, "swollen")

    which = document["item"][0]["item"][0]
    assert which["enableWhen"] == [{"question": "age", "operator": ">", "answerInteger": 40}]
    assert "enableBehavior" not in which
    assert "enableWhen" not in drafting.remove(document, "age")["item"][0]["item"][0]
