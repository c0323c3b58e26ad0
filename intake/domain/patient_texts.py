"""Fixed texts for patients, as data: read, in one language or another."""

from __future__ import annotations

import copy
from typing import Any

from intake.domain.document import DefinitionError, Json, about, take
from intake.domain.triage import PatientText

CALLS = ("", "clinic", "911")
# What staff call the languages that clinics here translate into; any other has its short name.
NAMES = {
    "am": "Amharic",
    "ar": "Arabic",
    "fa": "Persian",
    "fr": "French",
    "hi": "Hindi",
    "hmn": "Hmong",
    "ht": "Haitian Creole",
    "ko": "Korean",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "so": "Somali",
    "es": "Spanish",
    "tl": "Tagalog",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def named(language: str) -> str:
    """Return what staff call a language, such as Spanish, or Spanish (es-MX)."""
    base, _, place = language.partition("-")
    name = NAMES.get(base, language)
    return f"{name} ({language})" if place and base in NAMES else name


def read_texts(document: Json, language: str = "") -> dict[str, PatientText]:
    """Return the texts by id. One that is not translated into the language keeps its own words."""
    entries = take(document, "texts", dict)
    return {key: _text(key, entry, language) for key, entry in entries.items()}


def unreviewed(document: Json, language: str) -> tuple[str, ...]:
    """Return the ids of texts without a translation that a qualified translator has reviewed."""
    texts = read_texts(document, language).values()
    return tuple(text.id for text in texts if not (text.reviewed_by and text.reviewed_on))


def reviewed(document: Json, by: str, on: str) -> dict[str, Any]:
    """Return rules in which every translation of a text is said to be reviewed: by whom, when."""
    made: dict[str, Any] = copy.deepcopy(dict(document))
    for text in take(made, "texts", dict).values():
        for translation in text.get("translations", {}).values():
            translation |= {"reviewed_by": by, "reviewed_on": on}
    return made


def _text(key: str, entry: Any, language: str) -> PatientText:
    with about(f"text {key}"):
        if not isinstance(entry, dict):
            raise DefinitionError("it is not an object.")
        call = take(entry, "call", str)
        if call not in CALLS:
            raise DefinitionError(f"call {call!r} is none of {', '.join(CALLS[1:])}.")
        own = _worded(key, entry, call=call, source=take(entry, "source", str))
        translations = take(entry, "translations", dict)
        for name, translation in translations.items():
            with about(f"in {name}"):
                if not isinstance(translation, dict):
                    raise DefinitionError("it is not an object.")
                other = _worded(key, translation, call=call, source=own.source, language=name)
                if len(other.steps) != len(own.steps):
                    raise DefinitionError(f"it has {len(other.steps)} steps, not {len(own.steps)}.")
                if name == language:
                    own = other
        return own


def _worded(key: str, entry: Json, *, call: str, source: str, language: str = "") -> PatientText:
    heading, steps = take(entry, "heading", str), take(entry, "steps", list)
    if not heading:
        raise DefinitionError("it has no heading.")
    if not all(isinstance(step, str) for step in steps):
        raise DefinitionError("steps lists something that is not a text.")
    return PatientText(
        id=key,
        heading=heading,
        lead=take(entry, "lead", str),
        steps=tuple(steps),
        call=call,
        source=source,
        about=take(entry, "about", str),
        language=language,
        reviewed_by=take(entry, "reviewed_by", str) if language else "",
        reviewed_on=take(entry, "reviewed_on", str) if language else "",
    )
