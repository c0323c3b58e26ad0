"""What codes a value set holds: sets that come with a definition, and the bundled ones.

Nothing is fetched. Of some sets only a part can be known (a whole code system that nobody
supplied, a filter): what is outside them can still be told, and for the rest: not known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cache, cached_property
from pathlib import Path
from typing import Any

Json = dict[str, Any]

BUNDLED = Path(__file__).parent / "bundled"
MOST_DEPTH = 12


@dataclass(frozen=True)
class Coding:
    """One code of a set. `names` are other words for it that are right, too."""

    system: str
    code: str
    display: str = ""
    names: tuple[str, ...] = field(default=(), compare=False)

    def is_called(self, words: str) -> bool:
        """Say whether these words are a name of this code; case and spaces do not count."""
        known = (self.display, *self.names)
        return not self.display or _plain(words) in map(_plain, known)


class Membership(Enum):
    """What can be said of a code and a set."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    MISNAMED = "inside, with the words of something else"
    UNKNOWN = "not known"


@dataclass(frozen=True)
class Codes:
    """What a set holds, as far as can be known: `open_systems` may hold more; "" is any system."""

    codings: tuple[Coding, ...] = ()
    open_systems: frozenset[str] = frozenset()

    @cached_property
    def by_code(self) -> dict[tuple[str, str], Coding]:
        return {(coding.system, coding.code): coding for coding in reversed(self.codings)}

    def __contains__(self, coding: Coding) -> bool:
        return (coding.system, coding.code) in self.by_code

    def judge(self, coding: Coding) -> Membership:
        known = self.by_code.get((coding.system, coding.code))
        if known is not None:
            fits = not coding.display or known.is_called(coding.display)
            return Membership.INSIDE if fits else Membership.MISNAMED
        is_open = "" in self.open_systems or coding.system in self.open_systems
        return Membership.UNKNOWN if is_open else Membership.OUTSIDE


UNKNOWN = Codes(open_systems=frozenset({""}))


