"""Fixed texts for patients, and their translations, as an editor changes them.

A review holds for words. When those change, or the words that they translate, it is over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from intake.domain.document import Json
from intake.domain.drafting.tree import DraftError, Node, copied, words
from intake.domain.patient_texts import CALLS, named
from intake.domain.ruling import editing
from intake.domain.ruling.parts import TEXTS, Place, entry_at

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
REVIEW = ("reviewed_by", "reviewed_on")
REVIEWED_BEFORE = ("was_reviewed_by", "was_reviewed_on")  # before the words changed


@dataclass(frozen=True)
class Words:
    """What a patient reads, and who reviewed it as a translation and when (as 2026-11-26)."""

    heading: str
    lead: str = ""
    steps: tuple[str, ...] = ()
    reviewed_by: str = ""
    reviewed_on: str = ""
    about: str = ""

    @property
    def said(self) -> tuple[str, str, str, tuple[str, ...]]:
        return self.heading, self.about, self.lead, self.steps

    @property
    def review(self) -> tuple[str, str]:
        return self.reviewed_by, self.reviewed_on


def words_of(entry: Json) -> Words:
    """Return the words of a text or of a translation."""
    steps = entry.get("steps")
    return Words(
        words(entry, "heading"),
        words(entry, "lead"),
        tuple(each for each in steps if isinstance(each, str)) if isinstance(steps, list) else (),
        *(words(entry, key) for key in (*REVIEW, "about")),
    )


def translations(entry: Json) -> dict[str, Words]:
    found = entry.get("translations")
    there = found if isinstance(found, dict) else {}
    return {name: words_of(each) for name, each in there.items() if isinstance(each, dict)}


def change(
    rules: Json,
    name: str,
    own: Words,
    others: Mapping[str, Words],
    *,
    call: str,
    source: str,
) -> tuple[Node, tuple[str, ...]]:
    """Return the document with a text and its translations, and whose reviews are over.

    A translation that is not named stays; one without a heading is taken out. A review that is
    entered anew together with new words holds for these.
    """
    place = Place(TEXTS, name)
    was = entry_at(rules, place)
    _check(own, others, call)
    is_other = words_of(was).said != own.said
    made = editing.change(rules, place, {**_fields(own), "call": call or None, "source": source})
    kept, over = _translated(was, others, is_other)
    entry = copied({"of": kept})["of"]
    return editing.change(made, place, {"translations": entry or None}), tuple(over)


def add(rules: Json, name: str, own: Words, *, call: str, source: str) -> Node:
    """Return the document with a new text."""
    _check(own, {}, call)
    fields = {**_fields(own), "call": call or None, "source": source}
    return editing.add(rules, Place(TEXTS, name), fields)


def _fields(own: Words) -> Node:
    return {
        "heading": own.heading,
        "about": own.about or None,
        "lead": own.lead or None,
        "steps": list(own.steps) or None,
    }


def _translated(was: Json, others: Mapping[str, Words], is_other: bool) -> tuple[Node, list[str]]:
    """Return the translations as the document holds them, and those whose review is over."""
    there = was.get("translations")
    made: Node = dict(there) if isinstance(there, dict) else {}
    over: list[str] = []
    unnamed = {name: each for name, each in translations(was).items() if each.heading}
    for language, new in {**unnamed, **others}.items():
        before = made.get(language)
        old: Json = before if isinstance(before, dict) else {}
        if not new.heading:
            made.pop(language, None)
            continue
        is_over = (is_other or words_of(old).said != new.said) and words_of(
            old
        ).review == new.review
        if is_over and any(new.review):
            over.append(language)
        review = ("", "") if is_over else new.review
        fields = {**_fields(new), **dict(zip(REVIEW, review, strict=True))}
        if any(review):
            fields |= dict.fromkeys(REVIEWED_BEFORE, "")
        elif language in over:
            fields |= dict(zip(REVIEWED_BEFORE, new.review, strict=True))
        merged = {**old, **fields}
        made[language] = {key: each for key, each in merged.items() if each or key not in fields}
    return made, over


def _counted(text: Words) -> str:
    return f"{len(text.steps)} step{'' if len(text.steps) == 1 else 's'}"


def _check(own: Words, others: Mapping[str, Words], call: str) -> None:
    if call not in CALLS:
        raise DraftError("Choose whom the text says to call.")
    if not own.heading:
        raise DraftError("Enter a heading.")
    for language, each in others.items():
        if not LANGUAGE.fullmatch(language):
            raise DraftError(f"“{language}” is not the short name of a language, such as es.")
        if not each.heading:
            continue
        if len(each.steps) != len(own.steps):
            raise DraftError(
                f"The translation into {named(language)} has {_counted(each)}, and the "
                f"text has {_counted(own)}. Give both the same number of lines."
            )
        if bool(each.reviewed_by) != bool(each.reviewed_on):
            raise DraftError(
                f"Enter who reviewed the translation into {named(language)}, and when."
            )


def keep_reviews(rules: Json, before: Json) -> Node:
    """Return rules with the reviews that others had, where text and translation are the same."""
    made = copied(rules)
    for name, entry in texts_of(made):
        past = dict(texts_of(before)).get(name, {})
        if words_of(entry).said != words_of(past).said:
            continue
        reviewed, now = translations(past), translations(entry)
        for language in reviewed.keys() & now.keys():
            is_same = reviewed[language].said == now[language].said
            if is_same and any(reviewed[language].review) and not any(now[language].review):
                entry["translations"][language] |= dict(
                    zip(REVIEW, reviewed[language].review, strict=True)
                )
    return made


def texts_of(rules: Json) -> list[tuple[str, Node]]:
    """Return each fixed text with its name."""
    found = rules.get("texts")
    there = found if isinstance(found, dict) else {}
    return [(name, entry) for name, entry in there.items() if isinstance(entry, dict)]
