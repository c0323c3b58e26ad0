"""Units of measure: what people call them, and how one is made of another, exactly."""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from typing import NamedTuple

from clinic.marking import gettext_noop
from intake.domain.values import Quantity

UCUM = "http://unitsofmeasure.org"
EXACT = Context(prec=60, traps=[])  # enough for the product of any two numbers that we take


class Scale(NamedTuple):
    """How a unit measures: `(value + shift) * factor` is the same amount for all of one kind."""

    kind: str
    factor: Decimal
    shift: Decimal = Decimal(0)


# Kind, then UCUM code: factor, what a page shows, and what people write (in lower case).
# Pounds, feet and US volumes are defined in metric units, so that their factors are exact;
# a year is the Julian year and a month its twelfth, as UCUM has them.
TABLE: dict[str, dict[str, tuple[str, str, str]]] = {
    "length": {
        "mm": ("0.001", "mm", "mms/millimeter/millimeters/millimetre/millimetres"),
        "cm": ("0.01", "cm", "cms/centimeter/centimeters/centimetre/centimetres"),
        "dm": ("0.1", "dm", "decimeter/decimeters/decimetre/decimetres"),
        "m": ("1", "m", "meter/meters/metre/metres"),
        "km": ("1000", "km", "kms/kilometer/kilometers/kilometre/kilometres"),
        "[in_i]": ("0.0254", "in", 'inch/inches/ins/"'),
        "[ft_i]": ("0.3048", "ft", "foot/feet/'"),
        "[yd_i]": ("0.9144", "yd", "yds/yard/yards"),
        "[mi_i]": ("1609.344", "mi", "mile/miles"),
    },
    "mass": {
        "ug": ("0.000001", "mcg", "μg/microgram/micrograms"),
        "mg": ("0.001", "mg", "mgs/milligram/milligrams"),
        "g": ("1", "g", "gm/gms/gram/grams/gramme/grammes"),
        "kg": ("1000", "kg", "kgs/kilo/kilos/kilogram/kilograms/kilogramme/kilogrammes"),
        "[oz_av]": ("28.349523125", "oz", "ozs/ounce/ounces"),
        "[lb_av]": ("453.59237", "lb", "lbs/pound/pounds/#"),
        "[stone_av]": ("6350.29318", "st", "stone/stones"),
    },
    "temperature": {
        "Cel": ("9", "°C", "c/deg c/degree c/degrees c/celsius/degrees celsius/centigrade"),
        "[degF]": ("5", "°F", "f/deg f/degree f/degrees f/fahrenheit/degrees fahrenheit"),
        "K": ("9", "K", "kelvin"),
    },
    "time": {
        "ms": ("0.001", "ms", "millisecond/milliseconds"),
        "s": ("1", "seconds", "s/sec/secs/second"),
        "min": ("60", "minutes", "min/mins/minute"),
        "h": ("3600", "hours", "h/hr/hrs/hour"),
        "d": ("86400", "days", "d/day"),
        "wk": ("604800", "weeks", "wk/wks/week"),
        "mo": ("2629800", "months", "mo/mos/month"),
        "a": ("31557600", "years", "y/yr/yrs/year/years old/year old"),
    },
    "volume": {
        "uL": ("0.001", "µL", "microliter/microliters"),
        "mL": ("1", "mL", "mls/cc/milliliter/milliliters/millilitre/millilitres"),
        "cL": ("10", "cL", "centiliter/centiliters"),
        "dL": ("100", "dL", "deciliter/deciliters"),
        "L": ("1000", "L", "liter/liters/litre/litres"),
        "[tsp_us]": ("4.92892159375", "tsp", "tsps/teaspoon/teaspoons"),
        "[tbs_us]": ("14.78676478125", "tbsp", "tablespoon/tablespoons"),
        "[foz_us]": ("29.5735295625", "fl oz", "fl. oz/fluid ounce/fluid ounces"),
        "[cup_us]": ("236.5882365", "cups", "cup"),
        "[pt_us]": ("473.176473", "pints", "pt/pint"),
        "[qt_us]": ("946.352946", "quarts", "qt/quart"),
        "[gal_us]": ("3785.411784", "gallons", "gal/gallon"),
    },
    "pressure": {
        "Pa": ("1", "Pa", "pascal/pascals"),
        "hPa": ("100", "hPa", "hectopascal"),
        "kPa": ("1000", "kPa", "kilopascal/kilopascals"),
        "bar": ("100000", "bar", ""),
        "mm[Hg]": ("133.322", "mmHg", "mm hg/millimeters of mercury"),
        "cm[H2O]": ("98.0665", "cmH2O", "cm h2o"),
    },
    "share": {"%": ("1", "%", "percent/per cent/pct")},
    "rate": {"/min": ("1", "per minute", "bpm/a minute/beats per minute/breaths per minute")},
}
SHIFTS = {"Cel": Decimal("273.15"), "[degF]": Decimal("459.67")}

