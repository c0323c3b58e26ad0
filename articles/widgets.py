"""The box that an article's text is written in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.widgets import Script
from django.urls import reverse

DIALOGS = {
    "data-articles": "admin:articles_article_choose_article",
    "data-pictures": "admin:articles_article_choose_picture",
    "data-add-picture": "admin:articles_picture_add",
}


class RichTextWidget(forms.Textarea):
    """Holds HTML as it is; where scripts run, an editor takes the place of the box."""

    class Media:
        css = {"all": [f"css/{name}.css" for name in ("editor", "editor-text", "editor-dialogs")]}
        js = [Script("js/articles/editor.js", type="module")]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {"data-rich-text": True} | _addresses()
        return context

    def use_required_attribute(self, initial: Any) -> bool:
        """A browser cannot point at a box that the editor has hidden; the server says it."""
        return False


def _addresses() -> dict[str, str]:
    return {name: reverse(view) for name, view in DIALOGS.items()}