class ValueSets:
    """The value sets that are at hand: those supplied, then the bundled ones.

    `resources` are FHIR resources (a Bundle stands for what is in it), `contained` are those
    that `#id` names.
    """

    def __init__(self, resources: Iterable[Any] = (), *, contained: Iterable[Any] = ()) -> None:
        self.resources = tuple(flatten(resources))
        self.contained = {
            resource["id"]: resource
            for resource in flatten(contained)
            if isinstance(resource.get("id"), str)
        }
        self._known: dict[str, Codes | None] = {}

    def find(self, canonical: str) -> tuple[Coding, ...] | None:
        """Return the codes to choose from; None where they are not known, or not all of them.

        Of a bundled set its usual codes are all there is to choose from.
        """
        codes = self.codes(canonical)
        if codes is None or not codes.codings:
            return None
        is_ours = canonical.partition("|")[0] in bundled() and self._document(canonical) is None
        return codes.codings if is_ours or not codes.open_systems else None

    def codes(self, canonical: str) -> Codes | None:
        """Return what is known of a set; None where nobody supplied it."""
        if canonical not in self._known:
            self._known[canonical] = self._codes(canonical, ())
        return self._known[canonical]

    def _codes(self, canonical: str, above: tuple[str, ...]) -> Codes | None:
        if canonical in above or len(above) > MOST_DEPTH:
            return UNKNOWN
        document = self._document(canonical)
        if document is None:
            return bundled().get(canonical.partition("|")[0])
        return _expanded(document) or self._composed(document, (*above, canonical))

    def _document(self, canonical: str) -> Json | None:
        if canonical.startswith("#"):
            found = self.contained.get(canonical[1:])
            return found if found and found.get("resourceType") == "ValueSet" else None
        return self._canonical("ValueSet", canonical)

    def _canonical(self, kind: str, canonical: str) -> Json | None:
        url, _, version = canonical.partition("|")
        for resource in (*self.contained.values(), *self.resources):
            fits = resource.get("resourceType") == kind and resource.get("url") == url
            if fits and (not version or resource.get("version") == version):
                return resource
        return None

    def _composed(self, document: Json, above: tuple[str, ...]) -> Codes:
        compose = document.get("compose")
        if not isinstance(compose, dict):
            return UNKNOWN
        included = [self._included(part, above) for part in objects(compose.get("include"))]
        excluded = [self._included(part, above) for part in objects(compose.get("exclude"))]
        if not included:
            return UNKNOWN
        without = {key for codes in excluded for key in codes.by_code}
        unsure = frozenset().union(*(codes.open_systems for codes in excluded))
        codings = tuple(
            coding
            for codes in included
            for coding in codes.codings
            if (coding.system, coding.code) not in without
        )
        sure = tuple(coding for coding in codings if not unsure & {"", coding.system})
        return Codes(sure, unsure.union(*(codes.open_systems for codes in included)))

    def _included(self, part: Json, above: tuple[str, ...]) -> Codes:
        """Return what one include names: codes of a system that are in all of some value sets."""
        listed = part.get("valueSet")
        sets = (
            [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []
        )
        found = [self._codes(name, above) or UNKNOWN for name in sets]
        if isinstance(system := part.get("system"), str) and system:
            found.append(self._of_system(part, system))
        if not found:
            return UNKNOWN
        first, *others = found
        for other in others:
            first = _both(first, other)
        return first

    def _of_system(self, part: Json, system: str) -> Codes:
        if part.get("concept"):
            return Codes(tuple(_concepts(part["concept"], system)))
        whole = self._canonical("CodeSystem", system)
        if whole is None or whole.get("content", "complete") != "complete" or part.get("filter"):
            return Codes(open_systems=frozenset({system}))
        return Codes(tuple(_concepts(whole.get("concept"), system)))


def _both(one: Codes, other: Codes) -> Codes:
    """Return what is in both; what is surely in one and perhaps in the other is not known."""
    codings = tuple(coding for coding in one.codings if coding in other)
    if "" in one.open_systems:
        return Codes(codings, other.open_systems | {coding.system for coding in other.codings})
    if "" in other.open_systems:
        return Codes(codings, one.open_systems | {coding.system for coding in one.codings})
    perhaps = {coding.system for coding in one.codings} & other.open_systems
    perhaps |= {coding.system for coding in other.codings} & one.open_systems
    return Codes(codings, frozenset(perhaps) | (one.open_systems & other.open_systems))


def _expanded(document: Json) -> Codes | None:
    """Return what an expansion lists, if it lists everything."""
    expansion = document.get("expansion")
    if not isinstance(expansion, dict) or not expansion.get("contains"):
        return None
    codings = tuple(
        coding for coding in _concepts(expansion["contains"], "", "contains") if coding.code
    )
    total = expansion.get("total", 0)
    return Codes(codings) if isinstance(total, int) and total <= len(codings) else None


def _concepts(listed: Any, system: str, below: str = "concept", depth: int = 0) -> Iterator[Coding]:
    """Yield the codes of a list, each before those below it; what is abstract is no answer."""
    for concept in objects(listed):
        within = concept.get("system", system)
        code, display = concept.get("code"), concept.get("display")
        if isinstance(code, str) and isinstance(within, str) and not concept.get("abstract"):
            words = display if isinstance(display, str) else ""
            yield Coding(within, code, words, tuple(_names(concept)))
        if depth < MOST_DEPTH:
            yield from _concepts(concept.get(below), system, below, depth + 1)


def _names(concept: Json) -> Iterator[str]:
    for designation in objects(concept.get("designation")):
        if isinstance(value := designation.get("value"), str):
            yield value


def flatten(resources: Iterable[Any]) -> Iterator[Json]:
    """Yield the resources themselves, with those that are in Bundles."""
    for resource in resources:
        if not isinstance(resource, dict):
            continue
        yield resource
        if resource.get("resourceType") == "Bundle":
            yield from flatten(entry.get("resource") for entry in objects(resource.get("entry")))


def objects(listed: Any) -> Iterator[Json]:
    """Yield the objects of what may be a list."""
    if isinstance(listed, list):
        yield from (part for part in listed if isinstance(part, dict))


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


@cache
def bundled() -> dict[str, Codes]:
    """Return the sets that real questionnaires ask for most, by canonical."""
    documents = [json.loads(file.read_text("utf-8")) for file in sorted(BUNDLED.glob("*.json"))]
    return {document["url"]: ValueSets()._composed(document, ()) for document in documents}


@cache
def _bundled_codes() -> dict[tuple[str, str], tuple[Coding, ...]]:
    found: dict[tuple[str, str], tuple[Coding, ...]] = {}
    for codes in bundled().values():
        for coding in codes.codings:
            key = (coding.system, coding.code)
            found[key] = (*found.get(key, ()), coding)
    return found


# Systems of which a bundled set lists every code.
WHOLE_SYSTEMS = frozenset(
    {
        "http://hl7.org/fhir/administrative-gender",
        "http://hl7.org/fhir/item-type",
        "http://hl7.org/fhir/questionnaire-answers-status",
        "http://hl7.org/fhir/publication-status",
        "http://hl7.org/fhir/contact-point-use",
        "http://hl7.org/fhir/contact-point-system",
        "http://hl7.org/fhir/name-use",
        "http://hl7.org/fhir/address-use",
        "http://hl7.org/fhir/address-type",
        "http://hl7.org/fhir/days-of-week",
        "http://hl7.org/fhir/request-priority",
        "http://hl7.org/fhir/allergy-intolerance-type",
        "http://hl7.org/fhir/allergy-intolerance-category",
        "http://hl7.org/fhir/allergy-intolerance-criticality",
        "http://hl7.org/fhir/reaction-event-severity",
        "urn:iso:std:iso:3166",
    }
)


def judge_alone(coding: Coding) -> Membership:
    """Say whether a code is one of its system's and has its words, as far as that is known."""
    known = _bundled_codes().get((coding.system, coding.code))
    if known is None:
        return Membership.OUTSIDE if coding.system in WHOLE_SYSTEMS else Membership.UNKNOWN
    fits = not coding.display or any(one.is_called(coding.display) for one in known)
    return Membership.INSIDE if fits else Membership.MISNAMED
