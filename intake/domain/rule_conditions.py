"""The conditions of rules as data: groups, counts, named helpers, other rules, scores."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from intake.domain.conditions import AllOf, AnyOf, Condition, Not, Operator, Test
from intake.domain.document import DefinitionError, Json, about, parts, take, whole_number
from intake.domain.questionnaire import Questionnaire
from intake.domain.scores import SCORES


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

    def read_helpers(self, document: Json) -> None:
        for name, entry in take(document, "helpers", dict).items():
            with about(f"helper {name}"):
                self.helpers[name] = self.test(condition_of_helper(entry))

    def test(self, entry: Any) -> Test:
        match entry:
            case {"all": _}:
                return AllOf(self._tests(entry, "all"))
            case {"any": _}:
                return AnyOf(self._tests(entry, "any"), least=_least(entry))
            case {"not": inner}:
                return Not(self.test(inner))
            case {"helper": _}:
                return self._helper(take(entry, "helper", str))
            case {"rule": _}:
                return self._rule(take(entry, "rule", str))
            case {"question": _, "operator": _, "answer": answer}:
                return self._condition(entry, answer)
            case _:
                raise DefinitionError(f"{entry!r} is not a condition.")

    def _tests(self, entry: Json, key: str) -> tuple[Test, ...]:
        found = tuple(self.test(each) for each in parts(entry, key))
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
        condition = Condition(take(entry, "question", str), operator, answer)
        results = self.results.get(condition.question)
        if results is None:
            self.questionnaire.check(condition)
        elif answer not in results:
            raise DefinitionError(f"{condition.question} has no result {answer!r}.")
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
