"""FHIRPath within a walk: what an item's expressions say over the answers that are live so far.

An expression that fails says nothing: it hides no question, and it stops nobody. What failed is
kept by linkId, for staff and editors to know.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from intake.domain import expressions
from intake.domain.items import Constraint, Item, ItemType, Named, Option, offered
from intake.domain.places import Place
from intake.domain.responses import Written, write
from intake.domain.timebox import Allowance
from intake.domain.typed import KINDS, find_option, read_value
from intake.domain.validation.primitives import is_integer
from intake.domain.values import Other, Quantity, Single, Value

if TYPE_CHECKING:
    from intake.domain.pages import At
    from intake.domain.walk import Walk

# A page must come in a second, however many expressions its author wrote. What is not worked out
# by then fails.
SECONDS_FOR_ALL = 0.3


Judged = list[tuple[Constraint, bool | None]]


class Evaluation:
    """The expressions of one walk. What was written for them is kept until an answer is added.

    `failed` says by linkId why what an item works out could not be worked out; the questionnaire's
    own expressions have the name "". No answer stands in it.
    """

    def __init__(self, walk: Walk, *, seconds: float | None = None) -> None:
        self.walk = walk
        self.failed: dict[str, str] = {}
        self._written: Written | None = None
        self._time = Allowance(SECONDS_FOR_ALL if seconds is None else seconds)

    @property
    def is_spent(self) -> bool:
        """Say whether the time for all is used up."""
        return self._time.left <= 0

    def forget(self) -> None:
        self._written = None

    def enables(self, item: Item, at: At) -> bool:
        return _allows(self._run(item.enable_expression, item, at))

    def calculated(self, item: Item, at: At) -> Value | None:
        values = self._values(item, self._run(item.calculated, item, at) or ())
        if not values:
            return None
        return values if item.takes_several else values[0]

    def initial(self, item: Item, at: At) -> tuple[Single, ...]:
        if not item.initial_expression:
            return ()
        return self._values(item, self._run(item.initial_expression, item, at) or ())

    def text(self, item: Item, at: At) -> str:
        if not item.text_expression:
            return ""
        found = self._run(item.text_expression, item, at) or []
        return " ".join(each for each in found if isinstance(each, str)).strip()

    def offered(self, item: Item, at: At) -> tuple[Option, ...] | None:
        """Return what an expression gives to choose from here; None where it fails."""
        found = self._run(item.offers, item, at)
        if found is None:
            return None
        options = (option for each in found if (option := offered(each)))
        return tuple({option.code: option for option in options}.values())

    def switched_off(self, item: Item, at: At) -> frozenset[str]:
        """Return the keys of the options that are not there now."""
        governed = {key for toggle in item.toggles for key in toggle.options}
        there = {
            key
            for toggle in item.toggles
            if _allows(self._run(toggle.expression, item, at))
            for key in toggle.options
        }
        return frozenset(governed - there)

    def broken(self, item: Item, at: At) -> tuple[Constraint, ...]:
        """Return what is required of the answers here and is not so."""
        judged = self.judged(item, at)
        return tuple(each for each, is_met in judged if each.is_error and is_met is False)

    def judged(self, item: Item, at: At) -> Judged:
        """Return each constraint with whether it is met here; None: it cannot be worked out."""
        return [(each, _is_met(self._run(each.expression, item, at))) for each in item.constraints]

    def broken_as_a_whole(self) -> tuple[Constraint, ...]:
        """Return what the questionnaire itself requires of the answers and is not so."""
        judged = self.judged_as_a_whole()
        return tuple(each for each, is_met in judged if each.is_error and is_met is False)

    def judged_as_a_whole(self) -> Judged:
        """Return the questionnaire's own constraints, in the same way."""
        constraints = self.walk.questionnaire.constraints
        return [(each, _is_met(self._run(each.expression))) for each in constraints]

    def attempt(self, expression: str, item: Item | None = None, at: At = ()) -> str:
        """Return why an expression cannot be worked out in this place; nothing where it can."""
        self.failed.clear()
        self._run(expression, item, at)
        return self.failed.get(item.link_id if item else "", "")

    def _run(self, expression: str, item: Item | None = None, at: At = ()) -> list[Any] | None:
        """Return what an expression gives in this place, or as a whole; None where it fails."""
        name = item.link_id if item else ""
        if self.is_spent:
            self.failed.setdefault(name, expressions.TOO_SLOW)
            return None
        with self._time.spending():
            if item is None:
                return self._evaluate(name, expression, None, {})
            node = _node(self._write(), item, at)
            return self._evaluate(name, expression, node, self._variables(item, at))

    def _evaluate(
        self, name: str, expression: str, node: dict[str, Any] | None, variables: dict[str, Any]
    ) -> list[Any] | None:
        response = self._write().response
        try:
            return expressions.evaluate(
                expression,
                resource=response,
                context=node or response,
                variables=variables,
                now=self.walk.now,
            )
        except expressions.ExpressionError as error:
            self.failed.setdefault(name, str(error))
        return None

    def _write(self) -> Written:
        if self._written is None:
            walk = self.walk
            self._written = write(walk.questionnaire, walk.live, status="in-progress")
        return self._written

    def _variables(self, item: Item, at: At) -> dict[str, Any]:
        """Return the variables in reach: the questionnaire's, and those of all that is around."""
        written, questionnaire = self._write(), self.walk.questionnaire
        found: dict[str, Any] = {"questionnaire": questionnaire.document}
        found["qitem"] = questionnaire.elements.get(item.link_id, {})
        self._name(item, questionnaire.variables, written.response, found)
        for link_id in self._path(item):
            around = questionnaire.by_id[link_id]
            if around.variables:
                node = _node(written, around, at[: len(self.walk.rings_of(link_id))])
                self._name(item, around.variables, node, found)
        return found

    def _name(
        self, item: Item, variables: Iterable[Named], node: Any, found: dict[str, Any]
    ) -> None:
        for variable in variables:
            given = self._evaluate(item.link_id, variable.expression, node, found)
            found[variable.name] = given or []

    def _path(self, item: Item) -> list[str]:
        """Return the linkIds from the top down to this item."""
        path: list[str] = []
        link_id: str | None = item.link_id
        while link_id is not None:
            path.insert(0, link_id)
            link_id = self.walk.questionnaire.parents[link_id]
        return path

    def _values(self, item: Item, found: Iterable[Any]) -> tuple[Single, ...]:
        values = (_value(item, each) for each in found)
        return tuple(value for value in values if value is not None)


