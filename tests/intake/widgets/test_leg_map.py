"""Places on the legs: the check-boxes do the job, and the drawing presses them."""

from __future__ import annotations

import json
import re
from pathlib import Path

from intake.domain.items import ItemType, Option
from intake.domain.reading import read
from intake.forms.fields import AnswerField
from intake.widgets.choosing import widget_for
from intake.widgets.leg_map import LegMap
from tests.intake.domain.make import choice

ACHES = read(json.loads((Path(__file__).parents[1] / "aches.json").read_text())).questionnaire
WHERE, WALKING = ACHES.by_id["hurts_where"], ACHES.by_id["ecq6"]


def drawn(item, value=()):
    return AnswerField(item).widget.render("place", value, {"id": "place"})


def groups(html):
    """Return the legend and the values of each group of boxes."""
    found = re.findall(r"<fieldset.*?</fieldset>", html, re.DOTALL)
    return {
        re.search(r"<legend>(.*?)</legend>", each)[1]: re.findall(r'value="(\w+)"', each)
        for each in found
    }


def test_each_leg_has_its_own_group_and_none_of_these_stands_apart():
    html = drawn(WHERE)

    assert groups(html) == {
        "Left leg": ["left_thigh", "left_knee", "left_calf", "left_ankle", "left_foot"],
        "Right leg": ["right_thigh", "right_knee", "right_calf", "right_ankle", "right_foot"],
    }
    assert html.index('<p class="or">or</p>') > html.rindex("</fieldset>")


def test_without_sides_all_boxes_keep_the_order_of_their_author():
    html = drawn(WALKING)

    assert groups(html) == {}
    assert re.findall(r'value="(\w+)"', html) == [option.code for option in WALKING.options]


def test_every_part_that_can_be_pressed_presses_the_box_of_its_place():
    for item in (WHERE, WALKING):
        html = drawn(item)
        places = dict(re.findall(r'id="(place_\d+)"[^>]*data-place="([\w-]+)"', html))
        drawing = html[: html.index("<input")]

        assert set(re.findall(r'for="(place_\d+)"', drawing)) == set(places)
        assert set(re.findall(r'class="zone ([\w-]+)"', drawing)) == set(places.values())


def test_what_was_chosen_is_checked_again():
    html = drawn(WHERE, ["left_calf", "none"])

    checked = re.findall(r'value="(\w+)"[^>]* checked', html)
    assert checked == ["left_calf", "none"]


def test_own_words_can_stand_beside_the_drawing():
    options = (Option("calf", "Calf"), Option("shin", "Shin"))
    item = choice("q", control="leg-map", repeats=True)
    own = AnswerField(
        type(item)("q", ItemType.OPEN_CHOICE, options=options, repeats=True, control="leg-map")
    )

    html = own.widget.render("q", ["calf"], {"id": "q"})

    assert 'class="zone calf"' in html
    assert "Your own answers, one on each line" in html


def test_a_list_without_any_place_and_a_single_choice_are_drawn_as_ever():
    nowhere = choice("q", "morning", "night", control="leg-map", repeats=True)
    only_one = choice("q", "calf", "shin", control="leg-map")

    assert not isinstance(widget_for(nowhere), LegMap)
    assert not isinstance(widget_for(only_one), LegMap)
