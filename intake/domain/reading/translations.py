"""A definition in other languages: FHIR's translation extension, and whatever it stands beside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from intake.domain.document import Json
from intake.domain.reading.extensions import every, objects, part, value, words
from intake.domain.reading.options import LABEL

# What is read. All else is compared, computed or linked with, and is the same in each language.
WORDS = (
    *("title", "description", "purpose", "copyright", "publisher", "text", "prefix", "display"),
    *("valueString", "valueMarkdown"),
)


def languages(document: Json) -> tuple[str, ...]:
    """Return the languages that the words of a document are translated into."""
    skipped = {key: part for key, part in document.items() if key != "contained"}
    return tuple(dict.fromkeys(_languages(skipped)))


def _languages(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _languages(each)
    elif isinstance(node, dict):
        for key, child in node.items():
            if key.startswith("_") and isinstance(child, dict):
                yield from _translations(child)
            yield from _languages(child)


def known_beside(element: Json, key: str) -> dict[str, str]:
    """Return the translations of one text of an element, by language."""
    beside = element.get(f"_{key}")
    return _translations(beside) if isinstance(beside, dict) else {}


def _translations(beside: Json) -> dict[str, str]:
    """Return the words by language that stand beside a text."""
    found: dict[str, str] = {}
    for extension in every(beside, "translation"):
        language = str(value(part(extension, "lang")) or "").strip()
        content = value(part(extension, "content"))
        if language and isinstance(content, str) and content.strip():
            found.setdefault(language, content)
    return found


def _best(known: dict[str, str], language: str) -> str:
    """Return the words in a language; es stands in for es-MX, and the other way round."""
    if language in known:
        return known[language]
    start = language.partition("-")[0].lower()
    alike = (text for name, text in known.items() if name.partition("-")[0].lower() == start)
    return next(alike, "")


def in_language(document: Json, language: str) -> dict[str, Any]:
    """Return the document with its words in a language; what has no translation stays as it is.

    What is answered stays the same in every language: only the label of an option changes.
    """
    swapped = _swapped(document, language, "")
    return {**swapped, "language": language}


def _swapped(node: Any, language: str, key: str) -> Any:
    if isinstance(node, list):
        return [_swapped(each, language, key) for each in node]
    if not isinstance(node, dict):
        return node
    if key in ("concept", "contains"):
        node = _designated(node, language)
    made = {name: _swapped(child, language, name) for name, child in node.items()}
    for name, child in node.items():
        best = _best(_translations(child), language) if isinstance(child, dict) else ""
        if name[:1] != "_" or name[1:] not in WORDS or not best:
            continue
        if _is_answered(node, key, name[1:]):
            made[name] = _labelled(made[name], best)
        else:
            made[name[1:]] = best
    return made


def _is_answered(node: Json, key: str, name: str) -> bool:
    """Say whether a text is itself the answer, so that it may not change."""
    if key in ("answerOption", "initial"):
        return name.startswith("value")
    return key == "valueCoding" and name == "display" and not words(node, "code")


def _labelled(beside: Json, label: str) -> dict[str, Any]:
    own = {"url": LABEL, "valueString": label}
    return {**beside, "extension": [*objects(beside, "extension"), own]}


def _designated(concept: Json, language: str) -> dict[str, Any]:
    """Return a code of a contained value set, called as its designation says."""
    known = {
        words(each, "language"): words(each, "value") for each in objects(concept, "designation")
    }
    best = _best({name: text for name, text in known.items() if name}, language)
    return {**concept, "display": best} if best else dict(concept)


def untranslated(document: Json) -> Iterator[tuple[str, str]]:
    """Yield (linkId, sentence) for words without a translation that other words have."""
    wanted = languages(document)
    if wanted:
        yield from _without(document, "", ("title",), wanted)
        yield from _items_without(document, wanted)


def _items_without(element: Json, wanted: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for item in objects(element, "item"):
        link_id = words(item, "linkId")
        yield from _without(item, link_id, ("text",), wanted)
        for option in objects(item, "answerOption"):
            coding = option.get("valueCoding")
            inner = coding if isinstance(coding, dict) else option
            yield from _without(inner, link_id, ("display", "valueString"), wanted)
        yield from _items_without(item, wanted)


def _without(
    element: Json, link_id: str, keys: tuple[str, ...], wanted: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    for key in keys:
        text = words(element, key)
        known = known_beside(element, key)
        for language in wanted:
            if text and not _best(known, language):
                place = f"{link_id}: " if link_id else "The questionnaire: "
                yield link_id, f"{place}no translation into {language}: {text[:60]}"
