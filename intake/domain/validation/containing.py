"""Resources within a response: each is referred to, and each reference to one leads there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from intake.domain.terminology import objects
from intake.domain.validation.issues import ROOT, Findings, Kind

# Where in an answer, or elsewhere, "#x" is a reference and not just words.
REFERRING = ("reference", "answerValueSet", "questionnaire", "valueCanonical", "valueUri")


def check_contained(response: dict[str, Any], references: set[str], findings: Findings) -> None:
    """Find what is contained and named nowhere, and what is named and not contained."""
    contained = list(objects(response.get("contained")))
    there = {f"#{each['id']}" for each in contained if isinstance(each.get("id"), str)}
    for name in sorted(references - there - {"#"}):
        text = f"'{name[:64]}' is no resource that is contained here."
        findings.error(Kind.INVARIANT, "unresolvedContained", text, ROOT)
    named = set(_named(response)) if contained else set()
    for number, each in enumerate(contained):
        path = (ROOT, "contained", number)
        if "contained" in each:
            text = "A contained resource cannot contain others."
            findings.error(Kind.INVARIANT, "nestedContained", text, path)
        if f"#{each.get('id')}" not in named and "#" not in set(_named(each)):
            text = f"The contained resource '{str(each.get('id'))[:64]}' is referred to nowhere."
            findings.error(Kind.INVARIANT, "unreferencedContained", text, path)


def _named(node: Any) -> Iterator[str]:
    """Yield what is referred to as #id, without going deeper than anything may."""
    level = [node]
    while level:
        below: list[Any] = []
        for each in level:
            parts = each.items() if isinstance(each, dict) else ((None, part) for part in each)
            for name, value in parts:
                if isinstance(value, dict | list):
                    below.append(value)
                elif name in REFERRING and isinstance(value, str) and value.startswith("#"):
                    yield value
        level = below
