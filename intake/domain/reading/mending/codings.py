"""Codes and systems that are none: an answer that a definition offers must be one that FHIR takes.

The same fault is mended in the same way wherever it stands, so that an option, a condition on it
and a value set still mean one another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from intake.domain.reading.extensions import every, objects, words
from intake.domain.validation.primitives import CODE, NOT_IN_ADDRESSES, address_fault

Say = Callable[[str], None]
Note = Callable[[str], object]
CODED = ("valueCoding", "answerCoding", "valueQuantity", "answerQuantity")
# Before what cannot be mended, such as a urn:oid: without an OID: other codes stay other codes.
OURS = "urn:upstream:system:"
LONGEST_SAID = 60


def mend(item: dict[str, Any], say: Say) -> None:
    """Mend each coding and quantity of one item; those of the items below it are left to them."""
    said: dict[str, None] = {}  # once, however many options have the same fault
    _units(item, said.setdefault)
    for coded in _coded({key: value for key, value in item.items() if key != "item"}):
        _code(coded, said.setdefault)
        _system(coded, said.setdefault)
        _words(coded, said.setdefault)
    for sentence in said:
        say(sentence)


def _units(item: dict[str, Any], say: Note) -> None:
    """Leave out a unit that says nothing; words alone are what it is called."""
    for unit in (*every(item, "unit"), *every(item, "unitOption")):
        coding = unit.get("valueCoding")
        if isinstance(coding, str) and coding.strip():
            unit["valueCoding"] = {"display": coding}
            say(f"its unit {_said(coding)} is not a Coding; it is now the name of one.")
        elif not any(words(coding, key) for key in ("code", "display")):
            item["extension"].remove(unit)
            say("a unit that says nothing is left out.")
    if item.get("extension") == []:
        del item["extension"]


def mend_sets(document: dict[str, Any], repaired: list[str]) -> None:
    """Mend the codes of the value sets and code systems that a definition holds."""
    for resource in objects(document, "contained"):

        def say(sentence: str, place: str = words(resource, "id")) -> None:
            repaired.append(f"The value set {place}: {sentence}")

        if resource.get("resourceType") == "ValueSet":
            _set(resource, say)
        elif resource.get("resourceType") == "CodeSystem":
            for concept in _below(resource, "concept"):
                _code(concept, say)


def _set(value_set: dict[str, Any], say: Note) -> None:
    compose = value_set.get("compose")
    for part in (*objects(compose, "include"), *objects(compose, "exclude")):
        _system(part, say)
        for concept in objects(part, "concept"):
            _code(concept, say)
    for contained in _below(value_set.get("expansion"), "contains"):
        _code(contained, say)
        _system(contained, say)


def _below(node: Any, key: str) -> Iterator[dict[str, Any]]:
    for each in objects(node, key):
        yield each
        yield from _below(each, key)


def _coded(node: Any) -> Iterator[dict[str, Any]]:
    """Yield what has a code or a system, wherever it stands."""
    for key, value in node.items() if isinstance(node, dict) else ():
        if key in CODED and isinstance(value, dict):
            yield value
        for each in value if isinstance(value, list) else [value]:
            yield from _coded(each)


def _code(coded: dict[str, Any], say: Note) -> None:
    raw = coded.get("code")
    if "code" not in coded or (isinstance(raw, str) and CODE.fullmatch(raw)):
        return
    is_number = isinstance(raw, int | Decimal) and not isinstance(raw, bool)
    code = " ".join(str(raw).split()) if is_number or isinstance(raw, str) else ""
    if code:
        coded["code"] = code
        say(f"{_said(raw)} is not as a code is written; it is now {_said(code)}.")
    else:
        del coded["code"]
        say("a code that says nothing is left out.")


def _system(coded: dict[str, Any], say: Note) -> None:
    raw = coded.get("system")
    if "system" not in coded or (isinstance(raw, str) and raw and not address_fault(raw)):
        return
    if isinstance(raw, str) and raw.strip():
        system, version = _address(raw.strip())
        if version and "version" not in coded:
            coded["version"] = version
        coded["system"] = system
        say(f"{_said(raw)} is not as the address of a code system; it is now {_said(system)}.")
    else:
        del coded["system"]
        say(f"{_said(raw)} is no address of a code system; it is left out.")


def _address(raw: str) -> tuple[str, str]:
    """Return an address, the one that is meant or else one of ours, and a version written to it."""
    if raw.startswith("urn:uuid:"):
        raw = raw.lower()
    system, _, version = raw.partition("|")
    system = NOT_IN_ADDRESSES.sub(_escaped, system)
    return (f"{OURS}{system}" if address_fault(system) else system), version


def _escaped(sign: Any) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.group().encode())


def _words(coded: dict[str, Any], say: Note) -> None:
    """Leave out words that say nothing; where there is no code, they are the answer themselves."""
    for key in ("display", "unit"):
        if key in coded and (not isinstance(coded[key], str) or not coded[key].strip()):
            del coded[key]
            say(f"a {key} that says nothing is left out.")
        elif key in coded and "code" not in coded and coded[key] != coded[key].strip():
            coded[key] = coded[key].strip()
            say(f"there are spaces around {_said(coded[key])}; they are left out.")


def _said(raw: Any) -> str:
    said = repr(raw)
    return said if len(said) <= LONGEST_SAID else f"{said[:LONGEST_SAID]}…"
