"""Conditions of rules in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from intake.domain.drafting.tree import listed
from intake.domain.ruling import vocabulary as words
from intake.domain.ruling.vocabulary import Vocabulary

LONG = 160  # letters: more than that is read more easily in parts


@dataclass(frozen=True)
class Sentence:
    """What must hold: parts, the word between them, and words before them all."""

    parts: tuple[str, ...]
    joined: str = "or"
    lead: str = ""

    @property
    def is_long(self) -> bool:
        """Say whether the parts read better as a list, under the heading."""
        return len(self.parts) > 2 or (len(self.parts) == 2 and len(str(self)) > LONG)

    @property
    def items(self) -> tuple[str, ...]:
        """Return the parts as lines of a list, which need no brackets around them."""
        return tuple(each[1:-1] if _is_bracketed(each) else each for each in self.parts)

    @property
    def heading(self) -> str:
        return self.lead or {"and": "all of these are so:"}.get(self.joined, "any of these is so:")

    def __str__(self) -> str:
        if self.lead:
            return f"{self.lead} {'; '.join(self.parts)}"
        return f" {self.joined} ".join(self.parts)


def _is_bracketed(part: str) -> bool:
    """Say whether one pair of brackets holds all of it."""
    depth = 0
    for place, letter in enumerate(part):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if not depth:
            return place == len(part) - 1 and part.startswith("(")
    return False


def sentence(condition: Any, known: Vocabulary) -> Sentence:
    """Return a condition in words, with its first groups as parts."""
    if isinstance(condition, dict) and "not" in condition:
        return _not(condition["not"], known)
    key = _group(condition)
    if not key:
        return Sentence((words.said(condition, known),))
    parts = _parts(listed(condition, key), key, known, _least(condition) == 1)
    return Sentence(parts, "and" if key == "all" else "or", _lead(condition, key))


def _not(inner: Any, known: Vocabulary) -> Sentence:
    if words.is_leaf(inner):
        return Sentence((words.said(inner, known, is_not=True),))
    below = listed(inner, "any")
    if _group(inner) == "any" and _least(inner) == 1 and all(map(_is_equal, below)):
        return sentence({"all": [{**each, "operator": "!="} for each in below]}, known)
    if _group(inner) == "any" and _least(inner) == 1:
        parts = _parts(below, "any", known, True)
        return Sentence(parts, "nor", "none of these is so:" if len(parts) > 1 else "not:")
    return Sentence((f"not ({sentence(inner, known)})",))


def _is_equal(node: Any) -> bool:
    return words.is_leaf(node) and node.get("operator") == "="


def _group(condition: Any) -> str:
    found = (key for key in ("all", "any") if isinstance(condition, dict) and key in condition)
    return next(found, "")


def _least(condition: Any) -> int:
    least = condition.get("least", 1)
    return least if isinstance(least, int) else 1


def _lead(condition: Any, key: str) -> str:
    least = _least(condition) if key == "any" else 1
    return f"at least {least} of:" if least > 1 else ""


def _parts(below: Sequence[Any], key: str, known: Vocabulary, is_merged: bool) -> tuple[str, ...]:
    """Return each part in words; answers of one question are named together."""
    verb = "=" if key == "any" else "!="
    found: list[str] = []
    told: set[str] = set()
    for part in below:
        subject, own_verb, _ = words.leaf(part) if words.is_leaf(part) else ("", "", "")
        alike = [each for each in below if _is_alike(each, subject, verb)]
        if not is_merged or own_verb != verb or len(alike) < 2:
            found.append(_inner(part, known))
        elif subject not in told:
            told.add(subject)
            found.append(_together(subject, alike, verb, known))
    return tuple(found)


def _is_alike(part: Any, subject: str, verb: str) -> bool:
    return words.is_leaf(part) and words.leaf(part)[:2] == (subject, verb)


def _together(subject: str, alike: Sequence[Any], verb: str, known: Vocabulary) -> str:
    found = known.subjects.get(subject)
    answers = [f"“{words.answer_in_words(found, words.leaf(each)[2])}”" for each in alike]
    name = f"“{known.name(subject)}”"
    if verb == "=":
        return f"{name} {known.verb(subject, verb)} {', '.join(answers[:-1])} or {answers[-1]}"
    is_none = (
        "includes none of" if known.verb(subject, verb) in words.INCLUDES.values() else "is none of"
    )
    return f"{name} {is_none} {', '.join(answers)}"


def _inner(part: Any, known: Vocabulary) -> str:
    """Return a part within a group: in brackets where it is a group itself."""
    made = sentence(part, known)
    return f"({made})" if len(made.parts) > 1 or made.lead else str(made)
