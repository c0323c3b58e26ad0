"""What is wrong with a definition although it can be served: what nobody will ever be asked, ..."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from intake.domain import units
from intake.domain.conditions import AllOf, AnyOf, Condition, Operator, Test
from intake.domain.contradictions import contradiction
from intake.domain.document import Json
from intake.domain.items import Item, ItemType
from intake.domain.questionnaire import Questionnaire, walk_tree
from intake.domain.reading.translations import untranslated
from intake.domain.ruling.parts import FINDINGS, FLAGS, HINTS, PATTERNS, RULES, Place
from intake.domain.scores import SCORES
from intake.domain.topics import PATTERN
from intake.domain.triage import Finding, Hint, Pattern, Rule, Ruleset
from intake.domain.turning import turned

# How far a chain of conditions is followed back, nearest first.
MOST_NEEDS = 100
# These conditions hold for a question that is not asked, too.
HOLD_FOR_NOTHING = (Operator.NOT_EQUALS,)


@dataclass(frozen=True)
class Fault:
    """Something that an editor should look at. `link_id` is empty where it is no item's.

    `place` is the part of the rules that it is about, if it is.
    """

    link_id: str
    code: str
    text: str
    place: Place | None = None


def prove(
    questionnaire: Questionnaire,
    *,
    document: Json | None = None,
    ruleset: Ruleset | None = None,
) -> tuple[Fault, ...]:
    """Return the faults of a definition; with its document also those of its words."""
    proof = _Proof(questionnaire)
    found = [*proof.faults()]
    if document is not None:
        found += (Fault(link_id, "translation", text) for link_id, text in untranslated(document))
        found += (Fault(link_id, "turning", text) for link_id, text in turned(document))
    if ruleset is not None:
        found += _of_rules(ruleset, proof)
    return tuple(dict.fromkeys(found))


class _Proof:
    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.all = [item for item, _ in walk_tree(questionnaire.items)]
        self.place = {item.link_id: number for number, item in enumerate(self.all)}
        self.dead: dict[str, str] = {}
        self._needs: dict[str, tuple[Condition, ...]] = {}
        for link_id in questionnaire.order:
            self._judge(questionnaire.by_id[link_id])

    def faults(self) -> Iterator[Fault]:
        yield from self._twice()
        yield from self._circles()
        for link_id, why in self.dead.items():
            yield Fault(link_id, "unreachable", f"{link_id} is never asked: {why}.")
        for item in self.all:
            yield from self._later(item)
            yield from _options(item)
            yield from _limits(item)
            yield from self._hidden(item)

    def _twice(self) -> Iterator[Fault]:
        for link_id, times in Counter(item.link_id for item in self.all).items():
            if times > 1:
                text = f"The linkId {link_id} stands {times} times."
                yield Fault(link_id, "duplicate-link-id", text)

    def _circles(self) -> Iterator[Fault]:
        waiting = self.questionnaire.by_id.keys() - set(self.questionnaire.order)
        for link_id in sorted(waiting, key=self.place.__getitem__):
            text = f"{link_id} is never asked: its conditions wait for one another in a circle."
            yield Fault(link_id, "circle", text)

    def _judge(self, item: Item) -> None:
        """Find out what must hold for an item to be asked, and whether it ever can."""
        parent = self.questionnaire.parents[item.link_id]
        needs = self._needs.get(parent, ()) if parent else ()
        if parent in self.dead:
            self.dead[item.link_id] = f"{parent}, which it belongs to, is not"
        if item.enable_any and len(item.enable_when) > 1:
            reasons = [self.impossible((*needs, *self.needed(one))) for one in item.enable_when]
            if all(reasons):
                self.dead.setdefault(item.link_id, reasons[0])
        else:
            needs = (*(each for one in item.enable_when for each in self.needed(one)), *needs)
            if reason := self.impossible(needs):
                self.dead.setdefault(item.link_id, reason)
        self._needs[item.link_id] = tuple(dict.fromkeys(needs))[:MOST_NEEDS]

    def needed(self, condition: Condition) -> tuple[Condition, ...]:
        """Return a condition with what must hold for its question to be asked at all."""
        if _holds_for_nothing(condition):
            return (condition,)
        return (condition, *self._needs.get(condition.question, ()))

    def around(self, link_id: str) -> Iterator[Item]:
        """Yield a question and all that it stands in."""
        name: str | None = link_id
        while name in self.questionnaire.by_id:
            yield self.questionnaire.by_id[name]
            name = self.questionnaire.parents[name]

    def impossible(self, conditions: Sequence[Condition]) -> str:
        """Return why these cannot all hold, or nothing where they may."""
        for condition in conditions:
            if _holds_for_nothing(condition):
                continue
            if condition.question in self.dead:
                return f"{condition.question}, which it looks at, is never asked"
            target = self.questionnaire.by_id.get(condition.question)
            if target is None:
                return f"{condition.question}, which it looks at, does not exist"
            if self._is_never_answered(target):
                return f"{condition.question}, which it looks at, is never answered"
        return contradiction(conditions, self.questionnaire)

    def _later(self, item: Item) -> Iterator[Fault]:
        for condition in item.enable_when:
            if self.place.get(condition.question, -1) > self.place[item.link_id]:
                text = f"{item.link_id} looks at {condition.question}, which is asked only later."
                yield Fault(item.link_id, "later", text)

    def _hidden(self, item: Item) -> Iterator[Fault]:
        if item.is_question and item.required and self._is_never_answered(item):
            is_hidden = item.link_id in self.questionnaire.hidden
            code, why = ("hidden", "hidden") if is_hidden else ("read-only", "read-only and empty")
            text = f"{item.link_id} must be answered, and nobody can: it is {why}."
            yield Fault(item.link_id, code, text)

    def _is_never_answered(self, item: Item) -> bool:
        is_given = item.calculated or item.initial or item.initial_expression
        is_shut = item.read_only or item.link_id in self.questionnaire.hidden
        return is_shut and not is_given


def _holds_for_nothing(condition: Condition) -> bool:
    is_absence = condition.operator == Operator.EXISTS and condition.answer is False
    return is_absence or condition.operator in HOLD_FOR_NOTHING


def _options(item: Item) -> Iterator[Fault]:
    shown = Counter((option.display.casefold(), option.prefix) for option in item.options)
    for (display, _), times in shown.items():
        if times > 1:
            text = f"{item.link_id} has {times} options that read the same: {display}."
            yield Fault(item.link_id, "option-twice", text)


def _limits(item: Item) -> Iterator[Fault]:
    pairs: Mapping[str, tuple[Any, Any]] = {
        "value": (item.min_value, item.max_value),
        "length": (item.min_length, item.max_length),
        "number of answers": (item.min_occurs, item.max_occurs),
        "quantity": _quantities(item),
    }
    for name, (least, most) in pairs.items():
        if least is not None and most is not None and type(least) is type(most) and least > most:
            text = f"{item.link_id}: the least {name} is {least}, and the most is {most}."
            yield Fault(item.link_id, "limits", text)
    offered = len(item.options)
    if item.type == ItemType.CHOICE and item.takes_several and 0 < offered < item.least:
        text = f"{item.link_id}: {item.least} options must be chosen, and there are {offered}."
        yield Fault(item.link_id, "limits", text)


def _quantities(item: Item) -> tuple[Any, Any]:
    """Return the least and the most quantity, in the same unit."""
    if item.min_quantity is None or item.max_quantity is None:
        return None, None
    return units.comparable(item.min_quantity, item.max_quantity) or (None, None)


def _of_rules(ruleset: Ruleset, proof: _Proof) -> Iterator[Fault]:
    for place, rule in _placed(ruleset):
        for test in (rule.test, rule.lists):
            if test is None:
                continue
            for name in dict.fromkeys(test.questions()):
                if name not in proof.questionnaire.by_id and name not in (*SCORES, PATTERN):
                    text = f"The rule {rule.id} names {name}, which does not exist."
                    yield Fault("", "rule-names-nothing", text, place)
        if rule.test is not None and (why := _never(rule.test, proof)):
            yield Fault("", "dead-rule", f"The rule {rule.id} never fires: {why}.", place)


def _placed(ruleset: Ruleset) -> Iterator[tuple[Place, Rule | Finding]]:
    """Yield rules, findings and flags, each with where it stands."""
    yield from ((Place(RULES, rule.id), rule) for rule in ruleset.rules)
    yield from ((Place(FLAGS, flag.id), flag) for flag in ruleset.flags)
    holders: list[tuple[str, Pattern | Hint]] = [(PATTERNS, each) for each in ruleset.patterns]
    holders += [(HINTS, each) for each in ruleset.hints]
    for kind, holder in holders:
        for finding in holder.findings:
            yield Place(FINDINGS, finding.id, kind, holder.id), finding


def _never(test: Test, proof: _Proof) -> str:
    """Return why a test can never hold; nothing where it may."""
    if isinstance(test, AnyOf):
        reasons = [_never(part, proof) for part in test.parts]
        is_dead = reasons.count("") < test.least
        return next((reason for reason in reasons if reason), "") if is_dead else ""
    if isinstance(test, AllOf):
        for part in test.parts:
            if reason := _never(part, proof):
                return reason
    return _contradictory(_certain(test), proof)


def _contradictory(certain: Sequence[Condition], proof: _Proof) -> str:
    """Return why these cannot hold together, each with what lets its question be asked."""
    needed = [each for one in certain for each in proof.needed(one)]
    if reason := proof.impossible(needed):
        return reason
    asked = [one.question for one in certain if not _holds_for_nothing(one)]
    for item in {item.link_id: item for name in asked for item in proof.around(name)}.values():
        if item.enable_any:
            ways = [proof.impossible([*needed, *proof.needed(way)]) for way in item.enable_when]
            if ways and all(ways):
                return ways[0]
    return ""


def _certain(test: Test) -> tuple[Condition, ...]:
    """Return the conditions that must hold for a test to hold."""
    match test:
        case Condition():
            return () if test.question in (*SCORES, PATTERN) else (test,)
        case AllOf():
            return tuple(each for part in test.parts for each in _certain(part))
    return ()
