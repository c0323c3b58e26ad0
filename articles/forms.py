"""What editors type: an article's facts and text, and its sources."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import escape

from articles.editing import WRITTEN
from articles.models import Article, Source
from articles.publishing import NEEDED
from articles.richtext import clean_html
from clinic.lines import lines

TAGS = escape(
    "Write HTML: h2, h3, p, ul, ol, li, strong, em, a, blockquote, table with a caption, figure "
    'with img and figcaption. A box is <section class="panel">, an urgent one <section '
    'class="alert">; both start with an h2. The page adds the clinic’s number to an urgent box. '
    "All other tags are taken out when you save."
)


class ArticleForm(forms.ModelForm):
    class Meta:
        model = Article
        fields = WRITTEN
        help_texts = {"body_html": TAGS}
        widgets = {
            "title": forms.TextInput(attrs={"size": 80}),
            "summary": forms.Textarea(attrs={"rows": 3, "cols": 80}),
            "standfirst": forms.Textarea(attrs={"rows": 3, "cols": 80}),
            "key_points": forms.Textarea(attrs={"rows": 5, "cols": 80}),
            "body_html": forms.Textarea(attrs={"rows": 30, "cols": 80}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """What an article needed to be published, it keeps once it was."""
        super().__init__(*args, **kwargs)
        for name in NEEDED.keys() & self.fields.keys():
            self.fields[name].required |= self.instance.publish_at is not None

    def clean_summary(self) -> str:
        return " ".join(self.cleaned_data["summary"].split())

    def clean_standfirst(self) -> str:
        return " ".join(self.cleaned_data["standfirst"].split())

    def clean_key_points(self) -> str:
        return "\n".join(lines(self.cleaned_data["key_points"]))

    def clean_reviewed_on(self) -> date | None:
        day = self.cleaned_data["reviewed_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("Enter a day that is not in the future.")
        return day

    def clean_body_html(self) -> str:
        body = clean_html(self.cleaned_data["body_html"])
        if self.fields["body_html"].required and not body:
            raise forms.ValidationError("Write the text. Nothing is left of it without the tags.")
        return body


class SourceForm(forms.ModelForm):
    url = forms.URLField(label="Link", required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = Source
        fields = ("order", "title", "publisher", "year", "url")
        widgets = {"title": forms.TextInput(attrs={"size": 80})}


class SourceFormSet(forms.BaseInlineFormSet):
    default_error_messages = {
        **forms.BaseInlineFormSet.default_error_messages,
        "too_few_forms": "An article that was published keeps at least two sources.",
    }
