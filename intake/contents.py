"""A patient's words, opened and laid out for staff. `inbox.read` is the one door to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from clinic import phone
from intake.domain import overview, responses, triage
from intake.domain.answers import show
from intake.domain.attachments import attachments
from intake.domain.items import Item
from intake.domain.questionnaire import Questionnaire
from intake.domain.scores import ECQ, SCORES
from intake.domain.values import Answers
from intake.domain.walk import Walk
from intake.models import Note, Release
from intake.submitting import ContactWishes

Rows = tuple[tuple[str, str], ...]
"""Questions with their answers, in words."""


@dataclass(frozen=True)
class Reason:
    """A rule that fired, with the answers that made it fire."""

    rule: triage.Rule
    answers: Rows


@dataclass(frozen=True)
class WrittenNote:
    """A note with its words."""

    row: Note
    text: str


@dataclass(frozen=True)
class SentPhoto:
    """A photo or a PDF of a patient: which it is, and what it answers. Its bytes stay sealed."""

    number: int
    id: str
    question: str
    title: str
    is_picture: bool

    @property
    def label(self) -> str:
        """What it is, for those who cannot see it."""
        kind = "Photo" if self.is_picture else "PDF"
        return (
            f"{kind} {self.number}: {self.question}" if self.question else f"{kind} {self.number}"
        )


@dataclass(frozen=True)
class Contents:
    """What a patient sent, and what staff wrote about it.

    `phone` is as people read it, `phone_link` as a telephone dials it; `walking` is the class
    of the Edinburgh Claudication Questionnaire.
    """

    name: str
    phone: str
    phone_link: str
    notes: tuple[WrittenNote, ...]
    email: str = ""
    best_time: str = ""
    born: str = ""
    message: str = ""
    came_from: str = ""
    sections: tuple[tuple[str, Rows], ...] = ()
    reasons: tuple[Reason, ...] = ()
    walking: str = ""
    alerts_read: bool = False
    photos: tuple[SentPhoto, ...] = ()


def of_contact_request(wishes: ContactWishes, notes: tuple[WrittenNote, ...]) -> Contents:
    return Contents(
        name=wishes.name,
        phone=phone.show(wishes.phone) if wishes.phone else "",
        phone_link=wishes.phone,
        notes=notes,
        email=wishes.email,
        best_time=wishes.best_time,
        message=wishes.message,
    )


def of_response(
    release: Release, document: dict[str, Any], notes: tuple[WrittenNote, ...]
) -> Contents:
    """Lay out the answers as they were asked. Triage gives the same reasons as on arrival."""
    definition, ruleset = release.definition, release.ruleset
    response = document["response"]
    sent = responses.read_response(definition, response)
    authored = timezone.localtime(datetime.fromisoformat(response["authored"]))
    walk = Walk(definition, sent, now=authored)
    answers = walk.by_question
    verdict = triage.triage(ruleset.rules, answers)
    number = definition.with_role("Patient.telecom")
    return Contents(
        name=_words(definition.with_role("Patient.name"), answers),
        phone=_words(number, answers),
        phone_link=str(answers.get(number.link_id, "")) if number else "",
        notes=notes,
        best_time=_words(definition.by_id.get("best_time"), answers),
        born=_words(definition.with_role("Patient.birthDate"), answers),
        came_from=document["came_from"],
        sections=_sections(walk),
        reasons=tuple(_reason(fired, definition, answers) for fired in verdict.fired),
        walking=_walking(definition, verdict),
        alerts_read=any(
            ruleset.texts[each.rule.text].call and each.rule.id in document["alerts_read"]
            for each in verdict.fired
        ),
        photos=_photos(definition, sent),
    )


def _walking(definition: Questionnaire, verdict: triage.Verdict) -> str:
    """Return the class of the walking questions; nothing for a form that does not have them."""
    score = SCORES[ECQ]
    if not definition.by_id.keys() & set(score.questions):
        return ""
    return verdict.scores[score.name].replace("_", " ")


def _words(item: Item | None, answers: Answers) -> str:
    """Return an answer in words; nothing for what was not asked or not answered."""
    value = answers.get(item.link_id) if item else None
    return show(item, value) if item and value is not None else ""


def _sections(walk: Walk) -> tuple[tuple[str, Rows], ...]:
    return tuple(
        (section.title, tuple((row.question, _answer(walk, row)) for row in section.rows))
        for section in overview.sections(walk)
    )


def _answer(walk: Walk, row: overview.Row) -> str:
    """Return an answer for staff: files are counted, for they are shown beside the answers."""
    asked = row.asked
    return show(asked.item, walk.live.get(asked.key)) if asked else row.answer


def _photos(definition: Questionnaire, answers: Answers) -> tuple[SentPhoto, ...]:
    found: list[SentPhoto] = []
    for key, value in answers.items():
        item = definition.by_id.get(key.partition("@")[0])
        for each in attachments(value):
            is_picture = each.content_type.startswith("image/")
            text = item.text if item else ""
            found.append(SentPhoto(len(found) + 1, each.id, text, each.title, is_picture))
    return tuple(found)


def _reason(fired: triage.Fired, definition: Questionnaire, answers: Answers) -> Reason:
    items = [definition.by_id[name] for name in (*fired.because, *fired.listed)]
    return Reason(fired.rule, tuple((item.text, _words(item, answers)) for item in items))
