"""The form of a worked case: the questionnaire's own questions, and what must come out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from intake.admin.builder.case_boxes import QuestionBoxes, is_offered
from intake.domain.cases import (
    INCLUDING,
    LONGEST_ID,
    LONGEST_WHY,
    SETS,
    SINGLE,
    Case,
    Outcome,
    named,
)
from intake.domain.document import DefinitionError
from intake.domain.questionnaire import Questionnaire as Definition
from intake.domain.questionnaire import walk_tree
from intake.domain.scores import CLASSES, ECQ_QUESTIONS, in_words
from intake.domain.topics import pattern_names
from intake.domain.triage import PRIORITIES, Ruleset
from intake.trying import Basis

NOT_CHECKED = ("", "Not checked")
WIDE = {"class": "vTextField"}
Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Section:
    """Questions that belong together. `answered` counts those that have an answer."""

    title: str
    questions: tuple[list[forms.BoundField], ...]
    answered: int
    is_open: bool


class CaseForm(forms.Form):
    """A case, typed in. `is_whole` asks for all that a case needs to be kept."""

    name = forms.CharField(
        label="Name",
        required=False,
        max_length=LONGEST_ID,
        help_text="Short, such as P26.",
        widget=forms.TextInput({"size": 12}),
    )
    why = forms.CharField(
        label="Why this must come out",
        required=False,
        max_length=LONGEST_WHY,
        help_text="The rule or the guideline behind it, for whoever reads it next year.",
        widget=forms.Textarea({"class": "vLargeTextField", "rows": 3}),
    )

    def __init__(
        self, data: Any = None, *, basis: Basis, case: Case | None = None, is_whole: bool = False
    ) -> None:
        self.basis, self.case, self.is_whole = basis, case, is_whole
        self.boxes = [QuestionBoxes(i) for i in basis.definition.questions if is_offered(i)]
        self.lost: list[str] = []
        super().__init__(data, initial=self._initial(case))
        for each in self.boxes:
            self.fields.update(each.fields)
        self.fields.update(_expectations(basis, case))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.answers: dict[str, Any] = self._kept()
        for each in self.boxes:
            try:
                answer = each.answer(cleaned)
            except DefinitionError as error:
                told = str(error)
                self.add_error(each.name, told[0].upper() + told[1:])
                continue
            if answer is not None:
                self.answers[each.item.link_id] = answer
        self.expect = dict(_expected(cleaned))
        if self.is_whole and not cleaned.get("name", "").strip():
            self.add_error("name", "Give the case a short name, such as P26.")
        if self.is_whole and not self.expect:
            self.add_error("priority", "Say what must come out: the priority, at least.")
        return cleaned

    @property
    def written(self) -> Case:
        """The case as it is typed, once that is valid."""
        cleaned = self.cleaned_data
        return Case(cleaned["name"].strip(), self.answers, self.expect, cleaned["why"].strip())

    @property
    def sections(self) -> tuple[Section, ...]:
        return tuple(self._sections())

    @property
    def expected_one(self) -> list[forms.BoundField]:
        return [self[name] for name in SINGLE if name in self.fields]

    @property
    def expected_several(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[name], self[f"{name}_only"]) for name in SETS]

    def _sections(self) -> Iterator[Section]:
        definition = self.basis.definition
        for title, boxes in _grouped(definition, self.boxes):
            bound = tuple([self[name] for name in each.fields] for each in boxes)
            answered = sum(any(_has_value(field) for field in fields[:1]) for fields in bound)
            wrong = any(field.errors for fields in bound for field in fields)
            yield Section(title, bound, answered, bool(answered or wrong))

    def _initial(self, case: Case | None) -> dict[str, Any]:
        if case is None:
            return {}
        found: dict[str, Any] = {"name": case.id, "why": case.why}
        by_id = {each.item.link_id: each for each in self.boxes}
        for link_id, raw in case.answers.items():
            try:
                if link_id in by_id:
                    found |= by_id[link_id].initial(raw)
                elif not self._is_known(link_id):
                    self.lost.append(f"{link_id}: there is no such question.")
            except DefinitionError as error:
                self.lost.append(f"{link_id}: {error}")
        return found | _initial_expectations(case)

    def _is_known(self, link_id: str) -> bool:
        item = self.basis.definition.by_id.get(link_id)
        return item is not None and item.is_question

    def _kept(self) -> dict[str, Any]:
        """Return the answers that came by a file and have no box here."""
        offered = {each.item.link_id for each in self.boxes}
        given = self.case.answers if self.case else {}
        return {k: raw for k, raw in given.items() if k not in offered and self._is_known(k)}


def taken(data: QueryDict, got: Outcome) -> QueryDict:
    """Return what was sent, with what comes out now as what must come out."""
    changed = data.copy()
    for name in SINGLE:
        changed[name] = getattr(got, name)
    for name in SETS:
        changed.setlist(name, list(getattr(got, name)))
        changed.pop(f"{name}_only", None)
    return changed


def _grouped(
    definition: Definition, boxes: Sequence[QuestionBoxes]
) -> list[tuple[str, list[QuestionBoxes]]]:
    """Return the questions under the titles of the groups at the top."""
    top = {
        item.link_id: root.text if root.items and not root.is_question else "Other questions"
        for root in definition.items
        for item, _ in walk_tree((root,))
    }
    found: dict[str, list[QuestionBoxes]] = {}
    for each in boxes:
        found.setdefault(top[each.item.link_id] or "Other questions", []).append(each)
    return list(found.items())


def _has_value(field: forms.BoundField) -> bool:
    return field.value() not in (None, "", [])


def _expectations(basis: Basis, case: Case | None) -> Iterator[tuple[str, forms.Field]]:
    ruleset, expect = basis.ruleset, case.expect if case else {}
    singles: dict[str, tuple[str, Choices]] = {
        "priority": ("Priority", [(name, name.capitalize()) for name in PRIORITIES]),
        "pattern": ("Pattern", _patterns(ruleset)),
    }
    if set(ECQ_QUESTIONS) & basis.definition.by_id.keys():
        named_classes = [(name, in_words(name)) for name in CLASSES]
        singles["ecq"] = ("Walking questions (ECQ)", named_classes)
    for name, (label, choices) in singles.items():
        known = _with_gone(choices, [expect[name]] if expect.get(name) else [])
        yield name, forms.ChoiceField(label=label, choices=[NOT_CHECKED, *known], required=False)
    for name, label, choices in (
        ("fired", "Rules and findings that must fire", _reasons(ruleset)),
        ("flags", "Flags for staff", [(f.id, f"{f.id}: {f.reason}") for f in ruleset.flags]),
        ("texts", "What the patient reads", _texts(ruleset)),
        ("hints", "Hints for staff", _hints(ruleset)),
    ):
        yield (
            name,
            forms.MultipleChoiceField(
                label=label,
                choices=_with_gone(choices, named(expect.get(name, []))),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            ),
        )
        yield f"{name}_only", forms.BooleanField(label="These and no others", required=False)


def _patterns(ruleset: Ruleset) -> Choices:
    titles = {pattern.id: pattern.title for pattern in ruleset.patterns}
    names = pattern_names(ruleset)
    return [(name, titles.get(name, in_words(name))) for name in names]


def _reasons(ruleset: Ruleset) -> Choices:
    found = [(rule.id, f"{rule.id}: {rule.reason}") for rule in ruleset.rules]
    findings = (finding for pattern in ruleset.patterns for finding in pattern.findings)
    return [*found, *((finding.id, f"{finding.id}: {finding.reason}") for finding in findings)]


def _texts(ruleset: Ruleset) -> Choices:
    return [(text.id, f"{text.id}: {text.heading}") for text in ruleset.texts.values()]


def _hints(ruleset: Ruleset) -> Choices:
    return [
        (finding.id, f"{hint.title}: {finding.reason}")
        for hint in ruleset.hints
        for finding in hint.findings
    ]


def _with_gone(choices: Choices, wanted: Sequence[str]) -> Choices:
    """Add what a case expects and nothing is called any more, so that it is not lost unseen."""
    known = {name for name, _ in choices}
    return [*choices, *((name, f"{name} (gone)") for name in wanted if name not in known)]


def _initial_expectations(case: Case) -> dict[str, Any]:
    found: dict[str, Any] = {name: case.expect.get(name, "") for name in SINGLE}
    for name in SETS:
        wanted = case.expect.get(name)
        found[name] = named(wanted) or []
        found[f"{name}_only"] = isinstance(wanted, list)
    return found


def _expected(cleaned: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name in SINGLE:
        if cleaned.get(name):
            yield name, cleaned[name]
    for name in SETS:
        chosen = cleaned.get(name) or []
        if cleaned.get(f"{name}_only"):
            yield name, chosen
        elif chosen:
            yield name, {INCLUDING: chosen}
