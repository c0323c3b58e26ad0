"""What brings people here: six cards on the home page, each leading to an article."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Outlines of a lower leg on a 48-unit square
LEG = (
    "M14 5c0 9-5 12-4.5 21 .3 5 2 8 1.8 12.5 0 1.8.8 3 2.7 3h17c2 0 2.2-2.3.6-3.2"
    "C27 36.5 23.5 35.5 22 33c-1-5 7-13 6-28"
)
TIGHT_CALF = (
    "M14 5c0 9-5 12-4.5 21 .3 5 2 8 1.8 12.5 0 1.8.8 3 2.7 3h17c2 0 2.2-2.3.6-3.2"
    "C27 36.5 23.5 35.5 22 33c-1-5 3.5-10 3.5-17"
)
THICK_ANKLE = (
    "M14 5c0 9-4 12-4 19 0 6-3 8.5-3 13 0 3 1.8 4.5 4.5 4.5h22c3.5 0 4-3.5 1.5-5.5"
    "C31 33 27.5 32 26.5 28c-.8-4 1.5-10 1.5-23"
)


@dataclass(frozen=True)
class Symptom:
    slug: str  # of the article
    name: str | Promise
    line: str | Promise
    sign: str  # what is drawn on or beside the leg
    leg: str = LEG


SYMPTOMS = (
    Symptom(
        "night-leg-cramps",
        _("Cramps at night"),
        _("Why calves seize up in bed"),
        "M41 17a9 9 0 1 1-10-12 7 7 0 0 0 10 12z",
        TIGHT_CALF,
    ),
    Symptom(
        "swollen-ankles",
        _("Swollen ankles"),
        _("Socks leave deep marks"),
        "M33 21c2.5 1.5 4 4 4.3 7M38.5 16.5c3.2 2.6 5 6.5 5.5 11",
        THICK_ANKLE,
    ),
    Symptom(
        "varicose-veins",
        _("Bulging veins"),
        _("Ropy veins you can feel"),
        "M20.5 5c-2.5 3.5 2.5 5 .5 8.5-2 3.3-5 4-3 8 1.5 3-2.5 4.5-1 8",
    ),
    Symptom(
        "spider-veins",
        _("Spider veins"),
        _("Fine red or blue lines"),
        "M15.5 27c1.5-5 3-8 6.5-11M17 22.5l-1-4.5M19.5 18.5l.5-5M18.5 20l4.5-.5",
    ),
    Symptom(
        "itchy-or-darker-skin",
        _("Itchy or darker skin"),
        _("Changes near the ankle"),
        "M16 24v.1M20.5 21v.1M16.5 18.5v.1M17.5 29v.1M21 26.5v.1M21 15.5v.1",
    ),
    Symptom(
        "leg-pain-when-walking",
        _("Pain when walking"),
        _("It eases when you rest"),
        "M38 8v15M33 18l5 5.5 5-5.5",
    ),
)


def with_article(slugs: Container[str]) -> list[Symptom]:
    """The symptoms that people can read about: a card never leads nowhere."""
    return [symptom for symptom in SYMPTOMS if symptom.slug in slugs]
