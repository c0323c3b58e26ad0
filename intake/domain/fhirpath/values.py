"""Values on their way into the library and out of it again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from fhirpathpy.engine.nodes import FP_Quantity, FP_TimeBase, ResourceNode
from fhirpathpy.models import models

from intake.domain.fhirpath.quantities import Amount, read, written

R4 = models["r4"]
Number = int | Decimal
# What a part of a document is, seen from what it has: the library finds value[x] only by a path.
SHAPES = (
    ({"linkId", "type"}, "Questionnaire.item"),
    ({"linkId"}, "QuestionnaireResponse.item"),
    ({"url"}, "Extension"),
    ({"code", "system"}, "Coding"),
    ({"code", "display"}, "Coding"),
)


def typed(value: Any) -> Any:
    """Return a value as the library takes it in: a part of a document with what it is."""
    if isinstance(value, list | tuple):
        return [typed(part) for part in value]
    if isinstance(value, Mapping):
        if "resourceType" in value:  # As it is: only so does the library find it by its type.
            return value
        return ResourceNode.create_node(value, _path(value))
    if isinstance(value, float):
        return Decimal(str(value))
    return value.isoformat() if isinstance(value, date | time) else value


def _path(element: Mapping[str, Any]) -> str | None:
    if any(key.startswith("value") and key[5:6].isupper() for key in element):
        return "Extension" if "url" in element else "QuestionnaireResponse.item.answer"
    if isinstance(element.get("value"), int | float | Decimal):
        return "Quantity"
    return next((path for keys, path in SHAPES if keys <= element.keys()), None)


def data(item: Any) -> Any:
    """Return what an item of a collection holds, whatever the library wrapped around it."""
    held = item.data if isinstance(item, ResourceNode) else item
    return Decimal(str(held)) if isinstance(held, float) else held


def plain(item: Any) -> Any:
    """Return an item to reckon and compare with: quantities as amounts."""
    held = data(item)
    if isinstance(held, FP_Quantity):
        return Amount(Decimal(str(held.value)), (held.unit or "1").strip("'"))
    if isinstance(held, Mapping):
        return read(held) or held
    return held


def is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def quantity(amount: Amount) -> FP_Quantity:
    """Return an amount for the library, which tells years from 'a' by the quotes."""
    is_calendar = amount.unit in FP_Quantity.timeUnitsToUCUM
    return FP_Quantity(amount.value, amount.unit if is_calendar else f"'{amount.unit}'")


def is_extension_only(item: Any) -> bool:
    """Say whether an item is but the extension of the text or number before it."""
    return isinstance(held := data(item), Mapping) and held.keys() == {"extension"}


def returned(item: Any) -> Any:
    """Return an item as JSON knows it; dates and times are texts, quantities FHIR's Quantity."""
    held = data(item)
    if isinstance(held, FP_TimeBase):
        return held.asStr  # type: ignore[attr-defined]
    return written(plain(held)) if isinstance(held, FP_Quantity) else held
