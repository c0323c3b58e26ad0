"""The field of a question: what stands above its boxes, and how its answer is checked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from intake.domain import answers
from intake.domain.attachments import attachments
from intake.domain.finding import find, only
from intake.domain.items import Item, ItemType
from intake.domain.values import Value
from intake.speaking import speech
from intake.widgets.boxes import Several, UnitBox
from intake.widgets.choices import SOUGHT, Finder, OpenChoices
from intake.widgets.choosing import widget_for
from intake.widgets.leg_map import LegMap

OLDEST = 125  # years
FIT_FOR_ID = re.compile(r"[\w.:@-]+")
EXAMPLES = {
    ItemType.TIME: gettext_lazy("For example, 2:30 pm"),
    ItemType.DATETIME: gettext_lazy("For example, 4 12 2026 and 2:30 pm"),
}


@dataclass(frozen=True)
class Link:
    """Where people can read more about a question."""

    url: str
    site: str


@dataclass(frozen=True)
class Line:
    """One line under a question. `lang` is empty where the words are the site's own."""

    text: str
    lang: str


@dataclass(frozen=True)
class Setting:
    """How a page shows its questions.

    `lang` is the language of the definition's words where it is not the site's own. Where
    files are not kept, as in a preview, none is missed.
    """

    is_heading: bool = False
    lang: str = ""
    picture_url: str = ""
    refused: tuple[str, ...] = ()
    keeps_files: bool = True


PLAIN = Setting()


class AnswerBox(forms.BoundField):
    """A field on its page. Its ids fit into HTML, whatever the definition calls its question."""

    @property
    def auto_id(self) -> str:
        return f"id_{fit_for_id(self.name)}"

    @property
    def aria_describedby(self) -> str | None:
        """Name the hint, the error, and the unit behind a box."""
        described = super().aria_describedby or ""
        unit = f"{self.auto_id}_unit" if isinstance(self.field.widget, UnitBox) else ""
        return f"{described} {unit}".strip() or None


class AnswerField(forms.Field):
    """One question of a questionnaire, checked by the domain."""

    def __init__(self, item: Item, setting: Setting = PLAIN) -> None:
        super().__init__(
            required=False,
            label=numbered(item),
            help_text="\n".join(line.text for line in lines(item, setting)),
            widget=widget_for(item),
        )
        self.item = item
        self.setting = setting
        self.is_heading, self.lang = setting.is_heading, setting.lang
        self.optional = not item.least
        self.exclusive = frozenset(option.code for option in item.options if option.exclusive)
        self.lines = lines(item, setting)
        self.links = links(item)
        self.picture_url = setting.picture_url
        if isinstance(self.widget, OpenChoices | Finder | LegMap):
            self.widget.lang, self.widget.exclusive = setting.lang, self.exclusive
        elif isinstance(self.widget, forms.Select) and setting.lang:
            self.widget.attrs["lang"] = setting.lang
        self.why = "" if setting.is_heading else item.why

    def get_bound_field(self, form: Any, field_name: str) -> AnswerBox:
        return AnswerBox(form, self, field_name)

    def prepare_value(self, value: Any) -> Any:
        """Give the boxes what fits them: a list where they hold several texts, or else one."""
        takes_list = getattr(self.widget, "takes_list", False)
        if isinstance(self.widget, forms.CheckboxSelectMultiple) or takes_list:
            return value
        return next(iter(value), "") if isinstance(value, list) else value

    def clean(self, value: Any) -> Value | None:
        raw = value if isinstance(value, list) else [value or ""]
        try:
            given = self._without_search(raw)
            zone = timezone.get_current_timezone()
            checked = answers.check(self.item, given, zone=zone, speech=speech())
        except answers.AnswerError as error:
            if isinstance(self.widget, Several):
                self.widget.wrong = 0 if len(raw) == 1 else error.place
            raise forms.ValidationError(speech().words(error.sentence)) from error
        if self.item.role == "Patient.birthDate" and isinstance(checked, date):
            _check_birth(checked, timezone.localdate())
        return checked

    def _without_search(self, raw: list[str]) -> list[str]:
        """Take what was sought for an answer where only one can be meant, or say what to do."""
        given = [each for each in raw if not each.startswith(SOUGHT)]
        sought = next((each for each in raw if each.startswith(SOUGHT)), "").removeprefix(SOUGHT)
        if given or not sought:
            return given
        if option := only(self.item.options, sought):
            return [option.code]
        if find(self.item.options, sought):
            raise forms.ValidationError(_("Choose one of the answers that fit what you typed"))
        words = _("We have no answer with “%(letters)s” in it. Try fewer letters")
        raise forms.ValidationError(words, params={"letters": sought})


