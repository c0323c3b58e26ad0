"""The walk: from a definition and answers to what is asked, page by page. Nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from itertools import takewhile

from intake.domain.evaluating import Evaluation
from intake.domain.items import MOST_INSTANCES, Constraint, Item
from intake.domain.pages import Asked, At, Page
from intake.domain.paging import pages_of
from intake.domain.places import key_of
from intake.domain.questionnaire import Questionnaire, walk_tree
from intake.domain.responses import chosen, numbers
from intake.domain.values import Answers, Instances, Single, Value

# How many instances stand there before the first word: below others fewer, for they multiply. The
# patient adds the rest, one by one.
AT_FIRST = (MOST_INSTANCES, 10, 1)


@dataclass(frozen=True)
class Sight:
    """The answers as an item sees them: those inside its own instances come first.

    Of what repeats further down or elsewhere it sees the answers of every instance together.
    """

    walk: Walk
    rings: tuple[str, ...]
    at: At

    def get(self, link_id: str, /) -> Value | None:
        places = self.walk.values.get(link_id)
        if places is None:
            return None
        if () in places:
            return places[()]
        shared = self._shared(link_id)
        near = [value for at, value in places.items() if at[:shared] == self.at[:shared]]
        return near[0] if len(near) == 1 else _together(near) or None

    def _shared(self, link_id: str) -> int:
        """Return how many of the things that repeat are around both items."""
        pairs = zip(self.rings, self.walk.rings_of(link_id), strict=False)
        return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))


class Walk:
    """One walk over a definition and answers.

    An item is asked when its parent is and its conditions hold over answers that are live
    themselves. Items that wait for one another in a circle are not asked.
    `now` is what expressions know of the time, if anything.
    `withdrawn` are the keys of what was chosen and can no longer be.
    `live` are the answers that count, by key; `values` the same by linkId and place.
    """

    def __init__(
        self, questionnaire: Questionnaire, answers: Answers, *, now: datetime | None = None
    ) -> None:
        self.questionnaire = questionnaire
        self.now = now
        self.answers = answers
        self.live: dict[str, Value] = {}
        self.values: dict[str, dict[At, Value]] = {}
        self.places: dict[str, list[At]] = {}
        self.withdrawn: set[str] = set()
        self.evaluation = Evaluation(self)
        for link_id in questionnaire.order:
            self._visit(questionnaire.by_id[link_id], questionnaire.parents[link_id])

    @cached_property
    def by_question(self) -> dict[str, Value]:
        """The live answers by linkId; those of several instances together."""
        return {
            link_id: next(iter(places.values()))
            if len(places) == 1
            else _together(list(places.values()))
            for link_id, places in self.values.items()
        }

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every page that these answers lead to, in order."""
        return pages_of(self)

    @property
    def first_open(self) -> Page | None:
        """The first page that still has something to ask; None when all is answered."""
        return next((page for page in self.pages if page.is_open), None)

    def find(self, key: str) -> tuple[Page, int] | None:
        """Return the page of this name and its place, if these answers lead to it."""
        found = ((page, place) for place, page in enumerate(self.pages) if page.key == key)
        return next(found, None)

    def after(self, key: str) -> Page | None:
        """Return where Continue leads from a page; None means: check your answers.

        A page that grew follow-up questions comes again first.
        """
        found = self.find(key)
        if found is None:
            return self.first_open
        page, place = found
        return page if page.is_open else next(iter(self.pages[place + 1 :]), None)

    def before(self, key: str) -> Page | None:
        """Return where Back leads from a page; None means: the start."""
        found = self.find(key)
        return self.pages[found[1] - 1] if found and found[1] else None

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Every question that these answers lead to, in order; in one place after the other."""
        return tuple(
            self.asked_at(item, at)
            for item in self.questionnaire.questions
            if item.link_id not in self.questionnaire.hidden
            for place in self.places.get(item.link_id, ())
            for at in (self.inside(item, place) if item.is_numbered else [place])
        )

    def asked_at(self, item: Item, at: At) -> Asked:
        """Return an item as it looks in this place: its text and its options may depend."""
        if not (item.text_expression or item.toggles or item.offers):
            return Asked(item, at)
        text = self.evaluation.text(item, at)
        if item.offers:
            found = self.evaluation.offered(item, at) or ()
            return Asked(replace(item, text=text or item.text, options=found, offers=""), at)
        hidden = self.evaluation.switched_off(item, at)
        options = tuple(option for option in item.options if option.code not in hidden)
        return Asked(replace(item, text=text or item.text, options=options), at)

    def rings_of(self, link_id: str) -> tuple[str, ...]:
        """Return what repeats around the answers to a question, itself among it."""
        around = self.questionnaire.rings[link_id]
        return (*around, link_id) if self.questionnaire.by_id[link_id].is_numbered else around

    def inside(self, item: Item, at: At) -> list[At]:
        """Return where the items below this one stand: once, or once for each instance."""
        if not item.is_ring:
            return [at]
        if item.is_numbered:
            return [(*at, number) for number in self.instances(item, at)]
        value = self.values.get(item.link_id, {}).get(at)
        several = value if isinstance(value, tuple) else ()
        return [(*at, number) for number in chosen(item, several)]

    def instances(self, item: Item, at: At) -> tuple[int, ...]:
        """Return the numbers of what is there; as many as there must be, before the first word."""
        value = self.answers.get(key_of(item.link_id, at))
        if isinstance(value, Instances):
            return numbers(value)
        return tuple(range(min(item.least, AT_FIRST[min(len(at), 2)])))

    def sight(self, item: Item, at: At) -> Sight:
        return Sight(self, self.questionnaire.rings[item.link_id], at)

    def broken(self, asked: Asked) -> tuple[Constraint, ...]:
        """Return what is required of the answers here and is not so."""
        return self.evaluation.broken(asked.item, asked.at) if asked.item.constraints else ()

    def is_blank(self, group: Item, at: At) -> bool:
        """Say whether something is asked below a group, and all of it was left blank."""
        below = (item for item, _ in walk_tree(group.items))
        return self.asks_below(group, at) and not _any_within(self.values, below, at)

    def asks_below(self, group: Item, at: At) -> bool:
        """Say whether something is asked below a group that a patient can answer."""
        return _any_within(self.places, self.questionnaire.answerable(group), at)

    def initial(self, asked: Asked) -> Value | None:
        """Return what stands in the box before the patient has answered."""
        found = self.evaluation.initial(asked.item, asked.at) or asked.item.initial
        if not found:
            return None
        return found if asked.item.takes_several else found[0]

    def _visit(self, item: Item, parent: str | None) -> None:
        around = [()] if parent is None else self._inside_of(parent)
        self.places[item.link_id] = [at for at in around if self._is_enabled(item, at)]
        if item.is_question or item.is_numbered:
            for at in self.places[item.link_id]:
                self._take(item, at)

    def _inside_of(self, link_id: str) -> list[At]:
        item = self.questionnaire.by_id[link_id]
        return [inner for at in self.places.get(link_id, ()) for inner in self.inside(item, at)]

    def _is_enabled(self, item: Item, at: At) -> bool:
        condition = item.condition
        if condition is not None and condition.because(self.sight(item, at)) is None:
            return False
        return not item.enable_expression or self.evaluation.enables(item, at)

    def _take(self, item: Item, at: At) -> None:
        """Let the answers to a question that is asked count."""
        if not item.is_numbered:
            self._keep(item, at, self._value(item, at))
            return
        key = key_of(item.link_id, at)
        stored = self.answers.get(key)
        finished = isinstance(stored, Instances) and stored.finished
        self.live[key] = Instances(self.instances(item, at), finished)
        if item.is_question:
            for inner in self.inside(item, at):
                self._keep(item, inner, self._value(item, inner))

    def _keep(self, item: Item, at: At, value: Value | None) -> None:
        if value in (None, (), "") or isinstance(value, Instances):
            return
        self.live[key_of(item.link_id, at)] = value
        self.values.setdefault(item.link_id, {})[at] = value
        self.evaluation.forget()

    def _value(self, item: Item, at: At) -> Value | None:
        if item.calculated:
            return self.evaluation.calculated(item, at)
        given = self.answers.get(key_of(item.link_id, at))
        if given is None and (item.read_only or item.link_id in self.questionnaire.hidden):
            return self.initial(Asked(item, at))
        if (item.toggles or item.offers) and given is not None:
            kept = _without(given, self._gone(item, at, given))
            if not kept:
                self.withdrawn.add(key_of(item.link_id, at))
            return kept
        return given

    def _gone(self, item: Item, at: At, given: Value) -> frozenset[str]:
        """Return what of an answer can no longer be chosen. Own words always can."""
        if not item.offers:
            return self.evaluation.switched_off(item, at)
        offered = self.evaluation.offered(item, at)
        if offered is None:
            return frozenset()
        there = {option.code for option in offered}
        several = given if isinstance(given, tuple) else (given,)
        return frozenset(each for each in several if isinstance(each, str)) - there


def _any_within(places: Mapping[str, Iterable[At]], items: Iterable[Item], at: At) -> bool:
    """Say whether any of these items stands somewhere within a place."""
    depth = len(at)
    return any(each[:depth] == at for item in items for each in places.get(item.link_id, ()))


def _together(values: list[Value]) -> tuple[Single, ...]:
    """Return the answers of several places as the answers to one question."""
    return tuple(
        single
        for value in values
        if not isinstance(value, Instances)
        for single in (value if isinstance(value, tuple) else (value,))
    )


def _without(value: Value, options: frozenset[str]) -> Value | None:
    """Take away what can no longer be chosen."""
    if isinstance(value, tuple):
        return tuple(each for each in value if each not in options)
    return None if value in options else value
