"""What was typed or chosen, made into values: the one place for types, limits and options."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, time, tzinfo
from decimal import Decimal

from clinic.marking import gettext_noop, ngettext_lazy
from intake.domain import patterns
from intake.domain.answers import choices, cleaning, dates, numbers, quantities, texts, times
from intake.domain.answers.wording import AnswerError, request
from intake.domain.items import Item, ItemType
from intake.domain.speech import ENGLISH, Inner, Speech
from intake.domain.values import Single, Value

MOST_ANSWERS = 200  # to one question: more than any page has boxes for

IN_ONE = gettext_noop("In answer {number}: {advice}")
IN_FORM = gettext_noop("Enter the answer in this form: {form}")
CHOOSE_AT_LEAST = ngettext_lazy(
    "Choose at least {number} answer", "Choose at least {number} answers"
)
CHOOSE_AT_MOST = ngettext_lazy("Choose at most {number} answer", "Choose at most {number} answers")
GIVE_AT_LEAST = ngettext_lazy("Give at least {number} answer", "Give at least {number} answers")
GIVE_AT_MOST = ngettext_lazy("Give at most {number} answer", "Give at most {number} answers")

READERS: dict[ItemType, Callable[[Item, str], Single]] = {
    ItemType.INTEGER: numbers.integer,
    ItemType.DECIMAL: numbers.decimal,
    ItemType.QUANTITY: quantities.quantity,
    ItemType.TIME: times.clock,
    ItemType.STRING: texts.string,
    ItemType.TEXT: texts.text,
    ItemType.URL: texts.url,
    ItemType.REFERENCE: texts.string,
}
CLEANERS: dict[ItemType, Callable[[str], str]] = {
    ItemType.INTEGER: cleaning.figures,
    ItemType.DECIMAL: cleaning.figures,
    ItemType.QUANTITY: cleaning.figures,
    ItemType.DATE: cleaning.figures,
    ItemType.DATETIME: cleaning.figures,
    ItemType.TIME: cleaning.figures,
    ItemType.TEXT: cleaning.lines,
}


def check(
    item: Item, raw: Sequence[str], *, zone: tzinfo = UTC, speech: Speech = ENGLISH
) -> Value | None:
    """Return the value of what was typed or chosen, or None where the question was left blank.

    Own words of an open choice begin with OTHER. A date with a time is one text, and so is a
    number with the key of its unit; the times are those of `zone`, and months may have the names
    of `speech`. Files come another way: for them this only says what is missing. Raises
    AnswerError.
    """
    values: tuple[Single, ...] = (
        choices.chosen(item, raw) if item.is_choice else _typed(item, raw, zone, speech)
    )
    if not values:
        if _must_be_answered(item):
            raise AnswerError(request(item))
        return None
    if not item.takes_several:
        return values[0]
    if not (item.is_choice and choices.stands_alone(item, values)):
        _check_number(item, len(values))
    return values


def _must_be_answered(item: Item) -> bool:
    return item.is_question and (item.least > 0 if item.takes_several else item.required)


def _typed(item: Item, raw: Sequence[str], zone: tzinfo, speech: Speech) -> tuple[Single, ...]:
    """Read what stands in the boxes, the first alone where the question takes one answer."""
    if not item.is_question or item.type == ItemType.ATTACHMENT:
        return ()
    if len(raw) > MOST_ANSWERS:
        raise AnswerError(GIVE_AT_MOST, number=item.max_occurs or MOST_ANSWERS)
    clean = CLEANERS.get(item.type, cleaning.line)
    boxes = [(number, text) for number, given in enumerate(raw, start=1) if (text := clean(given))]
    if not item.takes_several or len(raw) == 1:
        return tuple(_one(item, text, zone, speech) for _, text in boxes[:1])
    return tuple(_one_of_several(item, number, text, zone, speech) for number, text in boxes)


def _one_of_several(item: Item, number: int, text: str, zone: tzinfo, speech: Speech) -> Single:
    try:
        return _one(item, text, zone, speech)
    except AnswerError as error:
        advice = Inner(error.sentence)
        raise AnswerError(IN_ONE, place=number - 1, number=number, advice=advice) from error


def _one(item: Item, text: str, zone: tzinfo, speech: Speech) -> Single:
    value = _read(item, text, zone, speech)
    if item.pattern and not texts.is_phone(item):
        _check_pattern(item, value)
    return value


def _read(item: Item, text: str, zone: tzinfo, speech: Speech) -> Single:
    if item.type == ItemType.DATETIME:
        return dates.moment(item, text, zone, speech.months)
    if item.type == ItemType.DATE:
        return dates.day(item, text, speech.months)
    if item.type == ItemType.BOOLEAN:
        if text not in ("true", "false"):
            raise AnswerError(request(item))
        return text == "true"
    return READERS[item.type](item, text)


def _check_pattern(item: Item, value: Single) -> None:
    """Compare with the definition's own pattern. One that does not work asks for nothing."""
    try:
        fits = patterns.matches(item.pattern, _as_fhir(value))
    except patterns.PatternError:
        return
    if not fits:
        if item.entry_format:
            raise AnswerError(IN_FORM, form=item.entry_format)
        raise AnswerError(gettext_noop("Enter the answer as it is asked for"))


def _as_fhir(value: Single) -> str:
    """Return a value as FHIR writes it, which is what a pattern is about."""
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}"
        case date() | time():
            return value.isoformat()
    return str(value)


def _check_number(item: Item, count: int) -> None:
    least, most = item.least, item.max_occurs
    if count < least:
        raise AnswerError(CHOOSE_AT_LEAST if item.is_choice else GIVE_AT_LEAST, number=least)
    if most is not None and count > most:
        raise AnswerError(CHOOSE_AT_MOST if item.is_choice else GIVE_AT_MOST, number=most)
