"""The answers laid out to be read: section by section, and what repeats one after the other."""

from __future__ import annotations

from dataclasses import dataclass

from clinic.marking import ngettext_lazy
from intake.domain.answers import show
from intake.domain.attachments import attachments, called
from intake.domain.items import ItemType
from intake.domain.pages import Asked, More, Page
from intake.domain.speech import ENGLISH, Speech
from intake.domain.values import Value
from intake.domain.walk import Walk

LONGEST_SUMMARY = 3  # answers
ADDED = ngettext_lazy("{number} added", "{number} added")


@dataclass(frozen=True)
class Row:
    """A question with its answer in words, and the page where it can be changed.

    `asked` is None where the row says how often something that repeats is there.
    """

    question: str
    answer: str
    page: Page
    asked: Asked | None = None

    @property
    def place(self) -> str:
        """Say in which one of what repeats the question stands; nothing where nothing does."""
        return self.page.section if self.asked and self.asked.at else ""


@dataclass(frozen=True)
class Section:
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Instance:
    """One of what repeats: its number, what it is called, what was answered, its first page."""

    number: int
    title: str
    summary: str
    page: Page | None


def sections(walk: Walk, speech: Speech = ENGLISH) -> tuple[Section, ...]:
    """Return everything that was asked, as its author grouped it, each instance on its own."""
    found: dict[tuple[str, tuple[int, ...], int], list[Row]] = {}
    loose = 0  # what stands in no group stays where it is
    for page in walk.pages:
        place = walk.questionnaire.place(page.key)
        loose += bool(page.section)
        key = (page.section, place.at if place else (), 0 if page.section else loose)
        rows = found.setdefault(key, [])
        rows += (row(walk, asked, page, speech) for asked in page.items if asked.item.is_question)
        if page.more:
            added = speech.say(ADDED, number=len(page.more.numbers))
            rows.append(Row(page.title, added, page))
    return tuple(Section(title, tuple(rows)) for (title, _, _), rows in found.items() if rows)


def instances(walk: Walk, more: More, speech: Speech = ENGLISH) -> tuple[Instance, ...]:
    """Return what is there of something that repeats, in order."""
    return tuple(
        _instance(walk, more, place, number, speech)
        for place, number in enumerate(more.numbers, start=1)
    )


def row(walk: Walk, asked: Asked, page: Page, speech: Speech = ENGLISH) -> Row:
    """Return a question of a page with its answer in words; files are named."""
    item, value = asked.item, walk.live.get(asked.key)
    names = ", ".join(called(file, speech) for file in attachments(value))
    return Row(item.text or item.link_id, names or show(item, value, speech=speech), page, asked)


def _instance(walk: Walk, more: More, place: int, number: int, speech: Speech) -> Instance:
    at = (*more.at, number)
    rings = (*walk.questionnaire.rings[more.item.link_id], more.item.link_id)
    inside = [
        (page, asked)
        for page in walk.pages
        for asked in page.items
        if asked.at[: len(at)] == at and walk.rings_of(asked.item.link_id)[: len(at)] == rings
    ]
    words = [
        show(asked.item, value, speech=speech)
        for _, asked in inside
        if asked.at == at and asked.item.type != ItemType.BOOLEAN
        if asked.is_answerable and (value := walk.live.get(asked.key)) is not None
    ]
    summary = ", ".join(words[:LONGEST_SUMMARY])
    return Instance(number, f"{more.item.text} {place}", summary, inside[0][0] if inside else None)


def standing(walk: Walk, page: Page) -> dict[str, Value | None]:
    """Return what stands on a page before anything is typed: in the boxes, and as fixed answers.

    A question that was not asked yet begins with what its author put there.
    """
    return {asked.key: _standing(walk, asked) for asked in page.items if asked.item.is_question}


def _standing(walk: Walk, asked: Asked) -> Value | None:
    if not asked.is_answerable:
        return walk.live.get(asked.key)
    if asked.key in walk.answers:
        return walk.answers[asked.key]
    return walk.initial(asked)
