"""The answers of a worked case: from JSON to what conditions compare with, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from intake.domain.document import UNFIT, DefinitionError, about
from intake.domain.items import Item, ItemType
from intake.domain.questionnaire import Questionnaire
from intake.domain.reading import values
from intake.domain.values import Answers, Other, Quantity, Single, Value

LONGEST_TEXT = 2_000  # letters
SHOWN = 40  # letters of an answer that is told to be none


def read_answers(given: Mapping[str, Any], questionnaire: Questionnaire) -> Answers:
    """Return answers by linkId, as the rules compare them; what is null or empty is not answered.

    One answer may stand for a list of one, and a list of one for its answer. Raises
    DefinitionError for a question that is not there, and for an answer that it cannot have.
    """
    return dict(_read(given, questionnaire))


def write_answers(answers: Answers) -> dict[str, Any]:
    """Return answers as JSON, without what is blank: what `read_answers` takes back."""
    written = {link_id: _written(value) for link_id, value in answers.items()}
    return {link_id: value for link_id, value in written.items() if value not in (None, "", [])}


def read_value(item: Item, raw: Any) -> Value | None:
    """Return the answer to one question, or None where it is not answered."""
    given = raw if isinstance(raw, list) else [raw]
    if None in given and len(given) > 1:
        raise DefinitionError("null stands among its answers.")
    found = tuple(_single(item, each) for each in given if each not in (None, ""))
    if len(found) > 1 and not item.takes_several:
        raise DefinitionError(f"it takes one answer, and {len(found)} are given.")
    if not found:
        return None
    return tuple(dict.fromkeys(found)) if item.takes_several else found[0]


def _read(given: Mapping[str, Any], questionnaire: Questionnaire) -> Iterator[tuple[str, Value]]:
    for link_id, raw in given.items():
        item = questionnaire.by_id.get(link_id)
        if item is None or not item.is_question:
            raise DefinitionError(f"there is no question {link_id!r}.")
        with about(f"question {link_id}"):
            value = read_value(item, raw)
        if value is not None:
            yield link_id, value


def _single(item: Item, raw: Any) -> Single:
    if item.type == ItemType.ATTACHMENT:
        raise DefinitionError("a case holds no files.")
    if isinstance(raw, str) and (len(raw) > LONGEST_TEXT or UNFIT.search(raw)):
        raise DefinitionError("this text is too long, or has a character that cannot be shown.")
    found = _chosen(item, raw) if item.is_choice else _plain(item, raw)
    if found is None:
        raise DefinitionError(f"{_shown(raw)} is no answer to it.")
    return found


def _chosen(item: Item, raw: Any) -> Single | None:
    """Return the key of an option, or own words where the question takes them."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        raw = str(raw)  # an option can be a number
    if not isinstance(raw, str):
        return None
    if item.option(raw) or (item.value_set and not item.options):
        return raw
    return Other(raw) if item.type == ItemType.OPEN_CHOICE else None


def _plain(item: Item, raw: Any) -> Single | None:
    kinds, reader = KINDS.get(item.type, ((), None))
    if reader is None or type(raw) not in kinds:
        return None
    try:
        return reader(item, raw)
    except (ValueError, ArithmeticError):
        return None


def _text(item: Item, raw: str) -> str:
    return raw


def _quantity(item: Item, raw: Any) -> Quantity:
    """Read an amount; a number alone is in the first unit that the question offers."""
    found = values.quantity(raw)
    if found.unit or found.code or not item.units:
        return found
    unit = item.units[0]
    return Quantity(found.value, unit.display, unit.code, unit.system)


# Of which kinds an answer is in JSON: a yes is not a number, and a number is not a text.
KINDS: dict[ItemType, tuple[tuple[type, ...], Callable[[Item, Any], Single]]] = {
    ItemType.BOOLEAN: ((bool,), lambda _, raw: bool(raw)),
    ItemType.INTEGER: ((int, Decimal, float), lambda _, raw: values.integer(raw)),
    ItemType.DECIMAL: ((int, Decimal, float), lambda _, raw: values.number(raw)),
    ItemType.QUANTITY: ((int, Decimal, float, dict), _quantity),
    ItemType.DATE: ((str,), lambda _, raw: values.day(raw)),
    ItemType.DATETIME: ((str,), lambda _, raw: values.moment(raw)),
    ItemType.TIME: ((str,), lambda _, raw: values.clock(raw)),
    ItemType.STRING: ((str,), _text),
    ItemType.TEXT: ((str,), _text),
    ItemType.URL: ((str,), _text),
    ItemType.REFERENCE: ((str,), _text),
}


def _written(value: Value | None) -> Any:
    match value:
        case tuple():
            return [_written(each) for each in value]
        case Other():
            return value.text
        case Quantity():
            named = {"unit": value.unit, "code": value.code, "system": value.system}
            return {"value": value.value, **{key: text for key, text in named.items() if text}}
        case datetime() | date() | time():
            return value.isoformat()
        case bool() | int() | Decimal() | str():
            return value
    return None


def _shown(raw: Any) -> str:
    text = repr(raw) if not isinstance(raw, Decimal) else str(raw)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
