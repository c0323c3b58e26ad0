"""The forms of rules, findings, flags, named conditions, patterns, hints and patient texts."""

from __future__ import annotations

from typing import Any

from django import forms

from intake.domain.document import Json
from intake.domain.ruling.parts import (
    FINDINGS,
    FLAGS,
    HELPERS,
    HINTS,
    PATTERNS,
    RULES,
    TEXTS,
    Place,
    entries,
)
from intake.domain.ruling.texts import Words
from intake.domain.triage import PRIORITIES

WIDE = {"class": "vTextField"}
LARGE = {"class": "vLargeTextField", "rows": 2}
# Which fields a part has, beside its id and its conditions.
FIELDS = {
    RULES: ("priority", "reason", "text", "source"),
    FINDINGS: ("reason", "source"),
    FLAGS: ("reason", "source"),
    HELPERS: ("title",),
    PATTERNS: ("title", "also"),
    HINTS: ("title", "source"),
}
CALLS = {"": "Nobody", "clinic": "The clinic", "911": "911"}


class PartForm(forms.Form):
    """What staff read of a rule. It has only the fields that its kind has."""

    id = forms.CharField(
        label="Id",
        max_length=40,
        help_text="Short, such as Own1. It stays: reasons and worked cases name the rule by it.",
        widget=forms.TextInput({"size": 12}),
        error_messages={"required": "Enter an id, such as Own1."},
    )
    priority = forms.ChoiceField(
        label="Priority", choices=[(each, each.capitalize()) for each in PRIORITIES]
    )
    title = forms.CharField(
        label="Title",
        max_length=200,
        help_text="In a few words, such as “a clot risk”.",
        widget=forms.TextInput(WIDE),
        error_messages={"required": "Enter a title, such as “a clot risk”."},
    )
    reason = forms.CharField(
        label="Reason for staff",
        max_length=500,
        help_text="What staff read beside the answers. Patients never see it.",
        widget=forms.Textarea(LARGE),
        error_messages={"required": "Enter what staff should read."},
    )
    text = forms.ChoiceField(
        label="Patient text",
        error_messages={"required": "Choose what the patient reads."},
        help_text="What the patient reads when the rule holds.",
    )
    source = forms.CharField(
        label="Source",
        required=False,
        max_length=500,
        help_text="A guideline, a paper, or “Clinic’s choice”.",
        widget=forms.TextInput(WIDE),
    )
    also = forms.BooleanField(
        label="Never takes the place of another pattern",
        required=False,
        help_text="It names the answers’ pattern only where no other does.",
    )

    def __init__(self, place: Place, rules: Json, data: Any = None, *, initial: Any) -> None:
        super().__init__(data, initial=initial)
        self.place = place
        wanted = {*FIELDS[place.kind], *(() if place.id else ("id",))}
        for name in set(self.fields) - wanted:
            del self.fields[name]
        if "text" in self.fields:
            texts = [(p.id, entry) for p, entry in entries(rules) if p.kind == TEXTS]
            named = [(name, f"{name}: {entry.get('heading', '')}") for name, entry in texts]
            self.fields["text"].choices = [("", "Choose a text"), *named]

    def wishes(self) -> dict[str, Any]:
        """Return the fields as they stand in the document; an empty one is taken out."""
        typed = {key: each for key, each in self.cleaned_data.items() if key != "id"}
        required = ("priority", "reason", "title", "text", "source")
        return {key: each if each or key in required else None for key, each in typed.items()}


class WordsForm(forms.Form):
    """What a patient reads: a heading, what it is about, first words, and steps."""

    heading = forms.CharField(
        label="Heading",
        max_length=200,
        help_text="What to do, first: “Call 911 now”. {phone} stands for the clinic’s number.",
        widget=forms.TextInput(WIDE),
        error_messages={"required": "Enter a heading, such as “Please call us today”."},
    )
    about = forms.CharField(
        label="What it is about",
        required=False,
        max_length=100,
        help_text="Its heading where several texts come together: “First aid for a bleeding vein”.",
        widget=forms.TextInput(WIDE),
    )
    lead = forms.CharField(
        label="First words", required=False, max_length=2000, widget=forms.Textarea(LARGE)
    )
    steps = forms.CharField(
        label="Steps",
        required=False,
        max_length=5000,
        help_text="One a line.",
        widget=forms.Textarea({**LARGE, "rows": 5}),
    )

    def words(self) -> Words:
        wish = self.cleaned_data
        steps = tuple(line.strip() for line in wish["steps"].splitlines() if line.strip())
        on = wish.get("reviewed_on")
        return Words(
            wish["heading"].strip(),
            wish["lead"].strip(),
            steps,
            wish.get("reviewed_by", "").strip(),
            on.isoformat() if on else "",
            about=wish["about"].strip(),
        )


class TextForm(WordsForm):
    """A text in its own language, with whom it says to call and where it comes from."""

    call = forms.ChoiceField(
        label="It says to call",
        required=False,
        choices=list(CALLS.items()),
        widget=forms.RadioSelect,
        help_text="With a call, it interrupts the patient at once and shows the number.",
    )
    source = forms.CharField(
        label="Source", required=False, max_length=500, widget=forms.TextInput(WIDE)
    )
    id = forms.CharField(
        label="Id",
        max_length=40,
        help_text="Short, such as T9. It stays.",
        widget=forms.TextInput({"size": 12}),
        error_messages={"required": "Enter an id, such as T9."},
    )

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:
            self.order_fields(["id"])
        else:
            del self.fields["id"]


class TranslationForm(WordsForm):
    """A translation, and who reviewed it."""

    reviewed_by = forms.CharField(
        label="Reviewed by",
        required=False,
        max_length=200,
        help_text="A qualified translator, by name.",
        widget=forms.TextInput(WIDE),
    )
    reviewed_on = forms.DateField(
        label="Reviewed on",
        required=False,
        help_text="Such as 2026-11-26.",
        widget=forms.DateInput({"size": 12}, format="%Y-%m-%d"),
        error_messages={"invalid": "Enter a date such as 2026-11-26."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["heading"].required = False
        self.fields["heading"].help_text = "Without a heading, the translation is taken out."
        self.fields["reviewed_on"].localize = False