def _allows(found: list[Any] | None) -> bool:
    """Say whether something is there: where its expression fails, it is."""
    if found is None or len(found) > 1:
        return True
    return expressions.truth(found) is True


def _is_met(found: list[Any] | None) -> bool | None:
    """Say whether a constraint is met: what is empty, or several things, speaks against nothing."""
    if found is None:
        return None
    return len(found) != 1 or expressions.truth(found) is not False


def _node(written: Written, item: Item, at: At) -> dict[str, Any]:
    return written.nodes.get(Place(item.link_id, at).key) or {"linkId": item.link_id}


def _value(item: Item, found: Any) -> Single | None:
    """Return what an expression gave as an answer to this question."""
    if isinstance(found, date | time):
        found = found.isoformat()
    if item.is_choice:
        return _chosen(item, found)
    if item.type == ItemType.INTEGER and isinstance(found, Decimal | float):
        found = int(found) if found == int(found) else None
    if item.type == ItemType.INTEGER and not is_integer(found):
        return None
    if item.type == ItemType.QUANTITY and isinstance(found, int | Decimal | float):
        unit = item.units[0] if item.units else None
        number = Decimal(str(found))
        return Quantity(number, unit.display, unit.code, unit.system) if unit else Quantity(number)
    return read_value(item, {KINDS.get(item.type, ""): found})


def _chosen(item: Item, found: Any) -> Single | None:
    kinds = {str: "valueString", int: "valueInteger", dict: "valueCoding"}
    option = find_option(item, kinds.get(type(found), ""), found)
    if option is None and isinstance(found, str):  # a code alone
        option = find_option(item, "valueCoding", {"code": found})
    if option is None and isinstance(found, str) and not item.options:
        return Other(found) if found.strip() else None
    return option.code if option else None
