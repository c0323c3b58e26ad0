"""What the domain says in other languages, and what it understands of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from string import Formatter
from zoneinfo import ZoneInfo

import pytest

from clinic.marking import Plural
from intake.domain import answers, codes
from intake.domain.answers import AnswerError, check, show
from intake.domain.attachments import in_words
from intake.domain.items import Item, ItemType, Option, Unit
from intake.domain.speech import ENGLISH, Speech
from intake.domain.values import Attachment, Instances, Quantity
from tests.intake.domain import test_spellings, test_spellings_of_amounts

CHICAGO = ZoneInfo("America/Chicago")
ROOT = Path(answers.__file__).parents[3]
DOMAIN = (*sorted((ROOT / "intake" / "domain").rglob("*.py")), ROOT / "clinic" / "phone.py")
MARKS = ("gettext_noop", "ngettext_lazy")
UCUM = "http://unitsofmeasure.org"

SPANISH_MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
    *("septiembre", "octubre", "noviembre", "diciembre"),
)
SPANISH_WORDS = {
    "Yes": "Sí",
    "Not answered": "Sin respuesta",
    "{day}, {time}": "{day} a las {time}",
    "{first} or {last}": "{first} o {last}",
    "hours": "horas",
    "hour": "hora",
    "minutes": "minutos",
    "Enter a number with its unit: {units}": "Escriba un número con su unidad: {units}",
    "Enter a date that is {least} or later": "Escriba una fecha a partir del {least}",
    "In answer {number}: {advice}": "En la respuesta {number}: {advice}",
    "Enter a whole number, such as 58": "Escriba un número entero, como 58",
    "{number} photo": "{number} foto",
    "{number} photos": "{number} fotos",
    "{first} and {last}": "{first} y {last}",
}
SPANISH = Speech(
    gettext=lambda message: SPANISH_WORDS.get(message, message),
    ngettext=lambda one, many, n: SPANISH_WORDS.get(one if n == 1 else many, one),
    date=lambda day: f"{day.day} de {SPANISH_MONTHS[day.month - 1]} de {day.year}",
    time=lambda clock: f"{clock:%I:%M} {'p. m.' if clock.hour > 11 else 'a. m.'}".lstrip("0"),
    months=SPANISH_MONTHS,
)
BORN = Item("born", ItemType.DATE)
FALL = Item("fall", ItemType.DATETIME)
LIMP = Item("limp", ItemType.QUANTITY, units=(Unit("min", "min", UCUM), Unit("h", "h", UCUM)))


def marked() -> Iterator[tuple[str, str | Plural]]:
    """Yield (file, template) for every message of the domain."""
    for path in DOMAIN:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKS:
                words = [ast.literal_eval(each) for each in node.args]
                yield path.stem, words[0] if len(words) == 1 else Plural(*words)


def errors() -> Iterator[AnswerError]:
    """Yield what is said about everything that people mistype in the tables of other tests."""
    option = Option("none", "None of these", exclusive=True)
    several = Item("several", ItemType.CHOICE, options=(option, Option("a", "A")), repeats=True)
    one = replace(several, repeats=False)
    free = replace(several, type=ItemType.OPEN_CHOICE)
    day = Item("day", ItemType.DATE, min_value=date(2026, 1, 1), max_value=date(2026, 2, 1))
    clock = Item("clock", ItemType.TIME, min_value=time(9), max_value=time(10))
    few = Item("few", ItemType.INTEGER, min_value=3, max_value=5)
    kinds = [Item(f"{kind}", kind, required=True) for kind in ItemType if kind != ItemType.GROUP]
    short = Item("short", ItemType.STRING, min_length=5)
    card = Item("card", ItemType.STRING, pattern="[A-Z]+")
    odd: list[tuple[Item, list[str]]] = [
        *((kind, []) for kind in kinds),
        (replace(several, required=True), []),
        (replace(free, required=True), []),
        (Item("photo", ItemType.ATTACHMENT, mime_types=("image/png",), required=True), []),
        (Item("name", ItemType.STRING, role="Patient.name", required=True), []),
        (several, ["none", "a"]),
        (replace(free, repeats=False), ["a", "other:b"]),
        (free, ["other:"]),
        (one, ["none", "a"]),
        (replace(several, max_occurs=1), ["a", "a"]),
        (day, ["4/12/1958"]),
        (day, ["4/12/2058"]),
        (clock, ["8 am"]),
        (clock, ["2 pm"]),
        (few, ["2"]),
        (few, ["9"]),
        (Item("tenth", ItemType.DECIMAL, max_decimals=1), ["1.55"]),
        (Item("exact", ItemType.DECIMAL, max_decimals=2), ["1.555"]),
        (short, ["four"]),
        (card, ["4"]),
        (replace(card, entry_format="ABC"), ["4"]),
        (replace(few, repeats=True), ["3", "x"]),
        (replace(few, repeats=True, max_occurs=2), ["3", "4", "5"]),
        (replace(few, repeats=True, min_occurs=3), ["3"]),
        (replace(several, min_occurs=2), ["a"]),
        (replace(several, options=(Option("a", "A"), Option("b", "B")), max_occurs=1), ["a", "b"]),
        (Item("many", ItemType.QUANTITY, units=tuple(Unit(f"u{n}") for n in range(9))), ["x"]),
        (Item("free", ItemType.QUANTITY), ["x"]),
    ]
    rows = (*test_spellings.ROWS, *test_spellings_of_amounts.ROWS)
    odd += [(item, [typed]) for item, _, spellings in rows for typed in spellings]
    for item, raw in odd:
        try:
            check(item, raw, zone=CHICAGO)
        except AnswerError as error:
            yield error


def places(template: str | Plural) -> set[str]:
    texts = [template] if isinstance(template, str) else list(template)
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


def test_every_error_can_be_said_with_all_that_it_tells():
    """In a language whose words are all in brackets, around the same places."""
    pseudo = Speech(gettext=lambda m: f"⟦{m}⟧", ngettext=lambda one, many, n: f"⟦{one}⟧")
    known = {template for _, template in marked()}

    for error in errors():
        said = pseudo.words(error.sentence)

        assert error.template in known, f"makemessages would not find {error.template!r}"
        assert places(error.template) <= set(error.params)
        assert said.startswith("⟦") and said.endswith("⟧")
        assert "{" not in said
        for value in error.params.values():
            assert pseudo.words(value) in said


def test_no_message_about_answers_is_left_untried():
    """A message that no row above brings about could name a place that nothing fills."""
    tried = {error.template for error in errors()}
    about_answers = {path.stem for path in DOMAIN if path.parent.name == "answers"}
    shown = {"Not answered", Plural("{number} given", "{number} given")}

    untried = {t for file, t in marked() if file in about_answers and places(t)} - tried - shown

    assert untried == set()


def test_every_word_that_patients_may_read_is_marked():
    """An error is made of marked messages alone: never of words put together on the spot."""
    for path in DOMAIN:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(getattr(node, "func", None), "id", "")
            if name in ("AnswerError", "NotACode", "Sentence"):
                first = node.args[0]
                assert not isinstance(first, ast.Constant | ast.JoinedStr), (path, node.lineno)


@pytest.mark.parametrize(
    ("item", "value", "english", "spanish"),
    [
        (Item("pain", ItemType.BOOLEAN), True, "Yes", "Sí"),
        (Item("pain", ItemType.BOOLEAN), None, "Not answered", "Sin respuesta"),
        (BORN, date(2026, 3, 4), "March 4, 2026", "4 de marzo de 2026"),
        (
            *(FALL, datetime(2026, 3, 4, 14, 30), "March 4, 2026, 2:30 pm"),
            "4 de marzo de 2026 a las 2:30 p. m.",
        ),
        (LIMP, Quantity(Decimal("1.5"), "h", "h", UCUM), "1.5 hours", "1.5 horas"),
        (LIMP, Quantity(Decimal(1), "h", "h", UCUM), "1 hour", "1 hora"),
        (Item("shoes", ItemType.GROUP, repeats=True), Instances((1, 2)), "2 given", "2 given"),
        (Item("name", ItemType.STRING), "Yes", "Yes", "Yes"),
    ],
)
def test_an_answer_is_shown_in_the_words_of_who_reads_it(item, value, english, spanish):
    assert show(item, value) == english
    assert show(item, value, speech=SPANISH) == spanish


def test_files_are_counted_in_the_patients_language():
    files = (Attachment("1", "image/jpeg"), Attachment("2", "image/png"))

    assert in_words((*files, Attachment("3", "application/pdf"))) == "2 photos and 1 PDF"
    assert in_words(files, SPANISH) == "2 fotos"


@pytest.mark.parametrize(
    ("item", "raw", "spanish"),
    [
        (LIMP, ["mucho"], "Escriba un número con su unidad: minutos o horas"),
        (
            *(Item("day", ItemType.DATE, min_value=date(2026, 1, 1)), ["4/12/1958"]),
            "Escriba una fecha a partir del 1 de enero de 2026",
        ),
        (
            *(Item("count", ItemType.INTEGER, repeats=True), ["3", "x"]),
            "En la respuesta 2: escriba un número entero, como 58",
        ),
    ],
)
def test_an_error_is_said_in_the_patients_language(item, raw, spanish):
    with pytest.raises(AnswerError) as caught:
        check(item, raw)

    assert SPANISH.words(caught.value.sentence) == spanish


def test_a_code_that_was_mistyped_is_explained_in_the_patients_language():
    with pytest.raises(codes.NotACode) as caught:
        codes.read("KT7M")

    assert ENGLISH.words(caught.value.sentence) == str(caught.value)
    assert str(caught.value) == "Enter all 16 letters and numbers of your code. This is less"


@pytest.mark.parametrize(
    "typed",
    [
        *("12 de abril de 1958", "12 abril 1958", "abril 12, 1958", "abr/12/1958", "4/12/1958"),
        *("1958-04-12", "April 12, 1958", "12 de ABRIL del 1958"),
    ],
)
def test_a_day_may_be_written_as_the_patients_language_has_it(typed):
    assert check(BORN, [typed], speech=SPANISH) == date(1958, 4, 12)


def test_a_month_that_could_be_two_is_asked_for():
    french = replace(SPANISH, months=("janvier", "juin", "juillet"))

    with pytest.raises(AnswerError, match="the month as a number"):
        check(BORN, ["jui 12 1958"], speech=french)
    assert check(BORN, ["juin 12 1958"], speech=french) == date(1958, 2, 12)


@pytest.mark.parametrize(
    "typed", ["2:30 p. m.", "2:30 p.m.", "a las 2:30 de la tarde", "14:30", "2:30 pm"]
)
def test_a_time_may_be_written_as_in_spanish(typed):
    assert check(Item("at", ItemType.TIME), [typed], speech=SPANISH) == time(14, 30)
    day = f"4 de marzo de 2026, {typed}"
    moment = check(FALL, [day], zone=CHICAGO, speech=SPANISH)
    assert moment == datetime(2026, 3, 4, 14, 30, tzinfo=CHICAGO)


def test_a_translation_with_a_broken_place_is_said_in_english():
    broken = Speech(gettext=lambda message: "Escriba {lo que sea}")

    with pytest.raises(AnswerError) as caught:
        check(Item("few", ItemType.INTEGER, min_value=3), ["2"])

    assert broken.words(caught.value.sentence) == "Enter a number that is 3 or more"
