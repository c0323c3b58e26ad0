"""Try a questionnaire out: its pages with made-up answers, and nothing is stored anywhere.

What was answered travels in the address, signed. This is the only module of the preview that knows
how definitions are walked and answers are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core import signing

from intake import publishing
from intake.domain import fhir, rules, triage, walk
from intake.domain.answers import show
from intake.domain.questionnaire import Questionnaire as Definition
from intake.domain.values import Answers, Value
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

    def verdict(self, answers: Answers) -> triage.Verdict:
        return triage.triage(self.ruleset.rules, walk.live_answers(self.definition, answers))


@dataclass(frozen=True)
class Tried:
    """Where somebody is in a preview: the answers, and the alerts read."""

    answers: Answers
    read: frozenset[str] = frozenset()


def subject(questionnaire: Questionnaire, newest: Release | None) -> Subject:
    """Return the draft, or else the newest version. Raises DefinitionError where it has none."""
    if not questionnaire.has_draft and newest:
        return Subject(newest.definition, newest.ruleset, f"v{newest.version}")
    definition = fhir.read_questionnaire(publishing.parse(questionnaire.draft))
    ruleset = rules.read_ruleset(publishing.parse(questionnaire.draft_rules), definition)
    return Subject(definition, ruleset, f"d{questionnaire.draft_number}")


def pack(subject: Subject, tried: Tried) -> str:
    """Return a place in the preview as a text for an address."""
    token = _signed(subject, tried)
    if len(token) > LONGEST:
        short = {key: _cut(value) for key, value in tried.answers.items()}
        token = _signed(subject, replace(tried, answers=short))
    return token


def unpack(subject: Subject, token: str) -> Tried | None:
    """Return the place that a text stands for; None where the questionnaire has changed since."""
    if not token:
        return Tried({})
    try:
        found = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    if found["number"] != subject.number:
        return None
    answers: dict[str, Value | None] = dict.fromkeys(found["blank"])
    answers |= fhir.read_response(subject.definition, found["response"])
    return Tried(answers, frozenset(found["read"]))


def keep(subject: Subject, tried: Tried, given: Answers, asked: Iterable[str]) -> Tried:
    """Return the place after one page, as the patient's answers would be kept."""
    page = frozenset(asked)
    others = {name: value for name, value in tried.answers.items() if name not in page}
    answers = {**others, **given}
    fired = subject.verdict(answers).fired
    return Tried(answers, tried.read & {e.rule.id for e in fired if not page & {*e.because}})


def alerts(subject: Subject, tried: Tried) -> tuple[triage.Alert, ...]:
    return triage.unread_alerts(subject.verdict(tried.answers), subject.ruleset, tried.read)


def read_all(subject: Subject, tried: Tried) -> Tried:
    fired = subject.verdict(tried.answers).fired
    return replace(tried, read=tried.read | {each.rule.id for each in fired})


def pages(subject: Subject, tried: Tried) -> tuple[walk.Page, ...]:
    return walk.pages(subject.definition, tried.answers)


def first_open(subject: Subject, tried: Tried) -> walk.Page | None:
    return walk.first_open_page(subject.definition, tried.answers)


def following(subject: Subject, tried: Tried, key: str) -> walk.Page | None:
    return walk.next_page(subject.definition, tried.answers, key)


def previous(subject: Subject, tried: Tried, key: str) -> walk.Page | None:
    return walk.previous_page(subject.definition, tried.answers, key)


def key_of(page: walk.Page) -> str:
    return page.link_id


def asked_on(page: walk.Page) -> list[str]:
    return [item.link_id for item in page.questions]


def chosen(subject: Subject, tried: Tried, names: Iterable[str]) -> list[tuple[str, str]]:
    """Return questions with their answers in words."""
    items = [subject.definition.by_id[name] for name in dict.fromkeys(names)]
    return [(item.text, show(item, tried.answers.get(item.link_id))) for item in items]


def rows_of(page: walk.Page, tried: Tried) -> list[tuple[str, str]]:
    """Return each question of a page with its answer in words."""
    return [(item.text, show(item, tried.answers.get(item.link_id))) for item in page.questions]


def _signed(subject: Subject, tried: Tried) -> str:
    given = {name: value for name, value in tried.answers.items() if value is not None}
    document: Mapping[str, Any] = {
        "number": subject.number,
        "response": fhir.write_response(subject.definition, given, status="in-progress"),
        "blank": [name for name, value in tried.answers.items() if value is None],
        "read": sorted(tried.read),
    }
    return signing.dumps(document, salt=SALT, compress=True)


def _cut(value: Value | None) -> Value | None:
    return value[:LONGEST_TEXT] if isinstance(value, str) else value
