"""Which answers are places on a leg, and on which leg of which drawing each is found."""

from __future__ import annotations

import pytest

from intake.domain.items import Option
from intake.domain.leg_maps import draw, sides, spots

WHERE_IT_HURTS = [
    Option(f"{side}_{place}", place)
    for side in ("left", "right")
    for place in ("thigh", "knee", "calf", "ankle", "foot")
]
WHEN_WALKING = [
    Option(code, code)
    for code in ("calf", "thigh", "buttock", "hamstring", "shin", "foot", "joint", "other")
]


def legs(drawing):
    """Return, view by view and from left to right, each leg's side and what can be pressed."""
    return [
        (view.name, [(leg.side, [z.code for z in leg.zones if z.code]) for leg in view.legs])
        for view in drawing.views
    ]


def test_a_patient_sees_a_mirror_and_staff_see_the_patient():
    mirror, facing = draw(WHERE_IT_HURTS), draw(WHERE_IT_HURTS, face_to_face=True)

    left = ("left", ["left_thigh", "left_knee", "left_calf", "left_ankle", "left_foot"])
    right = ("right", ["right_thigh", "right_knee", "right_calf", "right_ankle", "right_foot"])
    assert legs(mirror) == [("", [left, right])]
    assert legs(facing) == [("", [right, left])]
    for drawing in (mirror, facing):
        assert [leg.is_flipped for leg in drawing.views[0].legs] == [False, True]


def test_what_lies_behind_is_drawn_from_behind():
    assert legs(draw(WHEN_WALKING)) == [
        ("front", [("", ["thigh", "shin", "foot"])]),
        ("back", [("", ["buttock", "hamstring", "calf", "foot"])]),
    ]


def test_a_leg_that_has_a_buttock_is_drawn_with_its_hip_in_front_too():
    front, back = draw(WHEN_WALKING).views

    hips = [leg.zones[0] for view in (front, back) for leg in view.legs]
    assert [(zone.shape, zone.code) for zone in hips] == [("hip", ""), ("hip", "buttock")]


def test_from_behind_the_left_leg_is_on_the_left_for_everybody():
    options = [*WHERE_IT_HURTS, Option("left_shin", "Shin"), Option("right_shin", "Shin")]

    front, back = draw(options, face_to_face=True).views

    assert [leg.side for leg in front.legs] == ["right", "left"]
    assert [leg.side for leg in back.legs] == ["left", "right"]


def test_what_was_chosen_is_marked_wherever_it_is_drawn():
    drawing = draw(WHEN_WALKING, chosen=("foot", "other"))

    marked = [
        z.name for view in drawing.views for leg in view.legs for z in leg.zones if z.is_chosen
    ]
    assert marked == ["foot", "foot"]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("left_calf", "left-calf"),
        ("calf-R", "right-calf"),
        ("l_lower_leg", "left-calf"),
        ("Feet", "foot"),
        ("both_calves", "calf"),
    ],
)
def test_a_clinics_own_code_is_understood(code, name):
    assert spots([Option(code, "")])[code].name == name


@pytest.mark.parametrize(
    "code",
    [
        *("calf_or_thigh", "left_or_right_knee", "joint", "upper_leg", "lower_back", "barefoot"),
        "71341001",
    ],
)
def test_what_is_no_one_place_has_no_place(code):
    assert spots([Option(code, "")]) == {}
    assert draw([Option(code, "")]) is None


def test_no_place_is_pressed_for_two_answers_nor_for_none_of_these():
    options = [
        *(Option("knee", "Knee"), Option("knees", "Both knees")),
        Option("no_foot", "Not my feet", exclusive=True),
    ]

    assert list(spots(options)) == ["knee"]


def test_beside_answers_for_one_leg_those_for_any_leg_are_boxes_only():
    placed = spots([Option("left_knee", "Left knee"), Option("foot", "A foot")])

    assert list(placed) == ["left_knee"]
    assert sides(placed) == ("left",)
