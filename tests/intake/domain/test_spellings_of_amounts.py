"""As people write: heights, weights, temperatures and other amounts with their unit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from intake.domain.answers import AnswerError, check, typed
from intake.domain.items import Item, ItemType, Unit
from intake.domain.values import Quantity

UCUM = "http://unitsofmeasure.org"
CM, INCH = Unit("centimeter", "cm", UCUM), Unit("inch", "[in_i]", UCUM)
KG, POUND = Unit("kg", "kg", UCUM), Unit("[lb_av]", "[lb_av]")
MINUTES, HOURS = Unit("minutes", "min", UCUM), Unit("hours", "h", UCUM)


def amount(*units: Unit, **limits) -> Item:
    return Item("amount", ItemType.QUANTITY, units=units, **limits)


def of(number: str, unit: Unit) -> Quantity:
    return Quantity(Decimal(number), unit.display, unit.code, unit.system)


TALL = "Enter a number with its unit: centimeters or inches"
NO_UNIT = "Add the unit to the number: centimeters or inches"
IN_KG = "Enter a number in kg, such as 5.5"
SMALLER = "Enter a second number that is less than 12"
ANY = "Enter a number with its unit, such as 5 mg"

HEIGHT = amount(CM, INCH)
HEIGHT_IN_CM = amount(CM, max_decimals=0, min_quantity=of("50", CM), max_quantity=of("250", CM))
WEIGHT = amount(KG, POUND)
WEIGHT_IN_KG = amount(KG)
TEMPERATURE = amount(Unit("°C", "Cel", UCUM))
HOW_LONG = amount(MINUTES, HOURS)
BY_NAME = amount(Unit("feet", "feet"), Unit("puffs"), Unit("mcg/mL", "ug/mL", UCUM))
PRICE = amount(Unit("$"))
ANY_UNIT = amount()

ROWS: list[tuple[Item, object, list[str]]] = [
    # Height
    (HEIGHT, of("170", CM), ["170 cm", "170cm", "170 CM.", "1.70 m", "1,70 m", "1m70"]),
    (HEIGHT, of("170", CM), ["1 m 70 cm", "1.7 meters", "1700 mm", "170 centimetres"]),
    (HEIGHT, of("170", CM), ["١٧٠ cm", "１７０ｃｍ", "170\u202fcm", "170 cm [in_i]"]),
    (HEIGHT, of("67", INCH), ["5 ft 7", "5'7", "5'7\"", "5’7”", "5′ 7″", "5'7''"]),
    (HEIGHT, of("67", INCH), ["5 feet 7 inches", "5 foot 7", "5ft. 7in.", "5 ft, 7 in"]),
    (HEIGHT, of("67", INCH), ["5 feet and 7 inches", "67 [in_i]", "67 in", '67"', "5'7 cm"]),
    (HEIGHT, of("67", INCH), ["5'7\" [in_i]", "5 ft 7 cm", "5'-7\"", "5ft - 7in"]),
    (HEIGHT, of("67.5", INCH), ["5 ft 7½", "5'7 1/2\""]),
    (HEIGHT, of("72", INCH), ["6 foot", "6' 0"]),
    (HEIGHT, SMALLER, ["5 ft 12", "5'14\"", "-5'7"]),
    (HEIGHT, NO_UNIT, ["170", "5.7"]),
    (HEIGHT, TALL, ["160 lbs", "5-7", "one seventy", "5 7", "tall", "5 ft 7 in 2"]),
    (HEIGHT, TALL, ["170 cm tall", "cm"]),
    # Height in centimeters
    (HEIGHT_IN_CM, of("170", CM), ["170", "5 ft 7", "5'7 cm", "67 in"]),
    (HEIGHT_IN_CM, "Enter a whole number, such as 58", ["1.7"]),
    (HEIGHT_IN_CM, "Enter an amount that is 50 centimeters or more", ["20"]),
    (HEIGHT_IN_CM, "Enter an amount that is 250 centimeters or less", ["9 ft"]),
    # Weight
    (WEIGHT, of("72", KG), ["72 kg", "72 kilos", "72kgs", "72 KG", "72000 g", "72 kg kg"]),
    (WEIGHT, of("160", POUND), ["160 lbs", "160 lb.", "160 pounds", "160#", "160 [lb_av]"]),
    (WEIGHT, of("158", POUND), ["11 st 4", "11 stone 4 lbs", "11st4lb", "11 st. 4"]),
    (WEIGHT, of("168", POUND), ["12 stone"]),
    (WEIGHT, of("7.5", POUND), ["7 lb 8 oz"]),
    (WEIGHT, of("72.5", KG), ["72½ kg", "72,5 kg"]),
    (WEIGHT, of("76.2", KG), ["12 stone kg"]),
    (WEIGHT, "Enter a second number that is less than 14", ["11 st 14"]),
    (WEIGHT, "Enter a number with its unit: kg or lb", ["170 cm"]),
    (WEIGHT, "Add the unit to the number: kg or lb", ["72"]),
    # Weight in kilograms
    (WEIGHT_IN_KG, of("72", KG), ["72"]),
    (WEIGHT_IN_KG, of("72.57", KG), ["160 lbs"]),
    (WEIGHT_IN_KG, of("71.67", KG), ["11 st 4"]),
    (WEIGHT_IN_KG, of("0.1417", KG), ["5 oz"]),
    (WEIGHT_IN_KG, None, [""]),
    (WEIGHT_IN_KG, IN_KG, ["heavy", "5'7", "9" * 5000]),
    # Temperature
    (TEMPERATURE, of("37", Unit("°C", "Cel", UCUM)), ["37", "37°", "37 °C", "37 C"]),
    (TEMPERATURE, of("37", Unit("°C", "Cel", UCUM)), ["37 degrees", "98.6 F", "98.6 °F"]),
    (TEMPERATURE, of("37", Unit("°C", "Cel", UCUM)), ["98.6 degrees fahrenheit"]),
    (TEMPERATURE, of("37.22", Unit("°C", "Cel", UCUM)), ["99 F"]),
    (TEMPERATURE, of("-40", Unit("°C", "Cel", UCUM)), ["-40 F"]),
    # How long
    (HOW_LONG, of("90", MINUTES), ["90 min", "90 mins", "1 h 30", "1 hour 30 minutes"]),
    (HOW_LONG, of("90", MINUTES), ["1h30m", "1 hr, 30 min", "1 h 30 min"]),
    (HOW_LONG, of("1.5", HOURS), ["1.5 h", "1½ hours"]),
    (HOW_LONG, of("2880", MINUTES), ["2 days"]),
    (HOW_LONG, "Enter a number with its unit: minutes or hours", ["1 h 30 s"]),
    # Units by name alone
    (BY_NAME, of("6", Unit("feet", "feet")), ["6 feet", "6 ft"]),
    (BY_NAME, of("2", Unit("puffs")), ["2 puffs"]),
    (BY_NAME, of("1", Unit("puffs")), ["1 puff"]),
    (BY_NAME, of("3", Unit("mcg/mL", "ug/mL", UCUM)), ["3 ug/mL", "3 mcg/ml"]),
    (BY_NAME, "Enter a number with its unit: feet, puffs or mcg/mL", ["2 pills"]),
    # Price
    (PRICE, of("1250.5", Unit("$")), ["$1,250.50", "1250.5", "1,250.5 $", "$1250.50 $"]),
    # Any unit
    (ANY_UNIT, of("3", Unit("")), ["3"]),
    (ANY_UNIT, of("3", Unit("tablets")), ["3 tablets"]),
    (ANY_UNIT, of("5", Unit("mg", "mg", UCUM)), ["5 mg"]),
    (ANY_UNIT, of("67", Unit("in", "[in_i]", UCUM)), ["5 ft 7"]),
    (ANY_UNIT, of("50", Unit("%", "%", UCUM)), ["50%"]),
    (ANY_UNIT, of("1234.5", Unit("mg", "mg", UCUM)), ["1,234.5 mg"]),
    (ANY_UNIT, of("5", Unit("mg/dL")), ["5 mg/dL"]),
    (ANY_UNIT, ANY, ["two pills", "3 " + "x" * 50, "5²", "<b>"]),
]
TABLE = [
    pytest.param(item, typed, wanted, id=f"{item.link_id} {typed[:20]}")
    for item, wanted, spellings in ROWS
    for typed in spellings
]


@pytest.mark.parametrize(("item", "typed", "wanted"), TABLE)
def test_amounts_as_people_write_them(item, typed, wanted):
    try:
        found = check(item, [typed])
    except AnswerError as error:
        found = str(error)

    assert found == wanted


def test_the_unit_that_a_definition_names_twice_is_its_first():
    item = amount(Unit("kg", "kg"), Unit("kilogram", "kg"))

    assert check(item, ["5 kilogram"]) == Quantity(Decimal(5), "kg", "kg")


def test_an_amount_whose_code_is_another_stands_in_the_box_of_its_unit():
    assert typed(WEIGHT, Quantity(Decimal(75), "kg", "3141-9")) == ["75 kg"]
    assert typed(WEIGHT, Quantity(Decimal(75), "pounds")) == ["75 [lb_av]"]
    assert typed(ANY_UNIT, Quantity(Decimal(75), "kg", "3141-9")) == ["75 kg"]


def test_many_units_are_not_listed():
    item = amount(*(Unit(f"unit {number}") for number in range(9)))

    with pytest.raises(AnswerError, match="one of the units that you can choose"):
        check(item, ["many"])


def test_a_limit_in_another_unit_is_kept():
    item = amount(INCH, max_quantity=of("2", Unit("m", "m", UCUM)))

    assert check(item, ["78 in"]) == of("78", INCH)
    with pytest.raises(AnswerError, match="Enter an amount that is 2 m or less"):
        check(item, ["79 in"])
