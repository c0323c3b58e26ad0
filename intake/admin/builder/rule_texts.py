"""The page of one text for patients, with its translations; and of a new one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from intake import draft_rows, ruling
from intake.admin.builder import doors
from intake.admin.builder.doors import Opened, address
from intake.admin.builder.rule_forms import TextForm, TranslationForm
from intake.admin.builder.rules import back
from intake.domain.document import Json
from intake.domain.drafting.tree import DraftError, Gone, Node
from intake.domain.patient_texts import named
from intake.domain.ruling import changes, editing, texts
from intake.domain.ruling.parts import TEXTS, Place, entry_at, uses
from intake.domain.ruling.texts import LANGUAGE, Words

NOT_A_LANGUAGE = "Enter the short name of a language, such as es for Spanish."


@dataclass
class TextSheet:
    """The whole form of a text: its own words, and each translation."""

    name: str
    form: TextForm
    others: dict[str, TranslationForm]

    @classmethod
    def of(cls, name: str, entry: Json, data: Any = None) -> TextSheet:
        there = texts.translations(entry)
        added = data.getlist("language") if data is not None else []
        languages = dict.fromkeys((*there, *(each for each in added if LANGUAGE.fullmatch(each))))
        own = {**_typed(texts.words_of(entry)), "call": entry.get("call", "")}
        own |= {"source": entry.get("source", ""), "id": entry.get("id", "")}
        return cls(
            name,
            TextForm(data, initial=own, is_new=not name),
            {
                language: TranslationForm(
                    data, initial=_typed(there.get(language, Words(""))), prefix=f"in-{language}"
                )
                for language in languages
            },
        )

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), *[each.is_valid() for each in self.others.values()]])

    def applied(self, rules: Json, *, is_new: bool) -> tuple[Node, tuple[str, ...]]:
        """Return the rules with what was typed, and the languages whose review is over."""
        wish = self.form.cleaned_data
        own = self.form.words()
        given = {"call": wish["call"], "source": wish["source"].strip()}
        if is_new:
            rules = texts.add(rules, self.key, own, **given)
        others = {language: form.words() for language, form in self.others.items()}
        return texts.change(rules, self.key, own, others, **given)

    @property
    def key(self) -> str:
        return self.name or self.form.cleaned_data["id"].strip()

    @property
    def translations(self) -> list[tuple[str, str, TranslationForm]]:
        """Return the form of each language, under its short name and what staff call it."""
        return [(key, named(key), form) for key, form in self.others.items()]

    def errors(self) -> Iterator[tuple[str, str]]:
        """Yield (id of the box, what to do), in the order of the page."""
        others = ((f"{named(key)}: ", form) for key, form in self.others.items())
        for start, form in (("", self.form), *others):
            yield from (("main", str(error)) for error in form.non_field_errors())
            for field in form:
                for error in field.errors:
                    yield field.id_for_label, f"{start}{field.label}: {error}"


@require_http_methods(["GET", "HEAD", "POST"])
@doors.edits
def text(request: HttpRequest, found: Opened) -> HttpResponse:
    """Show the form of a text, or of a new one; or keep what was typed in it."""
    name = request.GET.get("id", "")
    data = request.POST if request.method == "POST" else None
    is_new = not name
    try:
        entry = entry_at(found.rules, Place(TEXTS, name)) if name else _new(found)
    except Gone as gone:
        if data is None:
            return back(request, found, str(gone))
        entry, is_new = {}, True  # it is put back in with all that was typed
    sheet = TextSheet.of(name, entry, data)
    if data is None:
        return _show(request, found, sheet)
    if "_language" in data:
        return _widened(request, found, sheet, entry, data)
    if not sheet.is_valid():
        return _show(request, found, sheet, problems=[*sheet.errors()])
    return _keep(request, found, sheet, is_new=is_new)


def _new(found: Opened) -> Node:
    return {"id": editing.free_id(found.rules, TEXTS)}


def _widened(
    request: HttpRequest, found: Opened, sheet: TextSheet, entry: Json, data: Any
) -> HttpResponse:
    """Give a further language room. Nothing is saved, and nothing that was typed is lost."""
    language = data.get("more_language", "").strip()
    if not LANGUAGE.fullmatch(language):
        problems = [("more_language", NOT_A_LANGUAGE)]
        return _show(request, found, sheet, problems=problems, hides_errors=True)
    wider = data.copy()
    wider.appendlist("language", language)
    wider["more_language"] = ""
    return _show(request, found, TextSheet.of(sheet.name, entry, wider), hides_errors=True)


def _keep(request: HttpRequest, found: Opened, sheet: TextSheet, *, is_new: bool) -> HttpResponse:
    rules = found.rules
    try:
        made, over = sheet.applied(rules, is_new=is_new)
        ruling.save(found.row, made, number=doors.number_in(request), by=request.user)
    except draft_rows.ChangedMeanwhile as problem:
        sheet.form.add_error(None, f"{problem} To make it all the same, press Save again.")
        found_now = changes.compare(rules, found.document, made, found.document)
        return _show(request, found, sheet, problems=[*sheet.errors()], changes=found_now)
    except DraftError as problem:
        sheet.form.add_error(None, str(problem))
        return _show(request, found, sheet, problems=[*sheet.errors()])
    place = Place(TEXTS, sheet.key)
    messages.success(request, f"The {place} is saved.")
    if not over:
        return redirect(f"{address('rules', found.row.pk)}#{place.anchor}")
    messages.warning(
        request,
        f"The words changed, so the review is over of: {', '.join(map(named, over))}. "
        "Have the translation reviewed again, and enter who did it and when.",
    )
    return redirect(f"{address('rule_text', found.row.pk)}?{place.query}")


def _show(request: HttpRequest, found: Opened, sheet: TextSheet, **more: Any) -> HttpResponse:
    place = Place(TEXTS, sheet.name)
    return doors.show(
        request,
        "rule_text",
        found,
        f"Patient text {sheet.name}" if sheet.name else "New patient text",
        place=place,
        sheet=sheet,
        used_by=uses(found.rules, place) if sheet.name else (),
        more_language=request.POST.get("more_language", "") if more.get("problems") else "",
        status=422 if more.get("problems") else 200,
        **more,
    )


def _typed(words: Words) -> dict[str, str]:
    """Return words as the form's boxes hold them."""
    return {
        "heading": words.heading,
        "about": words.about,
        "lead": words.lead,
        "steps": "\n".join(words.steps),
        "reviewed_by": words.reviewed_by,
        "reviewed_on": words.reviewed_on,
    }
