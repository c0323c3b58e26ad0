"""The items of a response against those of its questionnaire: there, in place, and in order."""

from __future__ import annotations

from typing import Any

from intake.domain.pages import At
from intake.domain.terminology import ValueSets
from intake.domain.validation.answers import check_answer
from intake.domain.validation.choices import check_exclusive
from intake.domain.validation.definition import (
    KINDS,
    MAX_OCCURS,
    MIN_OCCURS,
    Definition,
    Question,
)
from intake.domain.validation.enabling import Enabling
from intake.domain.validation.issues import Findings, Kind, Path

Found = list[tuple[int, dict[str, Any]]]
ALWAYS = Enabling()


class Tree:
    """One comparison. `paths` remembers where each item stands, by linkId and place."""

    def __init__(
        self,
        definition: Definition,
        enabling: Enabling,
        sets: ValueSets,
        findings: Findings,
        *,
        is_finished: bool,
    ) -> None:
        self.definition = definition
        self.enabling = enabling
        self.sets = sets
        self.findings = findings
        self.is_finished = is_finished
        self.paths: dict[tuple[str, At], Path] = {}

    def check(
        self, node: dict[str, Any], around: Definition | Question, path: Path, at: At
    ) -> None:
        """Check the items of a response, of a group in it, or of an answer."""
        found = self._sorted(node.get("item"), around, path, at)
        for place, question in enumerate(around.items):
            if around.places[question.link_id] == place:
                self._question(question, found.get(question.link_id), path, at)

    def _sorted(
        self, items: Any, around: Definition | Question, parent: Path, at: At
    ) -> dict[str, Found]:
        """Return the items by linkId. Those that do not belong here are told at once."""
        found: dict[str, Found] = {}
        last = 0
        for number, node in enumerate(items if isinstance(items, list) else ()):
            link_id = node.get("linkId") if isinstance(node, dict) else None
            if not isinstance(link_id, str) or not link_id:
                continue
            place = around.places.get(link_id)
            if place is None:
                self._stray(link_id, node, (parent, "item", number), at)
                continue
            if place < last:
                text = f"Structural error: items are out of order ('{link_id[:100]}')."
                self.findings.error(Kind.STRUCTURE, "itemOrder", text, (parent, "item", number))
            last = place
            found.setdefault(link_id, []).append((number, node))
        return found

    def _stray(self, link_id: str, node: dict[str, Any], path: Path, at: At) -> None:
        question = self.definition.by_id.get(link_id)
        if question is None:
            text = f"LinkId '{link_id[:100]}' not found in questionnaire."
            self.findings.error(Kind.NOT_FOUND, "invalidLinkId", text, path)
            return
        text = f"Structural error: item with linkId '{link_id[:100]}' is in the wrong place."
        self.findings.error(Kind.STRUCTURE, "invalidLinkId", text, path)
        self._without_conditions(question, node, path, at)

    def _without_conditions(
        self, question: Question, node: dict[str, Any], path: Path, at: At
    ) -> None:
        """Check something that should not be there at all, as if it were asked."""
        before, self.enabling = self.enabling, ALWAYS
        self._item(question, node, path, at, at)
        self.enabling = before

    def _question(self, question: Question, found: Found | None, parent: Path, at: At) -> None:
        is_enabled = self.enabling.is_enabled(question.link_id, at)
        if found is None:
            is_wanted = question.required and question.type != "display"
            is_wanted = is_wanted and not self.enabling.asks_nothing(question, at)
            if is_wanted and is_enabled and self.enabling.knows(question):
                self._missing(question, parent)
            return
        if len(found) > 1 and not question.repeats:
            text = f"Only one response item with the linkId '{question.link_id}' is allowed."
            where = (parent, "item", found[1][0])
            self.findings.error(Kind.INVALID, "repeats", text, where)
        if question.is_group and is_enabled:
            self._count(question, len(found), (parent, "item", found[-1][0]))
        for place, (number, node) in enumerate(found):
            path = (parent, "item", number)
            if is_enabled:
                inner = self.enabling.inside_group(question.link_id, at, place)
                self._item(question, node, path, at, inner)
                continue
            if node.get("answer") or node.get("item"):
                text = f"Item '{question.link_id}' has answers, even though it is not enabled."
                self.findings.error(Kind.INVALID, "notEnabled", text, path)
                self._without_conditions(question, node, path, at)

    def _item(
        self, question: Question, node: dict[str, Any], path: Path, at: At, inner: At
    ) -> None:
        self.paths.setdefault((question.link_id, inner), path)
        words = node.get("text")
        if isinstance(words, str) and words and not question.is_called(words):
            text = f"The text is not that of the item '{question.link_id}' in the questionnaire."
            self.findings.error(Kind.INVALID, "textMismatch", text, path)
        answers = node.get("answer")
        answers = answers if isinstance(answers, list) else []
        if question.is_group:
            self._group(question, node, answers, path, inner)
        elif question.type == "display":
            self._display(node, answers, path)
        elif question.type in KINDS:
            self._answers(question, node, answers, path, at)

    def _group(
        self, question: Question, node: dict[str, Any], answers: list[Any], path: Path, at: At
    ) -> None:
        if answers:
            detail = "invalidType" if question.type == "question" else "groupShouldNotHaveAnswers"
            text = f"Items of type {question.type} should not have answers."
            self.findings.error(Kind.STRUCTURE, detail, text, path)
        if question.required and not node.get("item") and self.enabling is not ALWAYS:
            text = f"The required group '{question.link_id}' has nothing in it."
            self.findings.error(Kind.INVARIANT, "required", text, path)
        self.check(node, question, path, at)

    def _display(self, node: dict[str, Any], answers: list[Any], path: Path) -> None:
        if answers:
            text = "Items of type display should not have answers."
            self.findings.error(Kind.STRUCTURE, "displayAnswer", text, path)
        if node.get("item"):
            text = "Items of type display should not have items."
            self.findings.error(Kind.STRUCTURE, "invalidType", text, path)

    def _answers(
        self, question: Question, node: dict[str, Any], answers: list[Any], path: Path, at: At
    ) -> None:
        if question.required and not answers:
            self._missing(question, path)
        if len(answers) > 1 and not question.repeats:
            text = f"{len(answers)} answers to a question that takes one."
            self.findings.error(Kind.INVALID, "repeats", text, path)
        self._count(question, len(answers), path)
        if question.options and len(answers) > 1:
            check_exclusive(question, answers, path, self.findings)
        if node.get("item"):
            text = "Items below a question belong into its answer."
            self.findings.error(Kind.STRUCTURE, "invalidType", text, path)
        inner = self.enabling.inside_answers(question.link_id, at, answers)
        for number, answer in enumerate(answers):
            if isinstance(answer, dict):
                where = (path, "answer", number)
                check_answer(question, answer, where, self.sets, self.findings)
                if question.items or "item" in answer:
                    self.check(answer, question, where, inner[number])

    def _missing(self, question: Question, path: Path) -> None:
        """A response that is not finished may still miss what is required."""
        text = f"No response answer found for required item '{question.link_id}'."
        say = self.findings.error if self.is_finished else self.findings.warn
        say(Kind.REQUIRED, "required", text, path)

    def _count(self, question: Question, there: int, path: Path) -> None:
        if not question.extensions:
            return
        least, most = question.whole(MIN_OCCURS), question.whole(MAX_OCCURS)
        if least is not None and there < least:
            text = f"The minimum number is {least}, but this has {there}."
            self.findings.error(Kind.INVALID, "minCount", text, path)
        if most is not None and there > most >= 0:
            text = f"The maximum number is {most}, but this has {there}."
            self.findings.error(Kind.INVALID, "maxCount", text, path)
