"""Whatever is typed into whatever question: a value that can be typed again, or a sentence."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from intake.domain.answers import OTHER, AnswerError, check, show, typed
from intake.domain.items import Item, ItemType, Option, Unit
from intake.domain.values import Quantity

CHICAGO = ZoneInfo("America/Chicago")
UCUM = "http://unitsofmeasure.org"
UNITS = st.sampled_from(
    [
        *(Unit("cm", "cm", UCUM), Unit("inch", "[in_i]", UCUM), Unit("kg", "kg", UCUM)),
        *(Unit("[lb_av]", "[lb_av]"), Unit("feet", "feet"), Unit("µg"), Unit("°F", "[degF]", UCUM)),
        *(Unit("score", "1"), Unit("beats per minute", "/min", UCUM), Unit("fl oz"), Unit("oz")),
        *(Unit("minutes", "min", UCUM), Unit("mm Hg", "mm[Hg]", UCUM), Unit(""), Unit("%")),
    ]
)
LIMITS = {
    ItemType.INTEGER: st.integers(-5, 200),
    ItemType.DECIMAL: st.decimals(-5, 200, places=1),
    ItemType.QUANTITY: st.decimals(-5, 200, places=1),
    ItemType.DATE: st.dates(date(1900, 1, 1)),
    ItemType.DATETIME: st.dates(date(1900, 1, 1)) | st.datetimes(datetime(1900, 1, 1)),
    ItemType.TIME: st.times(),
}


@st.composite
def items(draw) -> Item:
    """Return a question of any type, with any limits that make sense to its type."""
    kind = draw(st.sampled_from([kind for kind in ItemType if kind not in ("group", "display")]))
    limit = st.none() | LIMITS.get(kind, st.none())
    amount = st.none() | st.builds(Quantity, st.decimals(0, 200, places=1), st.just("cm"))
    return Item(
        "x",
        kind,
        required=draw(st.booleans()),
        repeats=draw(st.booleans()),
        options=tuple(Option(code, code.upper()) for code in draw(st.sampled_from(["", "abc"]))),
        units=tuple(draw(st.lists(UNITS, max_size=3))),
        role=draw(st.sampled_from(["", "", "Patient.name", "Patient.telecom"])),
        min_value=draw(limit),
        max_value=draw(limit),
        min_quantity=draw(amount),
        max_quantity=draw(amount),
        max_decimals=draw(st.none() | st.integers(0, 3)),
        min_length=draw(st.none() | st.integers(0, 5)),
        max_length=draw(st.none() | st.integers(1, 300)),
        max_occurs=draw(st.none() | st.integers(1, 3)),
        pattern=draw(st.sampled_from(["", "", "[a-c]+", r"\d+", "("])),
    )


NUMBER = st.from_regex(r"[+−-]?[\d٠-٩]{1,4}([.,' ][\d]{0,3})?[½¼²]?", fullmatch=True)
WORD = st.sampled_from(
    [
        *("ft", "'", '"', "in", "cm", "kg", "lbs", "st", "kilos", "°F", "oz", "fl oz", "[in_i]"),
        *("min", "h", "%", "/min", "1", "am", "pm", "noon", "at", "April", "CST", "x", "/", ":"),
        *("true", "a", "b", "A", OTHER, "http://", "example.com", "javascript:", "urn:uuid:"),
    ]
)
PIECES = NUMBER | WORD | st.sampled_from([" ", "\u00a0", "\u202f", "\u200f", "\u202e", "\0"])
DAYS = st.datetimes(datetime(1, 1, 1)).map(lambda day: f"{day.month}/{day.day}/{day.year:04}")
CLOCKS = st.times().map(lambda clock: clock.strftime("%I:%M %p"))
HARD = st.sampled_from(["9" * 5000, "\ud800", "1e999999", "-" * 10_000, "0.00000001", "İ.com"])
TYPED = (
    st.text(max_size=30)
    | HARD
    | st.lists(PIECES, max_size=8).map("".join)
    | st.lists(PIECES, max_size=8).map(" ".join)
    | st.builds("{} {}".format, DAYS, CLOCKS)
    | DAYS
    | CLOCKS
)


@settings(max_examples=200, deadline=None)
@given(items(), st.lists(TYPED, min_size=1, max_size=3))
@example(Item("x", ItemType.DATETIME), ["11/1/2026 1:30 am CST"])
@example(Item("x", ItemType.DATETIME), ["4/12/1858 9:00 am"])
@example(Item("x", ItemType.DATETIME), ["12/31/9999 11:59 pm"])
@example(Item("x", ItemType.DATETIME), ["1/1/0001 0:00"])
def test_what_is_taken_can_be_typed_again_and_all_else_gets_a_sentence(item, raw):
    try:
        value = check(item, raw, zone=CHICAGO)
    except AnswerError as error:
        assert str(error)[0].isupper()
        return

    assert check(item, typed(item, value, zone=CHICAGO), zone=CHICAGO) == value
    show(item, value, zone=CHICAGO).encode()


@pytest.mark.parametrize("kind", ItemType)
@pytest.mark.parametrize(
    "long",
    [
        "x" * 10_000,
        "9" * 10_000,
        "5 " * 5_000,
        "١" * 10_000,
        "😀" * 10_000,
        "a." * 5_000,
        "/" * 9999,
    ],
)
def test_ten_thousand_characters_are_refused_at_once(kind, long):
    item = Item("x", kind, units=(Unit("cm", "cm"),), value_set="colors", max_length=5000)
    begun = process_time()

    try:
        value = check(item, [long])
    except AnswerError as error:
        assert str(error)
    else:
        assert value is None  # nobody types into these

    assert process_time() - begun < 0.05


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
@example(datetime(2026, 11, 1, 6, 30, tzinfo=UTC))
@example(datetime(2026, 11, 1, 7, 30, tzinfo=UTC))
def test_every_moment_is_the_same_when_it_is_typed_again(moment: datetime):
    item = Item("x", ItemType.DATETIME)

    assert check(item, typed(item, moment, zone=CHICAGO), zone=CHICAGO) == moment


@given(st.times())
def test_every_time_is_the_same_when_it_is_typed_again(clock: time):
    item = Item("x", ItemType.TIME)

    assert check(item, typed(item, clock)) == clock


@given(st.decimals(-99999, 99999, places=3), UNITS)
def test_every_amount_is_the_same_when_it_is_typed_again(number: Decimal, unit: Unit):
    item = Item("x", ItemType.QUANTITY, units=(unit,))
    amount = Quantity(number, unit.display or unit.code, unit.code, unit.system)

    assert check(item, typed(item, amount)) == amount
