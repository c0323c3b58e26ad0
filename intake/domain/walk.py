"""The walk: from a definition and answers to what is asked, page by page. Nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass

from intake.domain.items import Item, ItemType
from intake.domain.questionnaire import Questionnaire
from intake.domain.values import Answers, Value


@dataclass(frozen=True)
class Page:
    """What is shown at once: one question, or the group that its author put on one page."""

    link_id: str
    title: str
    section: str
    items: tuple[Item, ...]
    hint: str = ""
    why: str = ""

    @property
    def questions(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.is_question)

    @property
    def texts(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if not item.is_question)

    def is_open(self, answers: Answers) -> bool:
        """Say whether a question here was not answered (nor left blank on purpose) yet."""
        return any(item.link_id not in answers for item in self.questions)


def _asked_ids(questionnaire: Questionnaire, answers: Answers) -> frozenset[str]:
    """Return every item, of any type, that these answers lead to.

    An item is asked when its parent is and its condition holds over answers that are live
    themselves. Items that wait for one another in a circle are not asked.
    """
    found: set[str] = set()
    live: dict[str, Value | None] = {}
    for link_id in questionnaire.order:
        item, parent = questionnaire.by_id[link_id], questionnaire.parents[link_id]
        if parent is not None and parent not in found:
            continue
        if item.condition is None or item.condition.because(live) is not None:
            found.add(link_id)
            if item.is_question and link_id in answers:
                live[link_id] = answers[link_id]
    return frozenset(found)


def asked(questionnaire: Questionnaire, answers: Answers) -> tuple[Item, ...]:
    """Return every question that these answers lead to, in order."""
    found = _asked_ids(questionnaire, answers)
    return tuple(item for item in questionnaire.questions if item.link_id in found)


def live_answers(questionnaire: Questionnaire, answers: Answers) -> dict[str, Value]:
    """Return the answers that count: to questions that are asked, and not left blank."""
    return {
        item.link_id: value
        for item in asked(questionnaire, answers)
        if (value := answers.get(item.link_id)) is not None
    }


def pages(questionnaire: Questionnaire, answers: Answers) -> tuple[Page, ...]:
    """Return the pages that these answers lead to, each with at least one question."""
    live = _asked_ids(questionnaire, answers)
    found: list[Page] = []
    texts: list[Item] = []
    for item in questionnaire.items:
        section = item.text if item.type == ItemType.GROUP else ""
        _collect(item, section, live, found, texts)
    return tuple(found)


def _collect(
    item: Item, section: str, live: frozenset[str], found: list[Page], texts: list[Item]
) -> None:
    """Add the pages below this item. Loose texts wait in `texts` for the next question's page."""
    if item.link_id not in live:
        return
    if item.is_page:
        shown = tuple(_shown(item, live))
        if any(each.is_question for each in shown):
            found.append(
                Page(item.link_id, item.text, section, (*texts, *shown), item.hint, item.why)
            )
            texts.clear()
        return
    if item.type == ItemType.DISPLAY:
        texts.append(item)
    elif item.is_question:
        found.append(Page(item.link_id, item.text, section, (*texts, item), "", item.why))
        texts.clear()
    for child in item.items:
        _collect(child, section, live, found, texts)


def _shown(group: Item, live: frozenset[str]) -> list[Item]:
    shown: list[Item] = []
    for item in group.items:
        if item.link_id in live:
            if item.type != ItemType.GROUP:
                shown.append(item)
            shown.extend(_shown(item, live))
    return shown


def whole_page(questionnaire: Questionnaire, link_id: str) -> Page | None:
    """Return all that the page of this name could ask, whatever the answers; None if none."""
    item = questionnaire.by_id.get(link_id)
    if item is None or not (item.is_page or item.is_question):
        return None
    everything = frozenset(questionnaire.by_id)
    shown = _shown(item, everything) if item.is_page else [item]
    return Page(link_id, item.text, "", tuple(shown))


def find_page(
    questionnaire: Questionnaire, answers: Answers, link_id: str
) -> tuple[Page, int] | None:
    """Return the page of this name and its place, if these answers lead to it."""
    for place, page in enumerate(pages(questionnaire, answers)):
        if page.link_id == link_id:
            return page, place
    return None


def first_open_page(questionnaire: Questionnaire, answers: Answers) -> Page | None:
    """Return the first page that still has something to ask, or None when all is answered."""
    return next(
        (page for page in pages(questionnaire, answers) if page.is_open(answers)),
        None,
    )


def next_page(questionnaire: Questionnaire, answers: Answers, after: str) -> Page | None:
    """Return where Continue leads from the page `after`; None means: check your answers.

    A page that grew follow-up questions comes again first.
    """
    visible = pages(questionnaire, answers)
    for place, page in enumerate(visible):
        if page.link_id == after:
            return page if page.is_open(answers) else next(iter(visible[place + 1 :]), None)
    return first_open_page(questionnaire, answers)


def previous_page(questionnaire: Questionnaire, answers: Answers, before: str) -> Page | None:
    """Return where Back leads from the page `before`; None means: the start."""
    visible = pages(questionnaire, answers)
    for place, page in enumerate(visible):
        if page.link_id == before:
            return visible[place - 1] if place else None
    return None
