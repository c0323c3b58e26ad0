"""Forms: the questions of one page, and the wish for a call. They normalise; they never save."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from clinic.asking import LinkedForm, YesNo
from clinic.validators import parse_phone
from intake.domain import answers
from intake.domain.items import Item, ItemType
from intake.domain.pages import More, Page
from intake.domain.values import Answers, Value
from intake.submitting import ContactWishes
from intake.widgets import DateBoxes

OLDEST = 125  # years
YES_NO = (("true", "Yes"), ("false", "No"))
AUTOCOMPLETE = {"Patient.name": "name", "Patient.telecom": "tel"}


class AnswerField(forms.Field):
    """One question of a questionnaire, checked by the domain."""

    def __init__(self, item: Item, *, is_heading: bool) -> None:
        super().__init__(
            required=False,
            label=item.text,
            help_text=item.hint,
            widget=_widget(item),
        )
        self.item = item
        self.is_heading = is_heading
        self.optional = not item.required
        self.exclusive = {option.code for option in item.options if option.exclusive}

    def clean(self, value: Any) -> Value | None:
        raw = value if isinstance(value, list) else [value or ""]
        try:
            checked = answers.check(self.item, raw)
        except answers.AnswerError as error:
            raise forms.ValidationError(str(error)) from error
        if self.item.role == "Patient.birthDate" and isinstance(checked, date):
            _check_birth(checked, timezone.localdate())
        return checked


class PageForm(LinkedForm):
    """The questions of one page of a questionnaire."""

    def __init__(
        self, page: Page, data: Mapping[str, Any] | None = None, *, given: Answers
    ) -> None:
        typed = {
            asked.key: _as_typed(asked.item, value)
            for asked in page.questions
            if (value := given.get(asked.key)) is not None
        }
        super().__init__(data, initial=typed)
        alone = len(page.questions) == 1
        self.names_questions = not alone
        for asked in page.questions:
            self.fields[asked.key] = AnswerField(asked.item, is_heading=alone)

    def break_on(self, broken: Iterable[tuple[str, str]]) -> None:
        """Show what the answers together break, each at its question, or on top."""
        for key, sentence in broken:
            self.add_error(key if key in self.fields else None, sentence)


class MoreForm(LinkedForm):
    """What repeats: whether there is more of it."""

    more = forms.ChoiceField(
        choices=YES_NO,
        widget=YesNo,
        error_messages={
            "required": "Choose yes or no",
            "invalid_choice": "Choose yes or no",
        },
    )

    def __init__(self, more: More, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        another = "another" if more.numbers else "one"
        self.fields["more"].label = f"{more.item.text}: do you want to add {another}?"
        self.missing = more.missing
        if not more.may_add:
            del self.fields["more"]

    def clean_more(self) -> bool:
        wants_more = self.cleaned_data["more"] == "true"
        if self.missing and not wants_more:
            raise forms.ValidationError(f"Add at least {self.missing} more")
        return wants_more


class ContactForm(LinkedForm):
    """The wish for a call, with a phone number or an email address to answer to."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label="Your name",
        max_length=120,
        widget=forms.TextInput({"class": "input", "autocomplete": "name"}),
        error_messages={"required": "Enter your name"},
    )
    phone = forms.CharField(
        label="Phone number",
        required=False,
        help_text="You may leave it blank if you give an email address.",
        widget=forms.TextInput(
            {"class": "input w-s", "type": "tel", "autocomplete": "tel", "inputmode": "tel"}
        ),
    )
    email = forms.EmailField(
        label="Email",
        required=False,
        help_text="If you would rather have an answer in writing.",
        widget=forms.EmailInput({"class": "input", "autocomplete": "email"}),
        error_messages={"invalid": "Enter an email address like name@example.com"},
    )
    best_time = forms.ChoiceField(
        label="When is the best time to call?",
        choices=[("Morning", "Morning"), ("Afternoon", "Afternoon"), ("Any time", "Any time")],
        initial="Any time",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose when we should call",
            "invalid_choice": "Choose when we should call",
        },
    )
    message = forms.CharField(
        label="Your message",
        required=False,
        max_length=2000,
        help_text="Tell us what it is about. You need not give details here.",
        widget=forms.Textarea({"class": "input", "rows": 5}),
        error_messages={"max_length": "Make your message shorter. We can take 2,000 characters"},
    )

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"token": uuid.uuid4().hex})
        for name in ("phone", "email", "message"):
            self.fields[name].optional = True  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        return parse_phone(typed) if typed else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        unreachable = not self.errors.keys() & {"phone", "email"} and not (
            cleaned.get("phone") or cleaned.get("email")
        )
        if unreachable:
            self.add_error("phone", "Enter a phone number or an email address, so we can answer")
        return cleaned

    def wishes(self) -> ContactWishes:
        kept = {name: value for name, value in self.cleaned_data.items() if name != "token"}
        return ContactWishes(**kept)


def _check_birth(day: date, today: date) -> None:
    if day > today or today.year - day.year > OLDEST:
        raise forms.ValidationError("Enter your date of birth, such as 4 12 1958")


def _widget(item: Item) -> forms.Widget:
    options = [(option.code, option.display) for option in item.options]
    match item.type:
        case ItemType.BOOLEAN:
            return YesNo(choices=YES_NO)
        case ItemType.CHOICE if item.repeats:
            return forms.CheckboxSelectMultiple(choices=options)
        case ItemType.CHOICE:
            return forms.RadioSelect(choices=options)
        case ItemType.DATE:
            return DateBoxes()
        case ItemType.TEXT:
            return forms.Textarea({"class": "input", "rows": 5})
        case ItemType.INTEGER:
            return forms.TextInput({"class": "input w-s", "inputmode": "numeric"})
        case ItemType.DECIMAL:
            return forms.TextInput({"class": "input w-s", "inputmode": "decimal"})
    attributes = {"class": "input"}
    if item.role in AUTOCOMPLETE:
        attributes["autocomplete"] = AUTOCOMPLETE[item.role]
    if item.role == "Patient.telecom":
        attributes |= {"class": "input w-s", "type": "tel", "inputmode": "tel"}
    return forms.TextInput(attributes)


def _as_typed(item: Item, value: Value) -> str | list[str]:
    """Return a value the way the person would find it in the boxes again."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, date):
        return f"{value.month}/{value.day}/{value.year}"
    return str(value) if item.type == ItemType.CHOICE else answers.show(item, value)
