"""The form of one question: its words, its options, and when it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from intake.domain import drafting
from intake.domain.drafting import KINDS, Choice, Clause, Question, conditions, kinds
from intake.domain.drafting.tree import Node, link_id, name_of

MOST_OPTIONS = 300  # in a form; a longer list is changed where it comes from
WIDE = {"class": "vTextField"}
SHORT = {"size": 12}
ROLES = {
    "": "Nothing that staff need at once",
    "Patient.name": "The patient’s name",
    "Patient.telecom": "The patient’s phone number",
    "Patient.birthDate": "The patient’s date of birth",
}
# Which further fields make sense for a type.
FIELDS: dict[str, tuple[str, ...]] = {
    "group": ("repeats",),
    "display": (),
    "boolean": ("required",),
    "choice": ("required",),
    "open-choice": ("required", "repeats", "max_length"),
    "string": ("required", "repeats", "role", "min_length", "max_length"),
    "text": ("required", "min_length", "max_length"),
    "url": ("required", "repeats"),
    "integer": ("required", "minimum", "maximum", "units"),
    "decimal": ("required", "minimum", "maximum", "max_decimals", "units"),
    "quantity": ("required", "max_decimals", "units"),
    "date": ("required", "role", "minimum", "maximum"),
    "dateTime": ("required",),
    "time": ("required",),
    "attachment": ("required", "repeats"),
    "reference": ("required",),
}


class QuestionForm(forms.Form):
    """The words of an item and what its type allows. It has only the fields that make sense."""

    text = forms.CharField(
        label="Words",
        required=False,
        help_text="The question as patients read it.",
        widget=forms.Textarea({"class": "vLargeTextField", "rows": 2}),
    )
    kind = forms.ChoiceField(label="Kind", choices=[(key, k.name) for key, k in KINDS.items()])
    hint = forms.CharField(
        label="Hint",
        required=False,
        help_text="Stands under the question, such as “Look at both ankles”.",
        widget=forms.Textarea({"class": "vLargeTextField", "rows": 2}),
    )
    why = forms.CharField(
        label="Why we ask",
        required=False,
        help_text="Patients open it if they want to know.",
        widget=forms.Textarea({"class": "vLargeTextField", "rows": 2}),
    )
    required = forms.BooleanField(label="Must be answered", required=False)
    repeats = forms.BooleanField(label="May be answered more than once", required=False)
    role = forms.ChoiceField(
        label="Staff see it as", required=False, help_text="So that they know whom to call."
    )
    minimum = forms.CharField(label="The least", required=False, widget=forms.TextInput(SHORT))
    maximum = forms.CharField(label="The most", required=False, widget=forms.TextInput(SHORT))
    max_decimals = forms.CharField(
        label="Decimal places, at most", required=False, widget=forms.TextInput(SHORT)
    )
    units = forms.CharField(label="Unit", required=False, widget=forms.TextInput(SHORT))
    min_length = forms.CharField(
        label="Letters, at least", required=False, widget=forms.TextInput(SHORT)
    )
    max_length = forms.CharField(
        label="Letters, at most", required=False, widget=forms.TextInput(SHORT)
    )

    def __init__(self, question: Question, data: Mapping[str, Any] | None = None) -> None:
        initial = {name: getattr(question, name) for name in self.base_fields}
        super().__init__(data, initial=initial | {"units": ", ".join(question.units)})
        kind = KINDS.get(question.kind)
        wanted = {"text", "kind", *FIELDS.get(kind.type if kind else "", ())}
        if kind and kind.type != "display":
            wanted |= {"hint", "why"}
        for name in set(self.fields) - wanted:
            del self.fields[name]
        self._fit(question)

    def _fit(self, question: Question) -> None:
        """Say it in the words of this type, and offer what is there already."""
        if not question.kind:
            self.fields["kind"].choices = [("", "Choose a kind"), *self.fields["kind"].choices]
        if question.kind in ("page", "group"):
            self.fields["text"].label = "Title"
            self.fields["text"].help_text = "Stands above its questions."
            self.fields["repeats"].label = "May be filled in more than once"
        if question.kind == "display":
            self.fields["text"].help_text = "Patients only read this."
        if question.kind == "quantity":
            self.fields["units"].label = "Units"
            self.fields["units"].help_text = "With commas between them, such as kg, lb."
        if "role" in self.fields:
            roles = ROLES if question.role in ROLES else ROLES | {question.role: question.role}
            self.fields["role"].choices = list(roles.items())

    def wishes(self) -> dict[str, Any]:
        """Return the fields as drafting.change takes them."""
        wish = dict(self.cleaned_data)
        if "units" in wish:
            wish["units"] = [each.strip() for each in wish["units"].split(",") if each.strip()]
        kind = KINDS[wish["kind"]]
        if kind.type == "choice":
            wish["repeats"] = kind.repeats
        return wish


class OptionForm(forms.Form):
    key = forms.CharField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label="Option", required=False, widget=forms.TextInput(WIDE))
    is_exclusive = forms.BooleanField(label="Stands alone", required=False)


class ConditionForm(forms.Form):
    """A sentence of three parts. The answers that it offers are those of its question."""

    question = forms.ChoiceField(label="Question", required=False)
    verb = forms.ChoiceField(label="Comparison", required=False)
    answer = forms.CharField(label="Answer", required=False)

    def __init__(self, *args: Any, questions: dict[str, Node], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        names = [(name, name_of(node)) for name, node in questions.items()]
        chosen = self["question"].value() or ""
        if chosen and chosen not in questions:
            names.append((chosen, f"{chosen} (not there any more)"))
        self.fields["question"].choices = [("", "No condition"), *names]
        node = questions.get(chosen)
        verbs = conditions.verbs_for(node) if node else conditions.VERBS
        self.fields["verb"].choices = list(verbs.items())
        self.fields["answer"].widget = self._answers(node)

    def _answers(self, node: Node | None) -> forms.Widget:
        answers = conditions.answers_of(node) if node else {}
        if node and not answers:
            return forms.TextInput(SHORT)
        if not node:
            return forms.Select(choices=[("", "First choose the question")])
        given = self["answer"].value() or ""
        gone = {given: f"{given} (not there any more)"} if given and given not in answers else {}
        is_shown = not gone or not self.is_bound
        offered = answers | (gone if is_shown else {})
        return forms.Select(choices=[("", "Choose an answer"), *offered.items()])

    def clean_verb(self) -> str:
        return self.cleaned_data["verb"] or "="

    def clean(self) -> dict[str, Any]:
        """Say at the box what is missing in it."""
        cleaned = super().clean() or self.cleaned_data
        node = self.questions.get(cleaned.get("question", ""))
        if node is None or cleaned.get("verb") in conditions.ANSWERED or "verb" not in cleaned:
            return cleaned
        try:
            conditions.written_answer(node, cleaned.get("answer", ""))
        except drafting.DraftError as problem:
            self.add_error("answer", str(problem))
        return cleaned

    def clause(self) -> Clause | None:
        wish = self.cleaned_data
        if not wish.get("question"):
            return None
        answer = "" if wish["verb"] in conditions.ANSWERED else wish["answer"].strip()
        return Clause(wish["question"], wish["verb"], answer)


ConditionFormSet = forms.formset_factory(ConditionForm, extra=1, max_num=100)


def option_rows(question: Question, data: Any = None) -> Any:
    initial = [
        {"key": each.key, "text": each.text, "is_exclusive": each.is_exclusive}
        for each in question.options
    ]
    room = 2 if initial else 4
    rows = forms.formset_factory(OptionForm, extra=room, can_order=True, max_num=2 * MOST_OPTIONS)
    return rows(data, initial=initial, prefix="option")


def condition_rows(document: Node, question: Question, data: Any = None) -> Any:
    before = {link_id(node): node for node in conditions.before(document, question.link_id)}
    initial = [
        {"question": each.question, "verb": each.verb, "answer": each.answer}
        for each in question.conditions
    ]
    known = conditions.index(document)
    later = {e.question: known[e.question] for e in question.conditions if e.question in known}
    return ConditionFormSet(
        data, initial=initial, prefix="condition", form_kwargs={"questions": before | later}
    )


def chosen_options(rows: Any) -> list[Choice]:
    """Return the options in the order of their numbers; one without words is left out."""
    return [
        Choice(wish["key"], wish["text"].strip(), wish["is_exclusive"])
        for form in rows.ordered_forms
        if (wish := form.cleaned_data).get("text", "").strip()
    ]


def has_options(question: Question) -> bool:
    """Say whether the options are part of the form."""
    kind = KINDS.get(question.kind)
    fits = len(question.options) <= MOST_OPTIONS
    return kind is not None and kind.type in kinds.WITH_OPTIONS and fits