class FileField(AnswerField):
    """A question that is answered with photos or files. What was added is kept already."""

    def __init__(self, item: Item, kept: Value | None, setting: Setting = PLAIN) -> None:
        super().__init__(item, setting)
        self.kept = attachments(kept)
        self.initial = self.kept

    def bound_data(self, data: Any, initial: Any) -> Any:
        return self.kept

    def prepare_value(self, value: Any) -> Any:
        return self.kept

    def clean(self, value: Any) -> Value | None:
        if not self.setting.keeps_files:
            return None
        if self.setting.refused:
            raise forms.ValidationError(list(self.setting.refused))
        try:
            answers.check(self.item, [])
        except answers.AnswerError as error:
            if not self.kept:
                raise forms.ValidationError(speech().words(error.sentence)) from error
        if len(self.kept) < (least := self.item.least):
            words = ngettext("Add at least %(number)s file", "Add at least %(number)s files", least)
            raise forms.ValidationError(words, params={"number": least})
        return self.answer

    @property
    def answer(self) -> Value | None:
        """What was added, as the answer that it is."""
        if not self.kept:
            return None
        return self.kept if self.item.takes_several else self.kept[-1]


def fit_for_id(name: str) -> str:
    """Return a name that HTML takes for an id: the same, or a short digest of an unfit one."""
    if FIT_FOR_ID.fullmatch(name):
        return name
    return f"q{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def numbered(item: Item) -> str:
    """Return the words of a question, with the number that its author gave it."""
    text = item.text or item.link_id
    return f"{item.prefix} {text}" if item.prefix else text


def lines(item: Item, setting: Setting) -> tuple[Line, ...]:
    """Return what stands under a question: its hint, how to write the answer, what it may be."""
    found = [
        Line(item.hint, setting.lang),
        Line(_scale(item), ""),
        Line(_form(item), ""),
        Line("" if item.hint or item.entry_format else str(EXAMPLES.get(item.type, "")), ""),
        Line(_("You can leave this blank.") if setting.is_heading and not item.least else "", ""),
    ]
    return tuple(line for line in found if line.text)


def links(item: Item) -> tuple[Link, ...]:
    """Return the pages that the author names for those who want to read more."""
    hosts = [(url, _host(url)) for url in item.support_links]
    return tuple(Link(url, host.removeprefix("www.")) for url, host in hosts if host)


def _host(url: str) -> str:
    """Return whose page it is; nothing where it is no page of the web."""
    try:
        parts = urlsplit(url)
    except ValueError:  # such as http://[
        return ""
    return parts.hostname or "" if parts.scheme in ("http", "https") else ""


def _form(item: Item) -> str:
    """Say how to write the answer, where the author shows it."""
    form = item.entry_format
    return _("Write it like this: %(form)s") % {"form": form} if form else ""


def _scale(item: Item) -> str:
    """Say what the ends of a scale mean."""
    least, most = item.min_value, item.max_value
    if item.control != "slider" and not (item.lower or item.upper):
        return ""
    if least is None or most is None:
        return " – ".join(end for end in (item.lower, item.upper) if end)
    numbers = [(speech().words(number), words) for number, words in _ends(item)]
    ends = [f"{number} ({words})" if words else number for number, words in numbers]
    return _("A number from %(least)s to %(most)s.") % {"least": ends[0], "most": ends[1]}


def _ends(item: Item) -> Sequence[tuple[object, str]]:
    return ((item.min_value, item.lower), (item.max_value, item.upper))


def _check_birth(day: date, today: date) -> None:
    if day > today or today.year - day.year > OLDEST:
        raise forms.ValidationError(_("Enter your date of birth, such as 4 12 1958"))