SCALES: dict[str, Scale] = {
    code: Scale(kind, Decimal(factor), SHIFTS.get(code, Decimal(0)))
    for kind, codes in TABLE.items()
    for code, (factor, _, _) in codes.items()
}
SHOWN: dict[str, str] = {
    code: shown for codes in TABLE.values() for code, (_, shown, _) in codes.items()
}
CALLED: dict[str, str] = {
    name.casefold(): code
    for codes in TABLE.values()
    for code, (_, shown, names) in codes.items()
    for name in (code, shown, *filter(None, names.split("/")))
}
# What a page says of more than one: words, where "cm" stays "cm".
PLURALS = {
    **{
        name: more
        for name in CALLED
        for more in (f"{name}s", f"{name}es")
        if CALLED.get(more) == CALLED[name] and (len(name) > 3 or name in ("day", "cup"))
    },
    "foot": "feet",
}
SINGULARS = {more: name for name, more in PLURALS.items()}
# Those that other languages have words of their own for. Abbreviations are the same in all.
WORDS = (
    *(gettext_noop("second"), gettext_noop("seconds"), gettext_noop("minute")),
    *(gettext_noop("minutes"), gettext_noop("hour"), gettext_noop("hours")),
    *(gettext_noop("day"), gettext_noop("days"), gettext_noop("week")),
    *(gettext_noop("weeks"), gettext_noop("month"), gettext_noop("months")),
    *(gettext_noop("year"), gettext_noop("years"), gettext_noop("inch")),
    *(gettext_noop("inches"), gettext_noop("foot"), gettext_noop("feet")),
    *(gettext_noop("yard"), gettext_noop("yards"), gettext_noop("mile")),
    *(gettext_noop("miles"), gettext_noop("ounce"), gettext_noop("ounces")),
    *(gettext_noop("pound"), gettext_noop("pounds"), gettext_noop("cup")),
    *(gettext_noop("cups"), gettext_noop("pint"), gettext_noop("pints")),
    *(gettext_noop("quart"), gettext_noop("quarts"), gettext_noop("gallon")),
    *(gettext_noop("gallons"), gettext_noop("teaspoon"), gettext_noop("teaspoons")),
    *(gettext_noop("tablespoon"), gettext_noop("tablespoons"), gettext_noop("per minute")),
)
# "5 ft 7" and the like: what follows in the same breath.
SMALLER = {
    "[ft_i]": "[in_i]",
    "[yd_i]": "[ft_i]",
    "m": "cm",
    "km": "m",
    "[stone_av]": "[lb_av]",
    "[lb_av]": "[oz_av]",
    "kg": "g",
    "a": "mo",
    "wk": "d",
    "d": "h",
    "h": "min",
    "min": "s",
}


def code_of(words: str, code: str = "", system: str = "") -> str:
    """Return the UCUM code of a unit, or nothing where we do not know it."""
    if system not in ("", UCUM):
        return ""
    if code in SCALES:
        return code
    named = (CALLED.get(name.casefold().strip(" .")) for name in (words, code))
    return next(filter(None, named), "")


def comparable(one: Quantity, other: Quantity) -> tuple[Decimal, Decimal] | None:
    """Return both numbers in the same unit, or None where that makes no sense."""
    same = (one.system, one.code) == (other.system, other.code)
    if same and (one.code or one.unit == other.unit):
        return one.value, other.value
    codes = [code_of(each.unit, each.code, each.system) for each in (one, other)]
    if not all(codes) or SCALES[codes[0]].kind != SCALES[codes[1]].kind:
        return None
    return amount(one.value, codes[0]), amount(other.value, codes[1])


def amount(value: Decimal, code: str) -> Decimal:
    """Return how much this is, in a measure that is the same for all units of the kind."""
    scale = SCALES[code]
    with localcontext(EXACT):
        return (value + scale.shift) * scale.factor


def converted(measured: Decimal, code: str) -> Decimal:
    """Return an amount as a number in this unit: exact, or where that cannot be, to 50 digits."""
    scale = SCALES[code]
    with localcontext(EXACT) as context:
        context.prec = 50
        return measured / scale.factor - scale.shift
