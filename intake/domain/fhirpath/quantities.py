"""Quantities: which can be compared, and how. Lengths, weights, volumes, temperatures, times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

UCUM = "http://unitsofmeasure.org"

# For each kind, how much of its first unit one of a unit is: UCUM's codes | and as people write.
KINDS = (
    "g=1 mg=0.001 ug=0.000001 kg=1000 t=1000000 [oz_av]=28.349523125 [lb_av]=453.59237"
    " [stone_av]=6350.29318 | mcg=0.000001 oz=28.349523125 lb=453.59237 lbs=453.59237"
    " st=6350.29318",
    "m=1 dm=0.1 cm=0.01 mm=0.001 um=0.000001 km=1000 [in_i]=0.0254 [ft_i]=0.3048 [yd_i]=0.9144"
    " [mi_i]=1609.344 | in=0.0254 inch=0.0254 inches=0.0254 ft=0.3048 foot=0.3048 feet=0.3048"
    " yd=0.9144 mile=1609.344 miles=1609.344",
    "L=1 l=1 dL=0.1 dl=0.1 cL=0.01 cl=0.01 mL=0.001 ml=0.001 [foz_us]=0.0295735295625"
    " [pt_us]=0.473176473 [pt_br]=0.56826125 |",
    "s=1 ms=0.001 min=60 h=3600 d=86400 wk=604800 | sec=1 second=1 seconds=1 millisecond=0.001"
    " milliseconds=0.001 minute=60 minutes=60 hour=3600 hours=3600 day=86400 days=86400"
    " week=604800 weeks=604800",
    "mo=1 a=12 | month=1 months=1 year=12 years=12",
    "kPa=1 Pa=0.001 mm[Hg]=0.1333223684 | mmHg=0.1333223684",
    "1=1 %=0.01 |",
    "Cel=1 [degF]=5/9 K=1 |",
)


def _sizes(row: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in row.split())


UNITS = {
    unit: (kind, size)
    for kind, row in enumerate(KINDS)
    for unit, size in _sizes(row.replace("|", "")).items()
}
CODES = {code for row in KINDS for code in _sizes(row.partition("|")[0])}
# A temperature's zero lies elsewhere: what to add before the size counts.
ZEROS = {"[degF]": Decimal(-32), "K": Decimal("-273.15")}
SAME_UNIT = {
    "": "1",
    "°C": "Cel",
    "degC": "Cel",
    "C": "Cel",
    "°F": "[degF]",
    "degF": "[degF]",
    "F": "[degF]",
}


@dataclass(frozen=True)
class Amount:
    value: Decimal
    unit: str

    def in_unit(self, unit: str) -> Decimal | None:
        """Return the value in another unit, or None where the two measure different things."""
        mine, theirs = _known(self.unit), _known(unit)
        if mine == theirs:
            return self.value
        if mine not in UNITS or theirs not in UNITS or UNITS[mine][0] != UNITS[theirs][0]:
            return None
        size, zero = _size(mine), ZEROS.get(mine, Decimal(0))
        return (self.value + zero) * size / _size(theirs) - ZEROS.get(theirs, Decimal(0))


def order(left: Amount, right: Amount) -> int | None:
    """Return -1, 0 or 1 as left is less, the same or more; None where they cannot be compared."""
    there = right.in_unit(left.unit)
    if there is None:
        return None
    # Two thirds of a foot are two thirds: what only division lost makes no difference.
    a, b = (round(value, 12) for value in (left.value, there))
    return (a > b) - (a < b)


def read(element: Mapping[str, Any]) -> Amount | None:
    """Return a FHIR Quantity's amount. The code counts, and where there is none the unit."""
    value = element.get("value")
    if not isinstance(value, int | float | Decimal) or isinstance(value, bool):
        return None
    unit = element.get("code") or element.get("unit") or ""
    return Amount(Decimal(str(value)), str(unit))


def written(amount: Amount) -> dict[str, Any]:
    """Return a FHIR Quantity."""
    if not amount.unit:
        return {"value": amount.value}
    coded = {"system": UCUM, "code": amount.unit} if amount.unit in CODES else {}
    return {"value": amount.value, "unit": amount.unit, **coded}


def _known(unit: str) -> str:
    unit = SAME_UNIT.get(unit, unit)
    return unit if unit in UNITS or unit.lower() not in UNITS else unit.lower()


def _size(unit: str) -> Decimal:
    over, _, under = UNITS[unit][1].partition("/")
    return Decimal(over) / Decimal(under or "1")
