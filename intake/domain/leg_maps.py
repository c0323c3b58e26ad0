"""Where on the legs: which options of a question are places that a drawing can show.

An option is a place if its code has one anatomical word in it, such as `left_calf` or `shin`.
Options with a side go to their own leg. Others go to one leg, which stands for both.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from intake.domain.items import Option

CONTROL = "leg-map"
LEFT, RIGHT = "left", "right"
FRONT, BACK = "front", "back"
SIDES = {"left": LEFT, "l": LEFT, "right": RIGHT, "r": RIGHT}
PLACES = {
    **dict.fromkeys(("buttock", "buttocks"), "buttock"),
    **dict.fromkeys(("thigh", "thighs"), "thigh"),
    **dict.fromkeys(("hamstring", "hamstrings"), "hamstring"),
    **dict.fromkeys(("knee", "knees"), "knee"),
    **dict.fromkeys(("shin", "shins"), "shin"),
    **dict.fromkeys(("calf", "calves"), "calf"),
    **dict.fromkeys(("ankle", "ankles"), "ankle"),
    **dict.fromkeys(("foot", "feet"), "foot"),
}
# The parts that a leg is drawn of, from above, and the places that each can be.
SHAPES = ("hip", "upper", "knee", "lower", "ankle", "foot")
Shapes = dict[str, tuple[str, ...]]
AROUND: Shapes = {"knee": ("knee",), "ankle": ("ankle",), "foot": ("foot",)}
WHOLE = AROUND | {"upper": ("thigh", "hamstring"), "lower": ("calf", "shin")}
IN_FRONT = AROUND | {"upper": ("thigh",), "lower": ("shin",)}
BEHIND = AROUND | {"upper": ("hamstring",), "lower": ("calf",)}
APART = ({"calf", "shin"}, {"thigh", "hamstring"})
WORDS = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class Spot:
    """A place on a leg. Without a side, it is on either."""

    place: str
    side: str = ""

    @property
    def name(self) -> str:
        return f"{self.side}-{self.place}" if self.side else self.place


@dataclass(frozen=True)
class Zone:
    """A part of a drawn leg, and the option that it stands for; `code` is empty for none."""

    shape: str
    name: str = ""
    code: str = ""
    is_chosen: bool = False


@dataclass(frozen=True)
class Leg:
    """One leg in a drawing. `is_flipped` is the one whose outer side is on the right."""

    side: str
    zones: tuple[Zone, ...]
    is_flipped: bool


@dataclass(frozen=True)
class View:
    """The legs from one direction; `name` is empty where front and back are one."""

    name: str
    legs: tuple[Leg, ...]


@dataclass(frozen=True)
class Drawing:
    views: tuple[View, ...]

    @property
    def has_hip(self) -> bool:
        return any(zone.shape == "hip" for v in self.views for leg in v.legs for zone in leg.zones)


def spots(options: Sequence[Option]) -> dict[str, Spot]:
    """Return the place of each option that has one, by the key of the option.

    No two options share a place, none has two, and beside places with a side none is without.
    """
    found: dict[str, Spot] = {}
    for option in options:
        spot = None if option.exclusive else _spot(option.plain)
        if spot and spot not in found.values():
            found[option.code] = spot
    if any(spot.side for spot in found.values()):
        return {code: spot for code, spot in found.items() if spot.side}
    return found


def sides(placed: dict[str, Spot]) -> tuple[str, ...]:
    """Return the sides that there are, left first; nothing where places have none."""
    there = {spot.side for spot in placed.values()}
    return tuple(side for side in (LEFT, RIGHT) if side in there)


def draw(
    options: Sequence[Option], chosen: Collection[str] = (), *, face_to_face: bool = False
) -> Drawing | None:
    """Return the drawing that these options can be chosen on, or nothing where none has a place.

    It is like a mirror: the left leg is on the left. Face to face, as staff see a patient, the
    right leg is on the left in front; from behind the left leg is, either way.
    """
    placed = spots(options)
    if not placed:
        return None
    codes = {spot: code for code, spot in placed.items()}
    views = []
    for name, shapes in _views({spot.place for spot in codes}):
        turned = face_to_face and name != BACK
        order = sides(placed)[::-1] if turned else sides(placed)
        legs = [
            Leg(side, tuple(_zones(side, shapes, codes, chosen)), _is_flipped(side, turned))
            for side in order or ("",)
        ]
        views.append(View(name, tuple(legs)))
    return Drawing(tuple(views))


def _is_flipped(side: str, turned: bool) -> bool:
    """Say whether this leg stands on the right."""
    return bool(side) and (side == RIGHT) != turned


def _spot(code: str) -> Spot | None:
    words = WORDS.findall(code.lower())
    places = {PLACES[word] for word in words if word in PLACES}
    if {"lower", "leg"} <= set(words):
        places |= {"calf"}
    found = {SIDES[word] for word in words if word in SIDES}
    if len(places) != 1 or len(found) > 1:
        return None
    return Spot(places.pop(), next(iter(found), ""))


def _views(places: set[str]) -> list[tuple[str, Shapes]]:
    """Return one view, or two where one could not tell the places apart."""
    has_hip = "buttock" in places
    if not has_hip and not any(pair <= places for pair in APART):
        return [("", WHOLE)]
    hip: Shapes = {"hip": ("buttock",)}
    return [
        (FRONT, {"hip": (), **IN_FRONT} if has_hip else IN_FRONT),
        (BACK, hip | BEHIND if has_hip else BEHIND),
    ]


def _zones(
    side: str, shapes: Shapes, codes: dict[Spot, str], chosen: Collection[str]
) -> Iterator[Zone]:
    for shape in SHAPES:
        if shape not in shapes:
            continue
        spot = next((s for p in shapes[shape] if (s := Spot(p, side)) in codes), None)
        if spot is None:
            yield Zone(shape)
        else:
            yield Zone(shape, spot.name, codes[spot], codes[spot] in chosen)
