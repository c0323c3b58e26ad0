"""What staff fill in beside a patient's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User

from intake.inbox import CALL_OUTCOMES
from intake.models import Note, Submission


def name(colleague: Any) -> str:
    """Return what colleagues call each other by."""
    return colleague.get_full_name() or colleague.get_username()


class ColleagueField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return name(obj)


class NextStepForm(forms.Form):
    """How a call went, a note, and who goes on. What was only `typed` is shown again, unchecked."""

    outcome = forms.ChoiceField(
        label="Log this as",
        choices=[(outcome.value, outcome.label) for outcome in CALL_OUTCOMES],
        required=False,
    )
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=4000,
        help_text="Staff only. The patient does not see it.",
        widget=forms.Textarea({"rows": 4, "class": "vLargeTextField"}),
    )
    assigned_to = ColleagueField(
        label="Assigned to", queryset=User.objects.none(), required=False, empty_label="Nobody yet"
    )

    was_assigned_to = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, submission: Submission, data: Any = None, *, typed: Any = None) -> None:
        assigned_to = submission.assigned_to_id
        shown = {"assigned_to": assigned_to, "was_assigned_to": assigned_to or ""}
        super().__init__(data, initial={**shown, **typed_in(self, typed)})
        self.fields["assigned_to"].queryset = colleagues()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["outcome"] = cleaned.get("outcome") or Note.Outcome.NOTE
        return cleaned

    @property
    def is_started(self) -> bool:
        """Say whether something was typed or chosen here that is not kept yet."""
        typed = {name: str(self[name].value() or "") for name in self.fields}
        is_logged = typed["outcome"] not in ("", Note.Outcome.NOTE)
        return (
            is_logged
            or bool(typed["note"].strip())
            or typed["assigned_to"] != typed["was_assigned_to"]
        )

    @property
    def reassigns(self) -> bool:
        """Say whether this person chose another colleague than the page had shown."""
        chosen = self.cleaned_data["assigned_to"]
        return self.cleaned_data["was_assigned_to"] != (str(chosen.pk) if chosen else "")

    @property
    def has_note(self) -> bool:
        """Say whether there is something to write down."""
        wrote = bool(self.cleaned_data["note"].strip())
        return wrote or self.cleaned_data["outcome"] != Note.Outcome.NOTE


class PriorityForm(forms.Form):
    """Another priority than the one in force, and why. An emergency is not lowered by a slip.

    What was only `typed` is shown again, unchecked, and is nothing yet.
    """

    priority = forms.TypedChoiceField(
        label="New priority",
        choices=[("", "Choose"), *Submission.Priority.choices],
        coerce=int,
        error_messages={"required": "Choose the new priority."},
    )
    why = forms.CharField(
        label="Why",
        max_length=4000,
        help_text="Staff only. It stays beside what the rules gave.",
        widget=forms.Textarea({"rows": 3, "class": "vLargeTextField"}),
        error_messages={"required": "Say why, in a few words."},
    )
    confirmed = forms.BooleanField(
        label="I have read why this is an emergency, and it can wait longer.",
        required=False,
    )
    was_priority = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, submission: Submission, data: Any = None, *, typed: Any = None) -> None:
        shown = {"was_priority": submission.priority}
        super().__init__(data, initial={**shown, **typed_in(self, typed)})
        self.submission = submission
        emergency = Submission.Priority.EMERGENCY
        self.asks_twice = emergency in (submission.priority, submission.triage_priority)
        if not self.asks_twice:
            del self.fields["confirmed"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        now, chosen = self.submission.priority, cleaned.get("priority")
        if cleaned.get("was_priority") != str(now):
            label = self.submission.get_priority_display()
            self.look_again(f"A colleague set this to {label} meanwhile. Look again, then choose.")
        elif chosen == now:
            self.add_error("priority", "This is the priority already. Choose another one.")
        elif self.asks_twice and chosen is not None and chosen < now and not cleaned["confirmed"]:
            self.add_error("confirmed", "Read why it is an emergency. Then check this box.")
        return cleaned

    @property
    def is_started(self) -> bool:
        """Say whether something was typed or chosen here."""
        return bool(self["priority"].value() or str(self["why"].value() or "").strip())

    def look_again(self, message: str) -> None:
        """Refuse this once, as what was decided on has changed. What was typed stays."""
        self.add_error("priority", message)
        self.data = {**self.data.dict(), "was_priority": str(self.submission.priority)}


def typed_in(form: forms.Form, typed: Mapping[str, str] | None) -> dict[str, str]:
    """Return what was typed in the boxes of this form, as it was."""
    return {name: typed[name] for name in form.base_fields if typed and name in typed}


def colleagues() -> Any:
    """Return everyone who may read what patients send."""
    return (
        get_user_model()
        .objects.with_perm("intake.view_submission", backend=BACKEND)
        .filter(is_active=True, is_staff=True)
        .order_by("first_name", "username")
    )


BACKEND = "django.contrib.auth.backends.ModelBackend"
