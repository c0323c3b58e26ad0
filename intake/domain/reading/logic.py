"""The expressions of a definition: which can be carried out, and which answers they look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from clinic.marking import gettext_noop
from intake.domain import expressions
from intake.domain.document import Json
from intake.domain.items import CHOICES, Constraint, Named
from intake.domain.reading.extensions import every, first, part, value, words
from intake.domain.turning import straight

NAMED = ("variable", "calculatedExpression")
FHIRPATH = ("", "text/fhirpath")
CONSTANTS = frozenset(
    ("resource", "rootResource", "context", "questionnaire", "qitem", "ucum", "sct", "loinc")
)
LITERAL = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"", re.DOTALL)
ELSEWHERE = re.compile(r"\b(memberOf|resolve|conformsTo|subsumes|subsumedBy|htmlChecks)\s*\(")
PLEASE_CHECK = gettext_noop("Please check this answer. It does not fit with the rest.")


@dataclass(frozen=True)
class Expression:
    """An expression: its text, why it cannot be carried out, and the linkIds it looks at."""

    text: str = ""
    reason: str = ""
    depends: frozenset[str] = frozenset()

    @property
    def usable(self) -> str:
        return "" if self.reason else self.text


@dataclass(frozen=True)
class Scope:
    """What an expression can name where it stands."""

    link_ids: frozenset[str]
    variables: Mapping[str, Expression] = field(default_factory=dict)

    def judge(self, raw: Any) -> Expression:
        """Return an expression (FHIR's Expression, or its text alone) with what is to be said."""
        language = words(raw, "language") if isinstance(raw, dict) else ""
        text = words(raw, "expression") if isinstance(raw, dict) else str(raw or "").strip()
        if language not in FHIRPATH:
            return Expression(text, f"is in {language}, which is not carried out")
        if not text:
            return Expression(text, "says nothing")
        if fault := expressions.check(text):
            return Expression(text, f"cannot be read: {fault.rstrip('.')}")
        if away := ELSEWHERE.search(LITERAL.sub("''", text)):
            return Expression(text, f"uses {away[1]}(), which needs another server")
        used = [self._named(name) for name in sorted(expressions.variable_names(text))]
        reason = next((each.reason for each in used if each.reason), "")
        mentions = expressions.link_ids(text) & self.link_ids
        return Expression(text, reason, mentions.union(*(each.depends for each in used)))

    def _named(self, name: str) -> Expression:
        known = self.variables.get(name)
        if known is not None:
            reason = f"uses %{name}, which {known.reason}" if known.reason else ""
            return replace(known, reason=reason)
        if name in CONSTANTS or name.startswith(("vs-", "ext-")):
            return Expression()
        if "-" in name:  # perhaps a minus: %total-1
            return self._named(name.rpartition("-")[0])
        return Expression(reason=f"uses %{name}, which nobody gives it here")

    def within(self, element: Json) -> Scope:
        """Return the scope inside an element: with its variables, each seeing those before it."""
        scope = self
        for raw in _named(element):
            known = scope.judge(raw)
            scope = replace(scope, variables={**scope.variables, words(raw, "name"): known})
        return scope


def is_offered(item: Json) -> bool:
    """Say whether an expression over the answers gives the options of a choice."""
    raw = value(first(item, "answerExpression"))
    is_ours = bool(words(raw, "expression")) and words(raw, "language") in FHIRPATH
    return is_ours and words(item, "type") in CHOICES and not item.get("answerOption")


def _named(element: Json) -> Iterator[Any]:
    """Yield the expressions that others can name: variables, and what is calculated with a name."""
    for kind in NAMED:
        for extension in every(element, kind):
            raw = extension.get("valueExpression")
            if words(raw, "name"):
                yield raw


def read_variables(element: Json, scope: Scope) -> tuple[Named, ...]:
    """Return the variables of an element that can be worked out."""
    found = dict.fromkeys(words(raw, "name") for raw in _named(element))
    return tuple(
        Named(name, scope.variables[name].text)
        for name in found
        if not scope.variables[name].reason
    )


def read_constraints(element: Json, scope: Scope) -> tuple[tuple[Constraint, ...], list[str]]:
    """Return what must be true here, and why some of it cannot be checked."""
    found, faults = [], []
    for number, extension in enumerate(
        [*every(element, "constraint"), *every(element, "targetConstraint")], start=1
    ):
        key = str(value(part(extension, "key")) or number)
        judged = scope.judge(value(part(extension, "expression")))
        if judged.reason:
            faults.append(f"the constraint {key} {judged.reason}.")
            continue
        human = straight(str(value(part(extension, "human")) or "")).strip() or PLEASE_CHECK
        is_error = str(value(part(extension, "severity")) or "error") == "error"
        found.append(Constraint(key, judged.text, human, is_error))
    return tuple(found), faults
