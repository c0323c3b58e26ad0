"""The form of one page: its questions, and what there is to read between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from clinic.asking import LinkedForm
from clinic.languages import REDRAW
from intake.domain import answers
from intake.domain.items import Item, ItemType
from intake.domain.pages import Asked, Page
from intake.domain.places import number_in
from intake.domain.values import Answers
from intake.forms.fields import AnswerBox, AnswerField, FileField, Link, Setting, links, numbered
from intake.speaking import speech
from intake.widgets.boxes import Several
from intake.widgets.choices import Finder
from intake.widgets.files import FilesBox

# Buttons that change the page and send nothing.
ADD, REMOVE, FIND, ATTACH = "form:add", "form:remove", "form:find", "form:attach"
REDRAWS = (ADD, REMOVE, FIND, ATTACH, REDRAW)
SAVE = "save-and-come-back"  # the name of the button that stops here, instead of going on
# What a page has in it beside its questions. No box may have such a name, whatever an author
# calls a question: it would press the button, or take the place of the token.
OWN_NAMES = frozenset({*REDRAWS, SAVE, "csrfmiddlewaretoken"})

PictureUrl = Callable[[Item], str]


@dataclass(frozen=True)
class Part:
    """One thing on a page, in its place: a question, an answer to read, a text or a heading."""

    item: Item
    box: AnswerBox | None = None
    answer: str = ""
    links: tuple[Link, ...] = ()
    picture_url: str = ""

    @property
    def words(self) -> str:
        return numbered(self.item) if self.item.text else ""

    @property
    def is_heading(self) -> bool:
        return self.item.type == ItemType.GROUP

    @property
    def is_fixed(self) -> bool:
        return self.box is None and self.item.is_question


class PageForm(LinkedForm):
    """The questions of one page of a questionnaire.

    `given` holds the answers there are, those that nobody can change among them; `refused` says
    for each question which files were not taken. `lang` is the language of the definition's
    words where it is not the site's own.
    """

    def __init__(
        self,
        page: Page,
        data: Mapping[str, Any] | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
        *,
        given: Answers,
        lang: str = "",
        picture_url: PictureUrl | None = None,
        refused: Mapping[str, Sequence[str]] | None = None,
        typed: Mapping[str, list[str]] | None = None,
        keeps_files: bool = True,
    ) -> None:
        self.page, self.given, self.lang = page, given, lang
        self.refused, self.keeps_files = dict(refused or {}), keeps_files
        self.picture_url = picture_url or (lambda item: "")
        super().__init__(data, files, initial={**self._typed(), **(typed or {})})
        self.names_questions = len(page.questions) > 1
        for asked in page.questions:
            self.fields[asked.key] = self._field(asked, self.refused.get(asked.key, ()))

    def add_prefix(self, field_name: str) -> str:
        """Return a name in HTML that no other box has, nor a button of ours."""
        name, others = field_name, self.fields.keys() - {field_name}
        while name in OWN_NAMES or any(
            other == name or other.startswith(f"{name}_") for other in others
        ):
            name += "~"
        return name

    @property
    def parts(self) -> tuple[Part, ...]:
        """Everything on the page, in the order of the definition."""
        return tuple(map(self._part, self.page.items))

    @property
    def has_heading(self) -> bool:
        """Say whether a question is the heading of the page."""
        return len(self.page.questions) == 1

    @property
    def why(self) -> str:
        """Return why the page asks what it asks: of its one question, or of all together."""
        own = [asked.item.why for asked in self.page.questions if self.has_heading]
        return next((text for text in own if text), self.page.why)

    @property
    def takes_files(self) -> bool:
        return bool(self._file_keys())

    @property
    def within(self) -> str:
        """Say in which one of what repeats this page is, unless its heading says so."""
        return self.page.within

    @property
    def has_buttons(self) -> bool:
        """Say whether pressing Enter could press another button than Continue."""
        return any(getattr(each.widget, "has_buttons", False) for each in self.fields.values())

    @property
    def only_redraws(self) -> bool:
        """Say whether a button was pressed that changes the page and is no answer to it."""
        return self.is_bound and any(name in self.data for name in REDRAWS)

    @property
    def files_sent(self) -> dict[str, list[UploadedFile]]:
        """Return the files that came along, by the key of their question."""
        sent = {key: self.files.getlist(self.add_prefix(key)) for key in self._file_keys()}
        return {key: files for key, files in sent.items() if files}

    @property
    def asks_for_no_file(self) -> bool:
        """Say whether a file button was pressed before any file was chosen."""
        return ATTACH in self.data and not self.files_sent.get(self.files_asked_at)

    @property
    def files_asked_at(self) -> str:
        """Return the key of the question whose file button was pressed, or of the first."""
        keys = self._file_keys()
        pressed = [key for key in keys if self.add_prefix(key) == self.data.get(ATTACH)]
        return next(iter(pressed or keys), "")

    @property
    def file_removed(self) -> tuple[str, str] | None:
        """Return the key of a question and the id of the file to take out of it, if one is."""
        name, pressed = self._to_remove
        keys = [key for key in self._file_keys() if self.add_prefix(key) == pressed]
        return (keys[0], name) if keys else None

    def clean(self) -> dict[str, Any]:
        """Keep the files that were taken also where another one was not."""
        cleaned = super().clean() or self.cleaned_data
        for key, field in self.fields.items():
            if isinstance(field, FileField) and key in self.errors and field.kept:
                cleaned[key] = field.answer
        return cleaned

    def redrawn(self) -> PageForm:
        """Return the page as the pressed button changes it, with all that was typed."""
        form = PageForm(
            self.page,
            given=self.given,
            lang=self.lang,
            picture_url=self.picture_url,
            typed={name: self._typed_in(name) for name in self.fields},
        )
        self._turn_to_new_box(form)
        form.refuse(self.refused)
        return form

    def refuse(self, refused: Mapping[str, Sequence[str]]) -> None:
        """Show which files were not taken, on a page that was not answered yet."""
        if refused and not self.errors:
            self.cleaned_data = {}
            for key, sentences in refused.items():
                self.add_error(key, list(sentences))

    def _file_keys(self) -> list[str]:
        return [key for key, field in self.fields.items() if isinstance(field, FileField)]

    def break_on(self, broken: Iterable[tuple[str, str]]) -> None:
        """Show what the answers together break, each at its question, or on top."""
        for key, sentence in broken:
            words = speech().gettext(sentence)  # ours, or the author's own
            self.add_error(key if key in self.fields else None, words)

    def _typed_in(self, name: str) -> list[str]:
        """Return what was typed under a question, without what Remove takes away."""
        widget, named = self.fields[name].widget, self.add_prefix(name)
        if not isinstance(widget, Several):
            value = widget.value_from_datadict(self.data, self.files, named)
            return value if isinstance(value, list) else [value or ""]
        place, pressed = self._to_remove
        gone = number_in(place) if pressed == named else None
        texts = widget.sent(self.data, self.files, named)
        return [text for number, text in enumerate(texts) if text.strip() and number != gone]

    @property
    def _to_remove(self) -> tuple[str, str]:
        """Return which answer or file is to be taken away, and the name of its question."""
        which, _, name = str(self.data.get(REMOVE, "")).partition(" ")
        return which, name

    def _turn_to_new_box(self, form: PageForm) -> None:
        """Begin where the button was pressed: at a new box, what was found, or what is left."""
        pressed = self.data.get(ADD) or self.data.get(FIND) or self.data.get(ATTACH)
        place, shorter = self._to_remove
        for name, field in form.fields.items():
            widget, named = field.widget, self.add_prefix(name)
            if named not in (pressed, shorter):
                continue
            if isinstance(widget, Finder | FilesBox):
                widget.has_focus = True
            elif isinstance(widget, Several):
                filled = len(form.initial[name])
                if named == pressed:
                    there = len(widget.sent(self.data, self.files, named))
                    widget.blanks, widget.focus = there + 1 - filled, filled
                elif (number := number_in(place)) is not None:
                    widget.focus = min(number, filled)

    def _field(self, asked: Asked, refused: Sequence[str]) -> AnswerField:
        setting = Setting(
            is_heading=len(self.page.questions) == 1,
            lang=self.lang,
            picture_url=self.picture_url(asked.item) if asked.item.picture else "",
            refused=tuple(refused),
            keeps_files=self.keeps_files,
        )
        if asked.item.type == ItemType.ATTACHMENT:
            return FileField(asked.item, self.given.get(asked.key), setting)
        return AnswerField(asked.item, setting)

    def _part(self, asked: Asked) -> Part:
        if asked.key in self.fields:
            return Part(asked.item, box=self[asked.key])  # type: ignore[arg-type]
        item = asked.item
        given = self.given.get(asked.key)
        answer = answers.show(item, given, speech=speech()) if item.is_question else ""
        picture_url = self.picture_url(item) if item.picture else ""
        return Part(item, None, answer, links(item), picture_url)

    def _typed(self) -> dict[str, Any]:
        """Return the answers as the person would find them in the boxes again."""
        return {
            asked.key: answers.typed(asked.item, value, zone=timezone.get_current_timezone())
            for asked in self.page.questions
            if (value := self.given.get(asked.key)) is not None
        }
