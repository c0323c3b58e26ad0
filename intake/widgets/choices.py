"""Widgets to choose with: own words beside the options, and long lists that can be searched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.forms.widgets import ChoiceWidget
from django.utils.translation import gettext_lazy as _

from intake.domain.answers import OTHER
from intake.domain.finding import find
from intake.domain.items import Option

SOUGHT = "find:"
MOST_SHOWN = 25
SOMETHING_ELSE = _("Something else")

Labelled = Callable[[Option], str]


class OpenChoices(forms.MultiWidget):
    """Options, and own words for when none fits. To the form it is a list, as `check` reads it.

    What was typed counts also where nobody ticked "Something else" before.
    """

    template_name = "upstream/open_choices.html"
    takes_list = True
    lang = ""
    exclusive: frozenset[str] = frozenset()

    def __init__(self, options: ChoiceWidget, something_else: str = "") -> None:
        self.takes_several = options.allow_multiple_selected
        options.choices = [*options.choices, (OTHER, something_else or SOMETHING_ELSE)]
        super().__init__({"": options, "other": own_words(self.takes_several)})
        self.first_box = "_0" if isinstance(options, forms.Select) else "_0_0"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, self.decompress(value), attrs)
        told = {"lang": self.lang, "exclusive": self.exclusive}
        context["widget"] |= told
        context["widget"]["subwidgets"][0] |= told
        return context

    def decompress(self, value: Any) -> list[Any]:
        """Tell the options from the own words."""
        given = value or []
        chosen = [each for each in given if not each.startswith(OTHER)]
        own = [each.removeprefix(OTHER) for each in given if each.startswith(OTHER)]
        ticked = [OTHER] if own else []
        return [[*chosen, *ticked], "\n".join(text for text in own if text)]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        options, own = super().value_from_datadict(data, files, name)
        chosen = [each for each in _listed(options) if each]
        words = marked(own)
        ticked = OTHER in chosen and not words
        return [*(each for each in chosen if each != OTHER), *words, *([OTHER] if ticked else [])]


class Finder(forms.MultiWidget):
    """A list too long to read: type a few letters, press Find, and choose among what fits.

    What is chosen already stays in sight. What was sought is part of the value, as `find:…`.
    """

    template_name = "upstream/finder.html"
    takes_list = True
    has_buttons = True
    has_focus = False
    lang = ""
    exclusive: frozenset[str] = frozenset()
    first_box = "_1"

    def __init__(
        self, options: Sequence[Option], *, takes_several: bool, is_open: bool, label: Labelled
    ) -> None:
        choose = forms.CheckboxSelectMultiple if takes_several else forms.RadioSelect
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            "": choose(),
            "find": forms.TextInput({"class": "input", "autocomplete": "off"}),
        }
        if is_open:
            boxes["other"] = own_words(takes_several)
        super().__init__(boxes)
        self.options, self.label = options, label

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        chosen, sought, own = self.decompress(value)
        found = find(self.options, sought) if sought else ()
        shown = [*(o for o in self.options if o.code in chosen), *found[:MOST_SHOWN]]
        self.widgets[0].choices = [  # type: ignore[attr-defined]
            (option.code, self.label(option)) for option in dict.fromkeys(shown)
        ]
        values = [chosen, sought, own][: len(self.widgets)]
        context = super().get_context(name, values, attrs)
        if self.has_focus:
            _begin_at(context["widget"], len(shown) - len(found[:MOST_SHOWN]), is_told=bool(sought))
        context["widget"] |= {
            "sought": sought,
            "found": len(found),
            "is_cut": len(found) > MOST_SHOWN,
            "most": MOST_SHOWN,
            "has_options": bool(shown),
            "lang": self.lang,
        }
        return context

    def decompress(self, value: Any) -> tuple[list[str], str, str]:
        """Return what is chosen, what was sought, and the own words."""
        given = value or []
        sought = next((each for each in given if each.startswith(SOUGHT)), SOUGHT)
        own = [each.removeprefix(OTHER) for each in given if each.startswith(OTHER)]
        chosen = [each for each in given if not each.startswith((SOUGHT, OTHER))]
        return chosen, sought.removeprefix(SOUGHT), "\n".join(own)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        chosen, sought, *own = super().value_from_datadict(data, files, name)
        return [
            *(each for each in _listed(chosen) if each),
            *(text for each in own for text in marked(each)),
            *([f"{SOUGHT}{sought.strip()}"] if sought and sought.strip() else []),
        ]


def own_words(takes_several: bool) -> forms.Widget:
    """Return the box for own words; several stand on a line each."""
    return forms.Textarea({"class": "input", "rows": 2}) if takes_several else _line()


def marked(typed: str | None) -> list[str]:
    """Return own words as `check` takes them, a line each."""
    return [f"{OTHER}{line.strip()}" for line in (typed or "").splitlines() if line.strip()]


def _line() -> forms.Widget:
    return forms.TextInput({"class": "input"})


def _begin_at(widget: dict[str, Any], place: int, *, is_told: bool) -> None:
    """Let the keyboard begin at the first answer that was found, or at the search.

    There, a screen reader also tells how many were found, if they were sought.
    """
    groups = widget["subwidgets"][0]["optgroups"]
    box = groups[place][1][0] if place < len(groups) else widget["subwidgets"][1]
    box["attrs"]["autofocus"] = True
    if is_told:
        described = box["attrs"].get("aria-describedby", "")
        told = f"{widget['attrs']['id']}_found"
        box["attrs"]["aria-describedby"] = f"{described} {told}".strip()


def _listed(value: Any) -> list[str]:
    """Return one or several values as a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]
