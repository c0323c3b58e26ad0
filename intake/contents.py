"""A patient's words, opened and laid out for staff. `inbox.read` is the one door to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from clinic import languages, phone
from intake.domain import leg_maps, overview, responses
from intake.domain.answers import show
from intake.domain.attachments import attachments
from intake.domain.items import Item
from intake.domain.questionnaire import Questionnaire
from intake.domain.triage import Ruleset
from intake.domain.values import Answers
from intake.domain.walk import Walk
from intake.findings import Findings, Row, Rows, Wording, find
from intake.models import Note, Release
from intake.submitting import ContactWishes

# Questions whose answers decide how to call, whichever form asks them.
SPEAKS, INTERPRETER = "preferred_language", "interpreter_needed"
# The question for which patients write what they want: staff read it before they call.
MESSAGE = "message"


@dataclass(frozen=True)
class WrittenNote:
    """A note with its words."""

    row: Note
    text: str

    @property
    def by(self) -> str:
        return self.row.written_by.get_full_name() or self.row.written_by.get_username()


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
class LegMap:
    """Places on the legs, drawn as staff see them who face the patient."""

    question: str
    places: str
    drawing: leg_maps.Drawing
    has_sides: bool


@dataclass(frozen=True)
class Contents:
    """What a patient sent, and what staff wrote about it.

    `phone` is as people read it, `phone_link` as a telephone dials it. `language` is the one that
    the form was answered in, if it was not English, and `answered_in` its name; `speaks` is the
    one that the patient asks for. `alerts_read` are the headings of the texts that interrupted.
    `fires_otherwise` says that other rules fire than on arrival, which must never be. `failed` are
    the questions whose formulas could not be worked out, then or now.
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
    language: str = ""
    answered_in: str = ""
    speaks: str = ""
    needs_interpreter: bool = False
    sections: tuple[tuple[str, Rows], ...] = ()
    findings: Findings | None = None
    fires_otherwise: bool = False
    failed: tuple[str, ...] = ()
    alerts_read: tuple[str, ...] = ()
    maps: tuple[LegMap, ...] = ()
    photos: tuple[SentPhoto, ...] = ()

    @property
    def why_changed(self) -> WrittenNote | None:
        """What was said when the priority was set last, if it was."""
        found = (note for note in self.notes if note.row.outcome == Note.Outcome.PRIORITY)
        return next(found, None)


def of_contact_request(
    wishes: ContactWishes, notes: tuple[WrittenNote, ...], language: str = ""
) -> Contents:
    language = languages.foreign(language)
    return Contents(
        name=wishes.name,
        phone=phone.show(wishes.phone) if wishes.phone else "",
        phone_link=wishes.phone,
        notes=notes,
        email=wishes.email,
        best_time=wishes.best_time,
        message=wishes.message,
        language=language,
        answered_in=languages.in_english(language),
    )


def of_response(
    release: Release, document: dict[str, Any], notes: tuple[WrittenNote, ...]
) -> Contents:
    """Lay out the answers as they were asked. Triage gives the same reasons as on arrival."""
    definition = release.definition
    walk = walked(release, document)
    answers = walk.by_question
    language = languages.foreign(document.get("language", ""))
    findings = find(release, answers, language=language)
    number = definition.with_role("Patient.telecom")
    sections = _sections(walk, Wording(definition, answers, language))
    return Contents(
        name=_words(definition.with_role("Patient.name"), answers),
        phone=_words(number, answers),
        phone_link=str(answers.get(number.link_id, "")) if number else "",
        notes=notes,
        best_time=_words(definition.by_id.get("best_time"), answers),
        born=_words(definition.with_role("Patient.birthDate"), answers),
        message=_words(definition.by_id.get(MESSAGE), answers),
        came_from=document["came_from"],
        language=language,
        answered_in=languages.in_english(language),
        speaks=_words(definition.by_id.get(SPEAKS), answers),
        needs_interpreter=answers.get(INTERPRETER) in (True, "yes"),
        sections=sections,
        findings=findings,
        fires_otherwise=not fires_alike(document, (each.id for each in findings.reasons)),
        failed=_failed(walk, document),
        alerts_read=_alerts_read(release.ruleset, findings, document["alerts_read"]),
        maps=tuple(_maps(walk)),
        photos=_photos(definition, walk.answers),
    )


def walked(release: Release, document: dict[str, Any]) -> Walk:
    """Return the walk over a sent response as it was on arrival, at the same time of day."""
    response = document["response"]
    authored = timezone.localtime(datetime.fromisoformat(response["authored"]))
    sent = responses.read_response(release.definition, response)
    return Walk(release.definition, sent, now=authored)


def _failed(walk: Walk, document: dict[str, Any]) -> tuple[str, ...]:
    """Return what is called that could not be worked out on arrival, or cannot be now."""
    by_id = walk.questionnaire.by_id
    names = dict.fromkeys([*document.get("failed", ()), *walk.evaluation.failed])
    found = (by_id[name].text or name if name in by_id else "the whole form" for name in names)
    return tuple(found)


def fires_alike(document: dict[str, Any], fired: Iterable[str]) -> bool:
    """Say whether the rules that fire are those that fired on arrival, where that was kept."""
    return "fired" not in document or sorted(document["fired"]) == sorted(fired)


def _alerts_read(ruleset: Ruleset, findings: Findings, read: list[str]) -> tuple[str, ...]:
    """Return the headings of the texts that interrupted the patient, and were read."""
    rules = {rule.id: rule for rule in ruleset.rules}
    fired = [rules[reason.id] for reason in findings.reasons if reason.id in read]
    texts = [ruleset.texts[rule.text] for rule in fired]
    return tuple(dict.fromkeys(text.heading for text in texts if text.call))


def _words(item: Item | None, answers: Answers) -> str:
    """Return an answer in words; nothing for what was not asked or not answered."""
    value = answers.get(item.link_id) if item else None
    return show(item, value) if item and value is not None else ""


def _sections(walk: Walk, wording: Wording) -> tuple[tuple[str, Rows], ...]:
    return tuple(
        (section.title, tuple(_row(walk, row, wording) for row in section.rows))
        for section in overview.sections(walk)
    )


def _row(walk: Walk, row: overview.Row, wording: Wording) -> Row:
    """Return an answer for staff: files are counted, for they are shown beside the answers."""
    if row.asked is None:
        return Row(row.question, row.answer)
    return wording.row(row.asked.item, walk.live.get(row.asked.key))


def _maps(walk: Walk) -> Iterator[LegMap]:
    """Yield a drawing for each question that was answered with places, any number of them."""
    for asked in walk.asked:
        value = walk.live.get(asked.key)
        if not asked.item.takes_several or not isinstance(value, tuple):
            continue
        chosen, placed = set(map(str, value)), leg_maps.spots(asked.item.options)
        drawing = leg_maps.draw(asked.item.options, chosen, face_to_face=True)
        if drawing and chosen & placed.keys():
            sides = bool(leg_maps.sides(placed))
            yield LegMap(asked.item.text, show(asked.item, value), drawing, sides)


def _photos(definition: Questionnaire, answers: Answers) -> tuple[SentPhoto, ...]:
    found: list[SentPhoto] = []
    for key, value in answers.items():
        item = definition.by_id.get(key.partition("@")[0])
        for each in attachments(value):
            is_picture = each.content_type.startswith("image/")
            text = item.text if item else ""
            found.append(SentPhoto(len(found) + 1, each.id, text, each.title, is_picture))
    return tuple(found)
