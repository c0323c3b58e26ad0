"""What rules compare days, times and amounts with: read from JSON as branching reads it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from intake.domain import units
from intake.domain.conditions import ORDERS, Operator
from intake.domain.document import DefinitionError
from intake.domain.items import Item, ItemType
from intake.domain.reading import conditions, values
from intake.domain.values import Quantity

# Of which kinds such an answer is in JSON.
WRITTEN: dict[ItemType, tuple[type, ...]] = {
    ItemType.DATE: (str,),
    ItemType.DATETIME: (str,),
    ItemType.TIME: (str,),
    ItemType.QUANTITY: (dict, int, Decimal, float),
}
WHOLE_DATE = len("2026-11-20")


def read_answer(item: Item, operator: Operator, raw: Any) -> Any:
    """Return what a condition on this question compares with; other kinds stand as they are.

    Raises DefinitionError for what could never be equal, earlier or more.
    """
    kinds = WRITTEN.get(item.type)
    if kinds is None or operator == Operator.EXISTS:
        return raw
    if type(raw) not in kinds:
        raise DefinitionError(f"{item.link_id!r} has no answer {raw!r}.")
    try:
        found = conditions.read_answer(item, operator, raw)
    except values.Unfit as error:
        raise DefinitionError(f"{item.link_id!r}: {error}.") from error
    if isinstance(found, Quantity):
        _check_unit(item, found)
    if type(found) is date:
        _check_day(item, operator, raw.strip(), found)
    return found


def _check_unit(item: Item, amount: Quantity) -> None:
    offered = [Quantity(Decimal(1), each.display, each.code, each.system) for each in item.units]
    if offered and not any(units.comparable(amount, each) for each in offered):
        known = " or ".join(each.unit for each in offered)
        asked = f"{amount.value} {amount.unit}".strip()
        raise DefinitionError(
            f"{item.link_id!r} is answered in {known}, and {asked!r} is not to be compared with it."
        )


def _check_day(item: Item, operator: Operator, written: str, found: date) -> None:
    """Refuse what only begins like a day; and a year or a month where a day is meant."""
    if not found.isoformat().startswith(written):
        raise DefinitionError(f"{item.link_id!r}: {written[:40]!r} is not a date.")
    if len(written) < WHOLE_DATE and operator not in ORDERS:
        raise DefinitionError(f"{item.link_id!r}: {written!r} is no day. Name one.")
