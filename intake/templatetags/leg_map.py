"""What the drawing of the legs is made of."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()

# The left leg from in front, its outer side on the left; from behind, only the foot differs.
OUTLINES = {
    "hip": "M30 44C27 8 36-26 64-36 96-46 122-22 124 10 124.5 22 124 34 123 44Z",
    "upper": "M30 44C28 95 32 145 40.5 194L105 194C110 145 121 95 123 44Z",
    "knee": "M40.5 194C44 216 46 242 43 266L103.5 266C102 242 103 216 105 194Z",
    "lower": "M43 266C38 296 40 322 46 350 49 364 53 378 55 389L94.5 389"
    "C97 370 101 350 103 330 106 308 104 286 103.5 266Z",
    "ankle": "M55 389C58.5 407 58.5 424 56 442L94 442C92.5 424 92.5 407 94.5 389Z",
    "foot": "M56 442C52 458 44 470 42 486 40 506 48 512 70 512 90 512 97 507 97 492"
    " 97 474 94 458 94 442Z",
    "heel": "M56 442C52 456 49 470 49 486 49 505 58 512 75 512 92 512 100 505 99 486"
    " 98 470 95 456 94 442Z",
}


@register.filter
def outline(shape: str, view: str) -> str:
    """Return the path of a part of the leg, seen from this side."""
    return OUTLINES["heel" if (shape, view) == ("foot", "back") else shape]


@register.filter
def box_of(code: str, boxes: Mapping[str, str]) -> str:
    """Return the id of the check-box of an option."""
    return boxes[code]
