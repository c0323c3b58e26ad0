"""Triage rules as data: JSON beside a questionnaire, read into dataclasses and checked.

    {
      "helpers":  {name: {"title": "a clot risk", "when": condition}},
      "rules":    [{"id", "priority", "when", "lists", "reason", "text", "source"}],
      "patterns": [{"id", "title", "also", "rules": [finding]}], "several": id, "neither": id,
      "flags":    [finding],
      "hints":    [{"id", "title", "source", "rules": [finding]}],
      "texts":    {id: {"heading", "about", "lead", "steps", "call", "source", "translations"}}
    }

A finding is {"id", "when", "lists", "reason", "source"}. A condition is one of
{"question", "operator", "answer"}, {"all": [...]}, {"any": [...], "least": 3}, {"not": ...},
{"helper": name} and {"rule": id}; each may name what stands before it. A question may be the
name of a score; for flags, "score.pattern" is one. An answer is as JSON has it: a day is
"2026-11-20" (to compare more or less also "2026"), a time "14:30", a moment
"2026-11-20T14:30:00-06:00", and an amount {"value": 40, "unit": "kg"}.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from intake.domain.document import DefinitionError, Json, about, parts, take
from intake.domain.patient_texts import read_texts
from intake.domain.questionnaire import Questionnaire
from intake.domain.rule_conditions import Conditions
from intake.domain.topics import PATTERN, pattern_names
from intake.domain.triage import Finding, Hint, PatientText, Pattern, Priority, Rule, Ruleset


def read_ruleset(document: Json, questionnaire: Questionnaire, language: str = "") -> Ruleset:
    """Return the rules of a document, and its texts in a language (see patient_texts).

    Raises DefinitionError where a rule names a question, an answer, a helper or a text that
    does not exist: such a rule could never fire.
    """
    texts = read_texts(document, language)
    conditions = Conditions(questionnaire)
    conditions.read_helpers(document)
    rules = tuple(_rule(entry, conditions, texts) for entry in parts(document, "rules"))
    patterns = tuple(_pattern(entry, conditions) for entry in parts(document, "patterns"))
    several, neither = (take(document, key, str) for key in ("several", "neither"))
    ruleset = Ruleset(rules, texts, patterns, several, neither)
    hints = tuple(_hint(entry, conditions) for entry in parts(document, "hints"))
    if patterns:
        conditions.results[PATTERN] = pattern_names(ruleset)
    flags = tuple(_findings(document, "flags", conditions))
    ruleset = replace(ruleset, flags=flags, hints=hints)
    _check_ids(ruleset)
    return ruleset


def _check_ids(ruleset: Ruleset) -> None:
    lists: list[Iterable[Rule | Finding]] = [ruleset.rules, ruleset.flags]
    lists += [pattern.findings for pattern in ruleset.patterns]
    ids = [rule.id for each in lists for rule in each]
    if len(set(ids)) < len(ids):
        raise DefinitionError("Two rules have the same id.")
    if len(set(pattern_names(ruleset))) < len(pattern_names(ruleset)):
        raise DefinitionError("Two patterns have the same id.")
    if len([each for each in ruleset.patterns if not each.also]) > 1 and not ruleset.several:
        raise DefinitionError("Name the pattern of answers that speak for several.")


def _rule(entry: Json, conditions: Conditions, texts: dict[str, PatientText]) -> Rule:
    name = _id(entry, "rule")
    with about(f"Rule {name}"):
        text, reason = take(entry, "text", str), take(entry, "reason", str)
        if text not in texts:
            raise DefinitionError(f"the text {text!r} does not exist.")
        if not reason:
            raise DefinitionError("it gives no reason.")
        rule = Rule(
            id=name,
            priority=_priority(take(entry, "priority", str)),
            test=conditions.test(entry["when"]) if "when" in entry else None,
            reason=reason,
            text=text,
            source=take(entry, "source", str),
            lists=conditions.test(entry["lists"]) if "lists" in entry else None,
        )
    conditions.rules[name] = rule.test
    return rule


def _findings(element: Json, key: str, conditions: Conditions) -> Iterator[Finding]:
    for entry in parts(element, key):
        name = _id(entry, "rule")
        with about(f"Rule {name}"):
            if not (reason := take(entry, "reason", str)):
                raise DefinitionError("it gives no reason.")
            if "when" not in entry:
                raise DefinitionError("it has no condition.")
            yield Finding(
                id=name,
                test=conditions.test(entry["when"]),
                reason=reason,
                source=take(entry, "source", str),
                lists=conditions.test(entry["lists"]) if "lists" in entry else None,
            )


def _pattern(entry: Json, conditions: Conditions) -> Pattern:
    name = _id(entry, "pattern")
    with about(f"Pattern {name}"):
        found = tuple(_findings(entry, "rules", conditions))
        conditions.rules |= {finding.id: finding.test for finding in found}
        return Pattern(name, _title(entry), found, also=take(entry, "also", bool))


def _hint(entry: Json, conditions: Conditions) -> Hint:
    name = _id(entry, "hint")
    with about(f"Hint {name}"):
        found = tuple(_findings(entry, "rules", conditions))
        return Hint(name, _title(entry), found, take(entry, "source", str))


def _id(entry: Json, what: str) -> str:
    name = take(entry, "id", str)
    if not name:
        raise DefinitionError(f"A {what} has no id.")
    return name


def _title(entry: Json) -> str:
    title = take(entry, "title", str)
    if not title:
        raise DefinitionError("it has no title.")
    return title


def _priority(name: str) -> Priority:
    try:
        return Priority[name.upper()]
    except KeyError:
        raise DefinitionError(f"{name!r} is not a priority.") from None
