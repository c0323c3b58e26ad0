"""What machines are told of the clinic, in the words of schema.org: what its pages show."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from clinic import languages, links
from clinic.hours import DAYS, OpeningHours
from clinic.models import SiteProfile

Node = dict[str, Any]

CONTEXT = "https://schema.org"


def home(profile: SiteProfile) -> Node:
    """Return the graph of the home page: the clinic and its site."""
    return graph(website(profile), clinic(profile))


def graph(*nodes: Node) -> Node:
    return {"@context": CONTEXT, "@graph": list(nodes)}


def reference(node: Node) -> Node:
    """Return what stands for a node wherever else in the graph it is meant."""
    return {"@id": node["@id"]}


def filled(**facts: Any) -> Node:
    """Return the facts that there are."""
    return {name: value for name, value in facts.items() if value not in (None, "", [])}


def website(profile: SiteProfile) -> Node:
    address = links.absolute(links.once("home"))
    return {
        "@type": "WebSite",
        "@id": f"{address}#website",
        "url": address,
        "name": profile.name,
        "inLanguage": languages.tag(languages.current()),
        "publisher": {"@id": f"{address}#clinic"},
    }


def clinic(profile: SiteProfile) -> Node:
    """Return the clinic. Pages show its hours beside its number, so without one none are told."""
    address = links.absolute(links.once("home"))
    return {"@type": "MedicalClinic", "@id": f"{address}#clinic"} | filled(
        name=profile.name,
        url=address,
        telephone=profile.phone,
        address=", ".join(profile.address_lines),
        openingHours=opening_hours(profile.hours) if profile.phone else [],
    )


def opening_hours(hours: OpeningHours) -> list[str]:
    """Return the week as schema.org writes it, such as `Mo-Fr 08:00-17:00`."""
    days = groupby(range(len(DAYS)), key=lambda day: hours.weekly[day])
    return [
        f"{_days(numbers)} {_clock(opens)}-{_clock(closes)}"
        for spans, numbers in ((spans, list(numbers)) for spans, numbers in days)
        for opens, closes in spans
    ]


def _days(numbers: list[int]) -> str:
    first, last = DAYS[numbers[0]][:2], DAYS[numbers[-1]][:2]
    return first if first == last else f"{first}-{last}"


def _clock(minutes: int) -> str:
    hour, minute = divmod(minutes, 60)
    return f"{hour % 24:02d}:{minute:02d}"
