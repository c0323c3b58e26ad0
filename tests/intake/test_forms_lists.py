"""Long lists, and lists of files: what stands in them, and what is found."""

from __future__ import annotations

import re

import pytest
from django.http import QueryDict

from intake.domain.items import ItemType, Option
from intake.domain.values import Attachment
from intake.forms import PageForm
from tests.intake.test_forms import answer, drawn, form, page, question, refusal, values_in


def test_many_options_are_searched_and_one_that_fits_is_enough():
    towns = tuple(Option(f"t{n}", f"Town {n}") for n in range(300))
    item = question(ItemType.CHOICE, options=(*towns, Option("ile", "Île Dorée")))

    assert len(re.findall("radio", drawn(form(item)))) == 0
    assert answer(item, "q_find=ile dor") == "ile"
    assert "Choose one of the answers" in refusal(item, "q_find=town")
    assert "no answer with “xyz”" in refusal(item, "q_find=xyz")
    found = form(item, typed="q_find=town 12&form:find=q").redrawn()
    assert len(re.findall('type="radio"', drawn(found))) == 13
    assert "autofocus" in drawn(found)


def test_what_was_chosen_stays_in_sight_while_something_else_is_sought():
    towns = tuple(Option(f"t{n}", f"Town {n}") for n in range(300))
    item = question(ItemType.CHOICE, options=towns, repeats=True)

    found = form(item, typed="q=t7&q_find=299&form:find=q").redrawn()

    assert re.findall(r'value="(t\d+)"', drawn(found)) == ["t7", "t299"]
    assert values_in(drawn(found))[-1] == "t7"


def test_files_are_listed_and_kept_whatever_else_is_refused():
    photo = Attachment("a1", "image/jpeg", "foot.jpg", 1_234_567)
    item = question(ItemType.ATTACHMENT, repeats=True, max_occurs=2)
    refused = PageForm(page(item), QueryDict(), given={"q": (photo,)}, refused={"q": ["Too big"]})

    assert not refused.is_valid()
    assert refused.cleaned_data == {"q": (photo,)}
    assert "foot.jpg" in drawn(refused)
    assert "1.2 MB" in drawn(refused)
    assert 'value="a1 q"' in drawn(refused)
    assert form(item, typed="form:remove=a1 q").file_removed == ("q", "a1")


@pytest.mark.parametrize(
    ("kinds", "accepted"),
    [
        ((), "application/pdf"),
        (("image/jpeg", "image/png"), "image/heic"),
        (("application/pdf",), "application/pdf"),
    ],
)
def test_phones_offer_what_the_question_takes(kinds, accepted):
    html = drawn(form(question(ItemType.ATTACHMENT, mime_types=kinds)))

    assert accepted in re.search(r'accept="([^"]*)"', html)[1]
    assert ("image/" in html) == (kinds != ("application/pdf",))
    assert "capture" not in html


@pytest.mark.parametrize(
    ("count", "control", "drawn_as"),
    [
        (30, "", "radio"),
        (31, "", "form:find"),
        (100, "drop-down", "<select"),
        (101, "drop-down", "form:find"),
        (12, "autocomplete", "radio"),
        (13, "autocomplete", "form:find"),
    ],
)
def test_a_list_is_shown_as_long_as_it_can_be_read(count, control, drawn_as):
    options = tuple(Option(f"o{n}", f"Option {n}") for n in range(count))

    html = drawn(form(question(ItemType.CHOICE, options=options, control=control)))

    assert [kind for kind in ("radio", "<select", "form:find") if kind in html] == [drawn_as]
