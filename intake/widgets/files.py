"""The place for photos and files: what was added already, and a box to add another one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import Promise

from intake.domain.attachments import called
from intake.domain.values import Attachment
from intake.speaking import speech

SIZES = (("MB", 1_000_000), ("kB", 1_000))


class FilesBox(forms.FileInput):
    """A list of what was added, each with a button to take it out, and a box for more.

    A phone offers its camera and its pictures by itself, so nothing here says which.
    """

    template_name = "upstream/files.html"
    has_buttons = True
    has_focus = False

    def __init__(self, *, accept: str, most: int | None, words: str | Promise) -> None:
        super().__init__({"class": "input", "accept": accept})
        self.most, self.words = most, words
        if most != 1:
            self.attrs["multiple"] = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        kept = value or ()
        context["widget"] |= {
            "kept": [
                {"id": each.id, "name": called(each, speech()), "size": size(each)} for each in kept
            ],
            "may_add": self.most is None or len(kept) < self.most,
            "words": self.words,
            "has_focus": self.has_focus,
        }
        if self.has_focus and not kept:
            context["widget"]["attrs"]["autofocus"] = True
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> None:
        """Return nothing: what was sent is kept, as an act, before the form looks at it."""
        return


def size(attachment: Attachment) -> str:
    """Return how large a file is, in words."""
    for unit, step in SIZES:
        if attachment.size >= step:
            number = round(Decimal(attachment.size) / step, 1)
            whole = number.to_integral_value()
            return f"{speech().words(whole if whole == number else number)} {unit}"
    return ""
