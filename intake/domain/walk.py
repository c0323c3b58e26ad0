"""The walk: from a definition and answers to what is asked, page by page. Nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass

from intake.domain.conditions import Answers, Value
from intake.domain.questionnaire import Item, ItemType, Questionnaire


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


class _Liveness:
    """Which items are asked, given answers; each is worked out once.

    An item is asked when its parent is and its condition holds over answers that are live
    themselves. Items that wait for one another in a circle are not asked.
    """

    def __init__(self, questionnaire: Questionnaire, answers: Answers) -> None:
        self.questionnaire = questionnaire
        self.answers = answers
        self.known: dict[str, bool] = {}

    def is_asked(self, link_id: str) -> bool:
        if link_id not in self.known:
            self.known[link_id] = False
            self.known[link_id] = self._work_out(link_id)
        return self.known[link_id]

    def _work_out(self, link_id: str) -> bool:
        item = self.questionnaire.by_id.get(link_id)
        if item is None:
            return False
        parent = self.questionnaire.parents[link_id]
        if parent is not None and not self.is_asked(parent):
            return False
        if item.condition is None:
            return True
        live = {
            question: self.answers[question]
            for question in item.condition.questions()
            if question in self.answers and self.is_asked(question)
        }
        return item.condition.because(live) is not None


def asked(questionnaire: Questionnaire, answers: Answers) -> tuple[Item, ...]:
    """Return every question that these answers lead to, in order."""
    liveness = _Liveness(questionnaire, answers)
    return tuple(item for item in questionnaire.questions if liveness.is_asked(item.link_id))


def live_answers(questionnaire: Questionnaire, answers: Answers) -> dict[str, Value]:
    """Return the answers that count: to questions that are asked, and not left blank."""
    return {
        item.link_id: value
        for item in asked(questionnaire, answers)
        if (value := answers.get(item.link_id)) is not None
    }


def pages(questionnaire: Questionnaire, answers: Answers) -> tuple[Page, ...]:
    """Return the pages that these answers lead to, each with at least one question."""
    liveness = _Liveness(questionnaire, answers)
    found: list[Page] = []
    texts: list[Item] = []
    for item in questionnaire.items:
        section = item.text if item.type == ItemType.GROUP else ""
        _collect(item, section, liveness, found, texts)
    return tuple(found)


def _collect(
    item: Item, section: str, liveness: _Liveness, found: list[Page], texts: list[Item]
) -> None:
    """Add the pages below this item. Loose texts wait in `texts` for the next question's page."""
    if not liveness.is_asked(item.link_id):
        return
    if item.is_page:
        shown = tuple(_shown(item, liveness))
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
        _collect(child, section, liveness, found, texts)


def _shown(group: Item, liveness: _Liveness) -> list[Item]:
    shown: list[Item] = []
    for item in group.items:
        if liveness.is_asked(item.link_id):
            if item.type != ItemType.GROUP:
                shown.append(item)
            shown.extend(_shown(item, liveness))
    return shown


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
