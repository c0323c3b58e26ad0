"""Bringing a file in: its text, mended where that is needed, and what is to be said about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from intake.domain import trial
from intake.domain.document import DefinitionError
from intake.domain.prove import Fault, prove
from intake.domain.reading import Reading, read_mended
from intake.domain.reading.extensions import objects
from intake.domain.reading.mending import mend
from intake.domain.reading.source import LARGEST, decode, parse, write

__all__ = ["LARGEST", "Import", "bring_in", "refusal", "report"]

# What a Bundle may hold for the questionnaire in it.
SUPPORT = ("ValueSet", "CodeSystem")


@dataclass(frozen=True)
class Import:
    """A definition as it is kept: its text, its document, and its reading."""

    text: str
    document: dict[str, Any]
    reading: Reading

    @property
    def faults(self) -> tuple[Fault, ...]:
        definition = self.reading.questionnaire
        return (*prove(definition, document=self.document), *trial.slow(definition))


def bring_in(file: bytes | str, *, name: str = "") -> Import:
    """Return what a file holds; `name` is for a questionnaire that has none.

    What needs no mending is kept word for word. Raises DefinitionError where nothing can be
    served, and nothing else, whatever the file holds.
    """
    text, repaired = decode(file) if isinstance(file, bytes) else (file, [])
    document, odd = parse(text)
    repaired = [*repaired, *odd]
    if document.get("resourceType") == "Bundle":
        document = _unpacked(document)
        repaired.append("The questionnaire came in a Bundle; it now holds its value sets itself.")
    try:
        mended, more = mend(document, name=name)
        reading = read_mended(mended)
    except RecursionError as error:
        raise DefinitionError("This JSON is nested too deeply.") from error
    repaired += more
    return Import(
        text=write(mended) if repaired else text,
        document=mended,
        reading=replace(reading, repaired=tuple(repaired)),
    )


def _unpacked(bundle: dict[str, Any]) -> dict[str, Any]:
    """Return the questionnaire of a Bundle, with the value sets beside it put into it."""
    resources = [
        resource
        for entry in objects(bundle, "entry")
        if isinstance(resource := entry.get("resource"), dict)
    ]
    kinds = [resource.get("resourceType") for resource in resources]
    if kinds.count("Questionnaire") != 1:
        raise DefinitionError("This Bundle does not hold one FHIR Questionnaire.")
    document = resources[kinds.index("Questionnaire")]
    sets = [each for each in resources if each.get("resourceType") in SUPPORT]
    if not sets:
        return document
    named = [{"id": f"set-{number}", **each} for number, each in enumerate(sets, start=1)]
    return {**document, "contained": [*objects(document, "contained"), *named]}


def report(file: bytes | str, *, name: str) -> dict[str, Any]:
    """Return what `questionnaire check` says of a file, whatever it holds."""
    try:
        brought = bring_in(file, name=name)
    except DefinitionError as error:
        return refusal(str(error))
    reading = brought.reading
    return {
        "accepted": True,
        "complete": reading.is_complete,
        "repaired": list(reading.repaired),
        "unsupported": list(reading.unsupported),
        "faults": [_said(fault) for fault in brought.faults],
    }


def refusal(why: str) -> dict[str, Any]:
    """Return what is said of a file that cannot be served."""
    fault = _said(Fault("", "refused", why))
    line = {"accepted": False, "complete": False, "repaired": [], "unsupported": []}
    return {**line, "faults": [fault]}


def _said(fault: Fault) -> dict[str, str]:
    return {"linkId": fault.link_id, "code": fault.code, "text": fault.text}
