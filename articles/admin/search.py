"""The words that readers search with, and what else they are called."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from articles.models import SynonymGroup
from articles.searching.words import words
from clinic.lines import lines

HELP = (
    "Write one term on each line, such as “DVT”, “deep vein thrombosis” and “clot in a deep vein”. "
    "Who searches for one of them finds what says any of them. Capital letters, accents and "
    "plurals make no difference."
)


class SynonymGroupForm(forms.ModelForm):
    class Meta:
        model = SynonymGroup
        fields = ("terms",)
        help_texts = {"terms": HELP}

    def clean_terms(self) -> str:
        terms = list(dict.fromkeys(lines(self.cleaned_data["terms"])))
        if different(terms) < 2:
            raise ValidationError("Write at least two different terms, one on each line.")
        return "\n".join(terms)


def different(terms: list[str]) -> int:
    """Count the terms that differ in more than capital letters and signs."""
    return len({tuple(found) for term in terms if (found := words(term))})


@admin.register(SynonymGroup)
class SynonymGroupAdmin(admin.ModelAdmin):
    form = SynonymGroupForm
    list_display = ("__str__",)
    search_fields = ("terms",)
