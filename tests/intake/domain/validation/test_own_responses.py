"""What our own patients send is valid, whatever they answered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from intake.domain.items import Item, ItemType
from intake.domain.responses import read_response, write_response
from intake.domain.validation.issues import is_valid
from intake.domain.validation.validating import validate
from intake.domain.walk import Walk
from tests.intake.domain.make import LEG_CHECK, leg_check_document

DOCUMENT = leg_check_document()
BY_TYPE = {
    ItemType.BOOLEAN: st.booleans(),
    ItemType.STRING: st.sampled_from(["Ada", "Łucja 🦵", "0171 234"]),
    ItemType.TEXT: st.sampled_from(["a week", "since May\nworse at night"]),
    ItemType.DATE: st.dates(date(1930, 1, 1), date(2000, 1, 1)),
    ItemType.INTEGER: st.integers(0, 10),
    ItemType.DECIMAL: st.decimals(0, 10, places=1),
}


def answers_to(item: Item) -> st.SearchStrategy:
    if not item.is_choice:
        return BY_TYPE[item.type].filter(lambda value: _is_within(item, value))
    options = st.sampled_from([option.code for option in item.options])
    if not item.takes_several:
        return options
    return (
        st.lists(options, min_size=1, unique=True)
        .map(tuple)
        .filter(lambda chosen: _fit(item, chosen))
    )


def _is_within(item: Item, value: object) -> bool:
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        return True
    return (item.min_value or 0) <= value <= (item.max_value or 1_000)


def _fit(item: Item, chosen: tuple[str, ...]) -> bool:
    exclusive = {option.code for option in item.options if option.exclusive}
    return len(chosen) == 1 or not exclusive & set(chosen)


ANSWERS = st.fixed_dictionaries(
    {}, optional={item.link_id: answers_to(item) for item in LEG_CHECK.questions}
)


@settings(max_examples=50, deadline=None)
@given(ANSWERS)
def test_any_answers_to_the_leg_check_make_a_valid_response(answers):
    walk = Walk(LEG_CHECK, answers)
    written = write_response(
        LEG_CHECK, walk.live, status="in-progress", authored="2026-11-26T10:00:00+00:00"
    )

    alone, with_walk = validate(DOCUMENT, written), validate(DOCUMENT, written, walk=walk)

    assert is_valid(alone), alone
    assert alone == with_walk


@settings(max_examples=50, deadline=None)
@given(ANSWERS)
def test_an_answer_to_a_hidden_question_is_always_found(answers):
    walk = Walk(LEG_CHECK, answers)
    hidden = {key: value for key, value in answers.items() if key not in walk.live}
    written = write_response(LEG_CHECK, {**walk.live, **hidden}, status="in-progress")

    told = validate(DOCUMENT, written)

    assert read_response(LEG_CHECK, written) == answers
    assert is_valid(told) is not bool(hidden)
