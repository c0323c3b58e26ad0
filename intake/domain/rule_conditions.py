"""The conditions of rules as data: groups, counts, named helpers, other rules, scores."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from intake.domain.conditions import AllOf, AnyOf, Condition, Not, Operator, Test
from intake.domain.document import DefinitionError, Json, about, parts, take, whole_number
from intake.domain.questionnaire import Questionnaire
from intake.domain.rule_answers import read_answer
from intake.domain.scores import SCORES

# Names can stand for names that stand for names: each page of a patient looks at all of it.
MOST_PARTS = 20_000  # of all conditions, spelled out; the leg check has 600
DEEPEST = 50  # within one another; the leg check has 7


@dataclass(frozen=True)
class Size:
    """How many parts a condition has, spelled out, and how deep they stand in one another."""

    test: Test
    parts: int
    depth: int


@dataclass
class Conditions:
    """Reads conditions, each of which may name what was read before it.

    Raises DefinitionError where one names a question, an answer, a helper, a rule or a result
    that does not exist: it could never hold. `results` are those of scores by name.
    """

    questionnaire: Questionnaire
    helpers: dict[str, Test] = field(default_factory=dict)
    rules: dict[str, Test | None] = field(default_factory=dict)
    results: dict[str, tuple[str, ...]] = field(
        default_factory=lambda: {score.name: score.results for score in SCORES.values()}
    )
    sizes: dict[int, Size] = field(default_factory=dict)
    parts_read: int = 0

    def read_helpers(self, document: Json) -> None:
        for name, entry in take(document, "helpers", dict).items():
            with about(f"helper {name}"):
                self.helpers[name] = self.test(condition_of_helper(entry))

    def test(self, entry: Any) -> Test:
        """Return a condition, and what it names in it."""
        found = self._test(entry)
        self.parts_read += self.sizes[id(found)].parts
        if self.parts_read > MOST_PARTS:
            raise DefinitionError(f"the conditions have more than {MOST_PARTS} parts, spelled out.")
        return found

    def _test(self, entry: Any) -> Test:
        found = self._read(entry)
        if id(found) not in self.sizes:
            self.sizes[id(found)] = size = self._size(found)
            if size.depth > DEEPEST:
                raise DefinitionError(f"it is more than {DEEPEST} conditions deep.")
        return found

    def _size(self, test: Test) -> Size:
        """Measure a condition by its parts: what is named twice counts twice."""
        within = test.parts if isinstance(test, AllOf | AnyOf) else ()
        if isinstance(test, Not):
            within = (test.part,)
        sizes = [self.sizes[id(part)] for part in within]
        depth = max((size.depth for size in sizes), default=0)
        return Size(test, 1 + sum(size.parts for size in sizes), 1 + depth)

    def _read(self, entry: Any) -> Test:
        match entry:
            case {"all": _}:
                return AllOf(self._tests(entry, "all"))
            case {"any": _}:
                return AnyOf(self._tests(entry, "any"), least=_least(entry))
            case {"not": inner}:
                return Not(self._test(inner))
            case {"helper": _}:
                return self._helper(take(entry, "helper", str))
            case {"rule": _}:
                return self._rule(take(entry, "rule", str))
            case {"question": _, "operator": _, "answer": answer}:
                return self._condition(entry, answer)
            case _:
                raise DefinitionError(f"{entry!r} is not a condition.")

    def _tests(self, entry: Json, key: str) -> tuple[Test, ...]:
        found = tuple(self._test(each) for each in parts(entry, key))
        if not found:
            raise DefinitionError(f"{key!r} of nothing.")
        return found

    def _helper(self, name: str) -> Test:
        if name not in self.helpers:
            raise DefinitionError(f"the helper {name!r} does not stand before it.")
        return self.helpers[name]

    def _rule(self, name: str) -> Test:
        found = self.rules.get(name)
        if found is None:
            raise DefinitionError(f"no rule {name!r} with a condition stands before it.")
        return found

    def _condition(self, entry: Json, answer: Any) -> Condition:
        try:
            operator = Operator(take(entry, "operator", str))
        except ValueError:
            raise DefinitionError(f"{entry['operator']!r} is not an operator.") from None
        question = take(entry, "question", str)
        if item := self.questionnaire.by_id.get(question):
            answer = read_answer(item, operator, answer)
        condition = Condition(question, operator, answer)
        results = self.results.get(question)
        if results is None:
            self.questionnaire.check(condition)
        elif answer not in results:
            raise DefinitionError(f"{condition.question} has no result {answer!r}.")
        elif operator not in (Operator.EQUALS, Operator.NOT_EQUALS):
            raise DefinitionError(f"results of {condition.question} are in no order.")
        return condition


def condition_of_helper(entry: Any) -> Any:
    """Return the condition of a helper, which may stand under a title that is read aloud."""
    return entry["when"] if isinstance(entry, dict) and "when" in entry else entry


def _least(entry: Json) -> int:
    least = whole_number(entry, "least")
    if least is None:
        return 1
    if not 1 <= least <= len(entry["any"]):
        raise DefinitionError(f"at least {least} of {len(entry['any'])} makes no sense.")
    return least
