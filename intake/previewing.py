"""Try a questionnaire out: its pages with made-up answers, and nothing is stored anywhere.

What was answered travels in the address, signed. Everything else is as it is for patients.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from django.core import signing
from django.utils import timezone

from intake import publishing
from intake.domain import importing, rules, triage
from intake.domain.questionnaire import Questionnaire as Definition
from intake.domain.storing import pack, unpack
from intake.domain.values import Answers, Value
from intake.domain.walk import Walk
from intake.models import Questionnaire, Release

SALT = "intake.preview"
# Addresses longer than this are refused on the way; long texts are cut to keep within it.
LONGEST = 6000
LONGEST_TEXT = 120


@dataclass(frozen=True)
class Subject:
    """What is tried out: a definition with its rules, and a number that changes when it does."""

    definition: Definition
    ruleset: triage.Ruleset
    number: str
    slug: str


@dataclass(frozen=True)
class Tried:
    """Where somebody is in a preview: the answers, and the alerts read."""

    subject: Subject
    answers: Answers
    read: frozenset[str] = frozenset()

    @cached_property
    def walk(self) -> Walk:
        return Walk(self.subject.definition, self.answers, now=timezone.localtime())

    @cached_property
    def verdict(self) -> triage.Verdict:
        return triage.triage(self.subject.ruleset.rules, self.walk.by_question)

    @property
    def unread_alerts(self) -> tuple[triage.Alert, ...]:
        return triage.unread_alerts(self.verdict, self.subject.ruleset, self.read)

    @property
    def alerts(self) -> tuple[triage.Alert, ...]:
        return triage.unread_alerts(self.verdict, self.subject.ruleset, frozenset())

    def kept(self, given: Answers, asked: Iterable[str]) -> Tried:
        """Return the place after one page, with the answers as a patient's would be kept."""
        page = frozenset(asked)
        others = {key: value for key, value in self.answers.items() if key not in page}
        after = replace(self, answers={**others, **given})
        places = map(self.subject.definition.place, page)
        questions = frozenset(place.link_id for place in places if place)
        read = triage.still_read(
            self.read,
            after.verdict,
            self.subject.ruleset,
            answered=questions,
            without=replace(self, answers=others).verdict,
        )
        return replace(after, read=read)

    def with_alerts_read(self) -> Tried:
        return replace(self, read=self.read | {each.rule.id for each in self.verdict.fired})

    def packed(self) -> str:
        """Return this place as a text for an address."""
        token = _signed(self)
        if len(token) > LONGEST:
            short = {key: _cut(value) for key, value in self.answers.items()}
            token = _signed(replace(self, answers=short))
        return token


def subject(questionnaire: Questionnaire, newest: Release | None) -> Subject:
    """Return the draft, or else the newest version. Raises DefinitionError where it has none."""
    if not questionnaire.has_draft and newest:
        return Subject(newest.definition, newest.ruleset, f"v{newest.version}", newest.slug)
    definition, ruleset = _read(questionnaire.draft, questionnaire.draft_rules)
    return Subject(definition, ruleset, f"d{questionnaire.draft_number}", questionnaire.slug)


@lru_cache(maxsize=8)
def _read(draft: str, rules_text: str) -> tuple[Definition, triage.Ruleset]:
    definition = importing.bring_in(draft).reading.questionnaire
    return definition, rules.read_ruleset(publishing.parse(rules_text), definition)


def unpacked(subject: Subject, token: str) -> Tried | None:
    """Return the place that a text stands for; None where the questionnaire has changed since."""
    if not token:
        return Tried(subject, {})
    try:
        found = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    if found["number"] != subject.number:
        return None
    return Tried(subject, unpack(found["answers"]), frozenset(found["read"]))


def _signed(tried: Tried) -> str:
    document = {
        "number": tried.subject.number,
        "answers": pack(tried.answers),
        "read": sorted(tried.read),
    }
    return signing.dumps(document, salt=SALT, compress=True)


def _cut(value: Value | None) -> Value | None:
    return value[:LONGEST_TEXT] if isinstance(value, str) else value
