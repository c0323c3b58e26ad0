"""The pages of a walk, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from clinic.marking import gettext_noop
from intake.domain.items import Item, ItemType
from intake.domain.pages import Asked, At, More, Page
from intake.domain.places import key_of
from intake.domain.questionnaire import Questionnaire
from intake.domain.responses import chosen
from intake.domain.values import Instances

if TYPE_CHECKING:
    from intake.domain.walk import Walk

ANSWER_ONE = gettext_noop("Answer at least one of these questions")


def pages_of(walk: Walk) -> tuple[Page, ...]:
    """Return the pages that the answers of a walk lead to."""
    collector = _Collector(walk)
    for item in walk.questionnaire.items:
        collector.collect(item, (), item.text if item.type == ItemType.GROUP else "")
    collector.end()
    collector.break_last("", [each.human for each in walk.evaluation.broken_as_a_whole()])
    return tuple(collector.pages)


def whole_page(questionnaire: Questionnaire, key: str) -> Page | None:
    """Return all that the page of this name could ask, whatever the answers; None if none."""
    place = questionnaire.place(key)
    item = questionnaire.by_id[place.link_id] if place else None
    if place is None or item is None or not (item.is_page or item.is_question):
        return None
    items = tuple(_everything(item)) if item.is_page else (item,)
    asked = tuple(Asked(each, place.at) for each in items)
    return Page(key, item.text, "", asked, is_open=True)


def _everything(group: Item) -> Iterator[Item]:
    for item in group.items:
        if item.type != ItemType.GROUP and not item.is_numbered:
            yield item
        if not item.is_ring:
            yield from _everything(item)


class _Collector:
    """Gathers pages; texts and fixed answers on their own wait for the next question's page."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.pages: list[Page] = []
        self.loose: list[Asked] = []
        self.section = ""

    def collect(self, item: Item, at: At, section: str) -> None:
        """Add the pages of an item and of all that is below it."""
        if not self._is_shown(item, at):
            return
        if not item.is_numbered:
            self._one(item, at, item.text, section)
            return
        numbers = self.walk.instances(item, at)
        is_group = item.type == ItemType.GROUP
        for place, number in enumerate(numbers, start=1):
            title = f"{item.text} {place}" if is_group else f"{item.text} Answer {place}"
            within = f"{section}: {title}" if at else title
            self._one(item, (*at, number), title, within)
        self._end_of(item, at, numbers, section)

    def end(self) -> None:
        """Put what is left at the end on a page to read."""
        if self.loose:
            self._add(self.loose[0].key, "", self.section, [])

    def _is_shown(self, item: Item, at: At) -> bool:
        hidden = item.link_id in self.walk.questionnaire.hidden
        return not hidden and at in self.walk.places.get(item.link_id, ())

    def _one(self, item: Item, at: At, title: str, section: str) -> None:
        if item.type == ItemType.GROUP:
            self._group(item, at, title, section)
            return
        asked = self.walk.asked_at(item, at)
        if not asked.is_answerable:
            self.loose.append(asked)
            self._children(item, at, section)
            return
        beside = [] if item.is_ring else [each for each in item.items if _is_text(each)]
        texts = [self.walk.asked_at(each, at) for each in beside if self._is_shown(each, at)]
        self._add(asked.key, asked.item.text, section, [asked, *texts], item)
        self._children(item, at, section, except_for=beside)

    def _group(self, item: Item, at: At, title: str, section: str) -> None:
        """Add the pages of a group, and hold it to what it requires once they are there."""
        before, groups = len(self.pages), [(item, at)]
        if item.is_page:
            shown, later = self._below(item, at, groups)
            if shown:
                self._add(key_of(item.link_id, at), title, section, shown, item)
            for each, inner in later:
                self.collect(each, inner, section if inner else each.text or section)
        else:
            self._children(item, at, section)
        if len(self.pages) > before:
            for group, inner in groups:
                self._hold(group, inner, range(before, len(self.pages)))

    def _hold(self, group: Item, at: At, places: range) -> None:
        """Open a page of the group again, where the group breaks what its author wants of it."""
        key = key_of(group.link_id, at)
        self.break_last(key, [each.human for each in self.walk.broken(Asked(group, at))])
        if not group.least or any(self.pages[place].is_open for place in places):
            return
        if self.walk.is_blank(group, at):
            # Best where there are questions, or else where some can be added
            asking = [place for place in reversed(places) if self.pages[place].questions]
            adding = (place for place in reversed(places) if self.pages[place].asks)
            self._break(next(iter(asking or adding)), key, [ANSWER_ONE])

    def _children(
        self, item: Item, at: At, section: str, *, except_for: Sequence[Item] = ()
    ) -> None:
        for inner in self._inner(item, at):
            name = self._option_at(item, inner) or section
            for child in item.items:
                if child not in except_for:
                    self.collect(child, inner, name)

    def _inner(self, item: Item, at: At) -> list[At]:
        """Return where the children stand. A numbered item was already given its own place."""
        return [at] if item.is_numbered else self.walk.inside(item, at)

    def _option_at(self, item: Item, inner: At) -> str:
        """Return the words of the chosen option that what is below belongs to."""
        if not (item.is_ring and item.is_choice):
            return ""
        options, number = item.options, inner[-1]
        if item.is_open_ended:
            value = self.walk.values.get(item.link_id, {}).get(inner[:-1])
            given = value if isinstance(value, tuple) else ()
            key = dict(zip(chosen(item, given), given, strict=True)).get(number)
            found = item.option(key) if isinstance(key, str) else None
            return found.display if found else item.text
        return options[number].display if number < len(options) else item.text

    def _below(
        self, group: Item, at: At, groups: list[tuple[Item, At]]
    ) -> tuple[list[Asked], list[tuple[Item, At]]]:
        """Return what is on the page of a group, and what repeats in it and comes after it.

        The groups within it are added to `groups`.
        """
        shown: list[Asked] = []
        later: list[tuple[Item, At]] = []
        for item in group.items:
            if not self._is_shown(item, at):
                continue
            if item.is_numbered:
                later.append((item, at))
                continue
            if item.is_ring:
                shown.append(self.walk.asked_at(item, at))
                inner = self._inner(item, at)
                later += [(child, place) for place in inner for child in item.items]
                continue
            more, after = self._below(item, at, groups)
            if item.type == ItemType.GROUP:
                groups.append((item, at))
            if item.type != ItemType.GROUP or (item.text and more):
                shown.append(self.walk.asked_at(item, at))
            shown += more
            later += after
        return shown, later

    def _add(
        self, key: str, title: str, section: str, items: list[Asked], item: Item | None = None
    ) -> None:
        shown = (*self.loose, *items)
        self.loose.clear()
        self.section = section
        hint, why = (item.hint, item.why) if item else ("", "")
        asked = [each.key for each in shown if each.is_answerable] or [key]
        is_open = any(self._is_open(each) for each in asked)
        self.pages.append(Page(key, title, section, shown, is_open, hint, why))
        for each in shown:
            self.break_last(each.key, [broken.human for broken in self.walk.broken(each)])

    def _is_open(self, key: str) -> bool:
        return key not in self.walk.answers or key in self.walk.withdrawn

    def break_last(self, key: str, sentences: Sequence[str]) -> None:
        """Open the page that was added last again where something required is not so."""
        if self.pages:
            self._break(-1, key, sentences)

    def _break(self, place: int, key: str, sentences: Sequence[str]) -> None:
        if sentences:
            page = self.pages[place]
            broken = (*page.broken, *((key, sentence) for sentence in sentences))
            self.pages[place] = replace(page, is_open=True, broken=broken)

    def _end_of(self, item: Item, at: At, numbers: tuple[int, ...], section: str) -> None:
        """Add the page that asks whether there is more, unless there can be no more."""
        more = More(item, at, numbers)
        stored = self.walk.answers.get(more.place.key)
        finished = isinstance(stored, Instances) and stored.finished
        is_open = bool(more.missing) or (more.may_add and not finished)
        texts = tuple(self.loose)
        self.loose.clear()
        self.pages.append(
            Page(more.place.key, item.text, section, texts, is_open, item.hint, item.why, more)
        )


def _is_text(item: Item) -> bool:
    return item.type == ItemType.DISPLAY and not item.items
