"""What a page's boxes make of what was typed, and what stands in them again."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict

from intake.domain.items import Item, ItemType, Option, Unit
from intake.domain.pages import Asked, Page
from intake.domain.values import Other, Quantity
from intake.forms import PageForm

KG, LB = Unit("kg", "kg", "http://unitsofmeasure.org"), Unit("lb", "[lb_av]", "ucum")
CM = Unit("cm", "cm", "http://unitsofmeasure.org")
SPORTS = (Option("walk", "Walking", prefix="a)"), Option("run", "Running"))


def question(kind: ItemType, **more: Any) -> Item:
    return Item("q", kind, "How?", **more)


def page(*items: Item) -> Page:
    return Page("p", "Page", "", tuple(map(Asked, items)), is_open=True)


def form(*items: Item, typed: str = "", given: dict[str, Any] | None = None) -> PageForm:
    return PageForm(page(*items), QueryDict(typed), given=given or {})


def answer(item: Item, typed: str) -> Any:
    bound = form(item, typed=typed)
    assert bound.is_valid(), bound.errors
    return bound.cleaned_data[item.link_id]


def refusal(item: Item, typed: str) -> str:
    bound = form(item, typed=typed)
    assert not bound.is_valid()
    return bound.errors[item.link_id][0]


def drawn(bound: PageForm, key: str = "q") -> str:
    return str(bound[key])


def values_in(html: str) -> list[str]:
    """Return what stands in the boxes: values of text boxes, words of text areas, chosen keys."""
    boxes = re.findall(r'<input type="text"[^>]*?name="[^"]*"(?: value="([^"]*)")?', html)
    chosen = re.findall(r'value="([^"]*)"[^>]*?\b(?:checked|selected)\b', html)
    return [text for text in boxes if text] + [key for key in chosen if key]


ROUND_TRIPS = [
    (question(ItemType.BOOLEAN), "q=true", True),
    (question(ItemType.INTEGER, units=(KG,)), "q=82", 82),
    (question(ItemType.DECIMAL), "q=24.5", Decimal("24.5")),
    (
        question(ItemType.QUANTITY, units=(CM,)),
        "q=170",
        Quantity(Decimal(170), "cm", "cm", CM.system),
    ),
    (
        question(ItemType.QUANTITY, units=(KG, LB)),
        "q_0=82&q_1=kg",
        Quantity(Decimal(82), "kg", "kg", KG.system),
    ),
    (question(ItemType.DATE), "q_0=4&q_1=12&q_2=1958", date(1958, 4, 12)),
    (question(ItemType.TIME), "q=2:30 pm", time(14, 30)),
    (question(ItemType.STRING), "q=Boots", "Boots"),
    (question(ItemType.TEXT), "q=My boots", "My boots"),
    (question(ItemType.URL), "q=https://shoes.example", "https://shoes.example"),
    (question(ItemType.REFERENCE), "q=Dr. Wu", "Dr. Wu"),
    (question(ItemType.CHOICE, options=SPORTS), "q=run", "run"),
    (question(ItemType.CHOICE, options=SPORTS, control="drop-down"), "q=run", "run"),
    (question(ItemType.CHOICE, options=SPORTS, repeats=True), "q=walk&q=run", ("walk", "run")),
    (question(ItemType.OPEN_CHOICE, options=SPORTS), "q=other:&q_other=Dancing", Other("Dancing")),
    (question(ItemType.OPEN_CHOICE, options=SPORTS), "q_other=Dancing", Other("Dancing")),
    (
        question(ItemType.OPEN_CHOICE, options=SPORTS, repeats=True),
        "q=walk&q_other=Dancing%0ASkating",
        ("walk", Other("Dancing"), Other("Skating")),
    ),
    (question(ItemType.CHOICE, value_set="https://unknown.example"), "q=Oak", Other("Oak")),
    (question(ItemType.STRING, repeats=True), "q_0=Urea&q_1=&q_2=Shea", ("Urea", "Shea")),
    (
        question(ItemType.DATE, repeats=True),
        "q_0_0=12&q_0_1=1&q_0_2=2026&q_1_0=&q_1_1=&q_1_2=",
        (date(2026, 12, 1),),
    ),
]


@pytest.mark.parametrize(("item", "typed", "value"), ROUND_TRIPS)
def test_what_is_typed_becomes_a_value_and_stands_in_the_boxes_again(item, typed, value):
    assert answer(item, typed) == value

    again = PageForm(page(item), given={"q": value})
    bound = form(item, typed=typed)

    assert values_in(drawn(again)) == values_in(drawn(bound))
    assert values_in(drawn(again)) or item.type == ItemType.TEXT


def test_a_moment_has_boxes_for_its_day_and_one_for_its_time():
    item = question(ItemType.DATETIME)

    moment = answer(item, "q_0=4&q_1=13&q_2=2026&q_3=9:15 am")

    assert moment.astimezone(UTC) == datetime(2026, 4, 13, 14, 15, tzinfo=UTC)
    assert values_in(drawn(PageForm(page(item), given={"q": moment})))[:3] == ["4", "13", "2026"]
    assert answer(item, "q_0=4&q_1=13&q_2=2026&q_3=") == date(2026, 4, 13)


@pytest.mark.parametrize(
    ("item", "typed", "words"),
    [
        (question(ItemType.QUANTITY, units=(KG, LB)), "q_0=82", "kg or lb"),
        (question(ItemType.OPEN_CHOICE, options=SPORTS), "q=other:&q_other=", "Write your own"),
        (
            question(ItemType.OPEN_CHOICE, options=SPORTS),
            "q=run&q_other=Dancing",
            "not both",
        ),
        (question(ItemType.STRING, repeats=True, max_length=4), "q_0=Urea&q_1=Sheas", "answer 2"),
        (question(ItemType.ATTACHMENT, required=True), "", "Add a photo or a file"),
    ],
)
def test_what_is_missing_is_said(item, typed, words):
    assert words in refusal(item, typed)


def test_a_birthday_alone_is_known_to_the_browser():
    born = question(ItemType.DATE, role="Patient.birthDate")

    assert "bday-year" in drawn(form(born))
    assert "autocomplete" not in drawn(form(question(ItemType.DATE)))


def test_adding_a_box_keeps_what_was_typed_in_every_other():
    creams = question(ItemType.STRING, repeats=True)
    other = Item("other", ItemType.STRING, "What else?", required=True)
    pressed = form(creams, other, typed="q_0=Urea&q_1=&other=Hi&form:add=q")

    assert pressed.only_redraws
    again = pressed.redrawn()

    assert not again.errors
    assert re.findall(r'name="(q_\d)"', drawn(again)) == ["q_0", "q_1", "q_2"]
    assert values_in(drawn(again)) == ["Urea"]
    assert values_in(drawn(again, "other")) == ["Hi"]


def test_an_answer_is_taken_out_by_its_button():
    creams = question(ItemType.STRING, repeats=True)

    again = form(creams, typed="q_0=Urea&q_1=Shea&q_2=Aloe&form:remove=1 q").redrawn()

    assert values_in(drawn(again)) == ["Urea", "Aloe"]


def test_a_list_that_is_full_has_no_box_more():
    creams = question(ItemType.STRING, repeats=True, max_occurs=2)

    full = drawn(PageForm(page(creams), given={"q": ("Urea", "Shea")}))

    assert "form:add" not in full
    assert "q_2" not in full


def test_boxes_of_one_question_never_have_the_name_of_another():
    day, text = question(ItemType.DATE), Item("q_0", ItemType.STRING, "What?")

    bound = form(day, text, typed="q~_0=4&q~_1=12&q~_2=1958&q_0=Boots")

    assert bound.is_valid(), bound.errors
    assert bound.cleaned_data == {"q": date(1958, 4, 12), "q_0": "Boots"}


def test_ids_are_fit_for_html_whatever_a_question_is_called():
    item = Item("how are you? <1>", ItemType.DATE, "How?", required=True)

    bound = form(item)

    html = drawn(bound, item.link_id)
    assert not [name for name in re.findall(r'id="([^"]*)"', html) if re.search(r"[\s<>]", name)]
    target = bound.linked_errors()[0][0]
    assert f'id="{target}"' in html


def test_a_fixed_answer_is_read_and_not_asked():
    fixed = question(ItemType.INTEGER, read_only=True, units=(KG,))

    shown = PageForm(page(fixed), given={"q": 12})

    assert not shown.fields
    assert [part.answer for part in shown.parts] == ["12 kg"]


def test_texts_stay_between_the_questions_they_stand_between():
    items = (
        Item("a", ItemType.STRING, "A?"),
        Item("note", ItemType.DISPLAY, "Now the other foot."),
        Item("b", ItemType.STRING, "B?"),
    )

    assert [part.words for part in form(*items).parts] == ["A?", "Now the other foot.", "B?"]


def test_words_of_another_language_are_marked():
    item = question(ItemType.CHOICE, options=SPORTS, hint="Piense")

    html = PageForm(page(item), given={}, lang="es")["q"]

    assert html.field.lang == "es"
    assert [line.lang for line in html.field.lines] == ["es", ""]


def test_only_web_pages_are_linked():
    links = ("https://www.feet.example/a", "javascript:alert(1)", "ftp://feet.example", "http://[")

    [part] = form(question(ItemType.STRING, support_links=links)).parts

    assert [(link.url, link.site) for link in part.box.field.links] == [
        ("https://www.feet.example/a", "feet.example")
    ]


def test_the_ends_of_a_scale_are_named():
    scale = question(
        ItemType.INTEGER,
        control="slider",
        min_value=0,
        max_value=10,
        lower="no pain",
        upper="the worst pain",
        required=True,
    )

    lines = form(scale)["q"].field.lines

    assert [line.text for line in lines] == ["A number from 0 (no pain) to 10 (the worst pain)."]
