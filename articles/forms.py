"""What editors type: an article's facts and text, and its sources."""

from __future__ import annotations

from typing import Any

from django import forms

from articles import addresses, comparing, editing
from articles.models import Article, Revision, Source
from articles.richtext import clean_html
from articles.snapshots import PLAIN
from articles.widgets import RichTextWidget
from clinic.lines import lines

HOW_TO_WRITE = (
    "Paste from Word or Google Docs if you like: headings, lists, links and tables stay, the rest "
    "goes. Alt+F10 leads from the text to the tools, Escape leads back."
)
LEAD_PICTURE = (
    "Stands at the top and in lists: its number in the library. The magnifying glass opens the "
    "library in a window of its own; choose the picture there by its name."
)


class ArticleForm(forms.ModelForm):
    """An article and what this edit is. `conflict` is what a colleague saved meanwhile."""

    is_minor = forms.BooleanField(
        label="This is a minor edit",
        required=False,
        help_text="A typing error, a dead link. The medical review and the dates stay.",
    )
    reason = forms.CharField(label="What did you change, and why?", required=False, max_length=300)
    base = forms.IntegerField(widget=forms.HiddenInput, required=False)

    conflict: Revision | None = None
    their_changes: list[comparing.FieldChange]
    your_changes: list[comparing.FieldChange]

    class Meta:
        model = Article
        fields = (
            *("title", "slug", "topic", "picture", "drawing", "summary", "standfirst"),
            *("key_points", "body_html", "about", "author"),
        )
        help_texts = {"body_html": HOW_TO_WRITE, "picture": LEAD_PICTURE}
        widgets = {
            "title": forms.TextInput(attrs={"size": 80}),
            "summary": forms.Textarea(attrs={"rows": 3, "cols": 80}),
            "standfirst": forms.Textarea(attrs={"rows": 3, "cols": 80}),
            "key_points": forms.Textarea(attrs={"rows": 5, "cols": 80}),
            "body_html": RichTextWidget(attrs={"rows": 30, "cols": 80}),
            "about": forms.Textarea(attrs={"rows": 3, "cols": 80}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            opened = editing.latest(self.instance)
            self.initial["base"] = opened.number if opened else None

    def clean(self) -> dict[str, Any]:
        """Stop where a colleague saved meanwhile; what was typed stays, for a second save."""
        cleaned = super().clean() or {}
        if cleaned.get("is_minor") and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Say in a few words why this edit is minor.")
        if self.instance.pk:
            self._meet_others(cleaned.get("base"))
        return cleaned

    def _meet_others(self, base: int | None) -> None:
        newest = editing.locked(self.instance)
        if newest is None or newest.number == base:
            return
        self.conflict = newest
        opened = self.instance.revisions.filter(number=base or 0).first()
        if opened:
            self.their_changes = comparing.compare(opened.content, newest.content)
        mine = {name: self.cleaned_data[name] for name in PLAIN if name in self.cleaned_data}
        self.your_changes = comparing.compare(newest.content, newest.content | mine)
        self.data = dict(self.data.items()) | {self.add_prefix("base"): newest.number}
        raise forms.ValidationError(
            "%(name)s saved this article after you opened it. Nothing of yours is lost: it stands "
            "below. Compare, take over what you need, and save again.",
            code="changed_meanwhile",
            params={"name": newest.saved_by_name or "Somebody"},
        )

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if slug and addresses.is_taken(slug, self.instance):
            raise forms.ValidationError(
                "Readers know this address as that of another article. Choose another one."
            )
        return slug

    def clean_summary(self) -> str:
        return " ".join(self.cleaned_data["summary"].split())

    def clean_standfirst(self) -> str:
        return " ".join(self.cleaned_data["standfirst"].split())

    def clean_key_points(self) -> str:
        return "\n".join(lines(self.cleaned_data["key_points"]))

    def clean_about(self) -> str:
        return "\n".join(lines(self.cleaned_data["about"]))

    def clean_body_html(self) -> str:
        return clean_html(self.cleaned_data["body_html"])


class SourceForm(forms.ModelForm):
    url = forms.URLField(label="Link", required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = Source
        fields = ("order", "title", "publisher", "year", "url")
        widgets = {"title": forms.TextInput(attrs={"size": 80})}
