"""Check-boxes for places on the legs, with a drawing whose parts press them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from intake.domain import leg_maps
from intake.domain.items import Option


class LegMap(forms.CheckboxSelectMultiple):
    """The check-boxes alone do the job; the drawing is for those who see and point.

    Those of a leg stand together. What is no place on a leg stands below.
    """

    template_name = "upstream/leg_map.html"
    is_drawn = True
    lang = ""
    exclusive: frozenset[str] = frozenset()

    class Media:
        css = {"all": ["css/leg-map.css"]}

    def __init__(self, options: Sequence[Option], **how: Any) -> None:
        super().__init__(**how)
        self.drawing = leg_maps.draw(options)
        self.spots = leg_maps.spots(options)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        boxes = [box for _, group, _ in context["widget"]["optgroups"] for box in group]
        sides = leg_maps.sides(self.spots)
        legs = [(side, [box for box in boxes if self._side(box) == side]) for side in sides]
        rest = [box for box in boxes if not (sides and self._side(box))]
        context["widget"] |= {
            "drawing": self.drawing,
            "boxes": {box["value"]: box["attrs"]["id"] for box in boxes},
            "legs": [(side, _together(found)) for side, found in legs],
            "rest": _together(rest) if rest else None,
            "lang": self.lang,
            "exclusive": self.exclusive,
        }
        return context

    def create_option(self, name: str, value: Any, *more: Any, **how: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *more, **how)
        if spot := self.spots.get(str(value)):
            option["attrs"]["data-place"] = spot.name
        return option

    def _side(self, box: dict[str, Any]) -> str:
        spot = self.spots.get(str(box["value"]))
        return spot.side if spot else ""


def _together(boxes: list[dict[str, Any]]) -> dict[str, Any]:
    """Return some of the boxes as Django's templates take them."""
    return {"optgroups": [(None, boxes, 0)]}
