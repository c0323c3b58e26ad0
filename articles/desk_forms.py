"""What staff fill in to bring an article to readers: one small form for each act."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from articles.models import Opinion, Reviewer
from articles.reviewing import due_after
from clinic.asking import LinkedForm

DAYS = ((2, "2 days"), (7, "1 week"), (14, "2 weeks"), (30, "30 days"))
CHOOSE = "Choose whether you approve the text"


def _words(rows: int = 3) -> forms.Textarea:
    return forms.Textarea({"rows": rows, "cols": 40})


def _day() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


def _moment() -> forms.DateTimeInput:
    return forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class ActForm(forms.Form):
    """Nothing to fill in: pressing the button says it all."""


class AskForm(ActForm):
    words = forms.CharField(
        label="What should change?",
        max_length=2000,
        widget=_words(6),
        error_messages={"required": "Say what should change."},
    )


class SignForm(ActForm):
    """The signature is for the revision that was on the page: `number` says which."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    reviewed_on = forms.DateField(label="Reviewed on", widget=_day())
    due_on = forms.DateField(label="Next review due", widget=_day())
    words = forms.CharField(
        label="Note for colleagues", required=False, max_length=2000, widget=_words(2)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        today = timezone.localdate()
        days: dict[str, date] = {"reviewed_on": today, "due_on": due_after(today)}
        super().__init__(*args, **kwargs | {"initial": days | kwargs.get("initial", {})})


class CountersignForm(SignForm):
    opinion = forms.ModelChoiceField(
        Opinion.objects.select_related("link__reviewer", "link__revision"),
        widget=forms.HiddenInput,
    )


class PublishForm(ActForm):
    at = forms.DateTimeField(
        label="From", required=False, widget=_moment(), help_text="Empty: at once. Clinic time."
    )
    until = forms.DateTimeField(
        label="Until", required=False, widget=_moment(), help_text="Empty: for good. Clinic time."
    )


class EndForm(ActForm):
    until = forms.DateTimeField(
        label="Goes off the site",
        required=False,
        widget=_moment(),
        help_text="Empty: it stays. Clinic time.",
    )


class WithdrawForm(ActForm):
    reason = forms.CharField(
        label="Why?",
        max_length=300,
        widget=_words(2),
        help_text="Readers lose the page at once. The reason stays in the timeline.",
        error_messages={"required": "Say why readers should no longer have it."},
    )


class ShareForm(ActForm):
    reviewer = forms.ModelChoiceField(
        Reviewer.objects.filter(is_active=True),
        label="For a medical reviewer",
        required=False,
        empty_label="Somebody else",
        help_text="A reviewer’s approval can be signed for.",
    )
    made_for = forms.CharField(label="Or for", required=False, max_length=250)
    days = forms.TypedChoiceField(
        label="Works for", choices=DAYS, coerce=int, initial=14, required=True
    )

    @property
    def lasts(self) -> timedelta:
        return timedelta(days=self.cleaned_data["days"])


class OpinionForm(LinkedForm):
    """What somebody who was sent a preview link answers."""

    verdict = forms.ChoiceField(
        label="Is it right for our readers?",
        choices=[
            (Opinion.Verdict.APPROVES.value, "Yes, I approve it"),
            (Opinion.Verdict.ASKS.value, "No, I ask for changes"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    name = forms.CharField(
        label="Your name",
        max_length=120,
        widget=forms.TextInput({"class": "input", "autocomplete": "name"}),
        error_messages={"required": "Enter your name"},
    )
    words = forms.CharField(
        label="Your words",
        required=False,
        max_length=4000,
        widget=forms.Textarea({"class": "input", "rows": 5}),
        help_text="Say what should change. You may leave this empty if you approve the text.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        asks = cleaned.get("verdict") == Opinion.Verdict.ASKS
        if asks and not cleaned.get("words", "").strip():
            self.add_error("words", "Say what should change")
        return cleaned
