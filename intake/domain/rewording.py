"""Words that were changed while their translations stayed as they were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from intake.domain.document import Json
from intake.domain.drafting import tree
from intake.domain.drafting.options import code_of
from intake.domain.prove import Fault
from intake.domain.reading.translations import known_beside

# What a text is called that is edited with the item above it.
CALLED = {"prompt": "The hint", "help": "“Why we ask”"}


@dataclass(frozen=True)
class Told:
    """A text with its translations by language, and the item with which it is edited."""

    link_id: str
    called: str
    text: str
    known: dict[str, str]


def reworded(released: Sequence[Json], document: Json) -> Iterator[Fault]:
    """Yield each text that has changed since it was translated; released versions newest first.

    A translation belongs to the words that it stood beside when it was first published.
    """
    past = [_texts(version) for version in released]
    for spot, now in _texts(document).items():
        for language, words in now.known.items():
            first = _first(past, spot, language, words)
            if first not in ("", now.text):
                text = f"{now.called} reads “{now.text}” now. Its {language} words are still those"
                advice = f"{text} for “{first}”: “{words}”. Have them translated anew."
                yield Fault(now.link_id, "translation", advice)


def _first(past: list[dict[str, Told]], spot: str, language: str, words: str) -> str:
    """Return the words that a translation first stood beside, as far back as it is the same."""
    found = ""
    for texts in past:
        then = texts.get(spot)
        if then is None or then.known.get(language) != words:
            break
        found = then.text
    return found


def _texts(document: Json) -> dict[str, Told]:
    """Return every text that has a translation, by the place where it stands."""
    spots = {"title": Told("", "The title", *_words(document, "title"))}
    spots["description"] = Told("", "The introduction", *_words(document, "description"))
    for spot in tree.spots(dict(document)):
        name, item = tree.link_id(spot.node), spot.node
        own, called = name, "It"
        if spot.parent and tree.is_helping(item):
            own, called = tree.link_id(spot.parent), CALLED.get(tree.control(item), "A text in it")
        spots[f"text {name}"] = Told(own, called, *_words(item, "text"))
        for option in tree.listed(item, "answerOption"):
            coding = option.get("valueCoding")
            inner, key = (
                (coding, "display") if isinstance(coding, dict) else (option, "valueString")
            )
            place = f"option {name} {code_of(option)}"
            spots[place] = Told(name, "An option", *_words(inner, key))
    return {place: told for place, told in spots.items() if told.known}


def _words(element: Json, key: str) -> tuple[str, dict[str, str]]:
    return tree.words(element, key), known_beside(element, key)
