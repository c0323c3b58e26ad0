"""What an article needs before it goes live, as a list for a page.

A draft is saved with anything. A gate that is not met keeps an article from going live; the rest
is advice, and so is how hard the text is to read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from articles.readability import hard_words, longest_sentences, measure, prose

FEWEST_SOURCES = 2
LONGEST = 300  # characters of a summary or a standfirst
BEST_KEY_POINTS = range(3, 6)
HARDEST_GRADE = 8
HARD_WORDS_NAMED = 5
HELP = frozenset({"call-911", "call-today"})
FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|avif|svg|heic|tiff?)", re.IGNORECASE)

Review = Literal["valid", "missing", "changed since review", "overdue"]
REVIEW_ADVICE: dict[Review, str] = {
    "valid": "",
    "missing": "Ask a medical reviewer to sign the text off.",
    "changed since review": "Ask a medical reviewer to sign off the text as it is now.",
    "overdue": "Ask a medical reviewer to look at the text again: its review is overdue.",
}


class Shown(Protocol):
    """A picture as a page shows it."""

    @property
    def alt(self) -> str: ...
    @property
    def is_decorative(self) -> bool: ...


@dataclass(frozen=True)
class Manuscript:
    """All that the list looks at; everything may still be empty."""

    title: str = ""
    slug: str = ""
    topic: str = ""
    is_about_symptoms: bool = False
    summary: str = ""
    standfirst: str = ""
    key_points: tuple[str, ...] = ()
    author: str = ""
    text: str = ""  # of the body: one block a line, without markup
    headings: tuple[tuple[int, str], ...] = ()  # level and words, in order
    boxes: tuple[str, ...] = ()  # the classes of the sections, in order
    picture: Shown | None = None  # the one at the head of the page
    images: tuple[Shown, ...] = ()  # those in the text, in order
    sources: int = 0
    review: Review = "missing"
    minor_edits: int = 0  # that changed what a doctor had signed
    dead_links: tuple[str, ...] = ()  # what the caller found to lead nowhere on this site
    doubtful_links: tuple[str, ...] = ()  # to what is not public yet, or did not answer lately


@dataclass(frozen=True)
class Point:
    """One line of the list. Its advice says what to do, and is empty when there is nothing."""

    code: str
    label: str
    is_met: bool
    is_gate: bool = True
    advice: str = ""
    details: tuple[str, ...] = ()  # what the advice is about: sentences, headings, links


def check(manuscript: Manuscript) -> list[Point]:
    """Return all the points of an article, met or not, in the order of its form."""
    return [*_gates(manuscript), _reading(manuscript.text)]


def missing(manuscript: Manuscript) -> list[Point]:
    """Return what keeps the article from going live, without measuring how hard it is to read."""
    return gates_left(_gates(manuscript))


def gates_left(points: Iterable[Point]) -> list[Point]:
    """Return what keeps the article from going live."""
    return [point for point in points if point.is_gate and not point.is_met]


def _gates(manuscript: Manuscript) -> Iterator[Point]:
    yield _filled("title", "Title", manuscript.title, "Write a title.")
    yield _filled("address", "Address", manuscript.slug, "Give the page its address.")
    yield _filled("topic", "Topic", manuscript.topic, "Choose a topic.")
    yield _short(
        "summary", "Summary", manuscript.summary, "Write a summary for lists and search engines."
    )
    yield _short(
        "standfirst",
        "Standfirst",
        manuscript.standfirst,
        "Write a standfirst: one or two sentences under the title.",
    )
    yield _key_points(manuscript.key_points)
    yield _filled("author", "Author", manuscript.author, "Name the author.")
    yield _filled("text", "Text", manuscript.text, "Write the text.")
    yield _headings(manuscript.headings)
    yield _pictures(manuscript.picture, manuscript.images)
    if manuscript.is_about_symptoms:
        yield _help(manuscript.boxes)
    yield _sources(manuscript.sources)
    yield _links(manuscript.dead_links, manuscript.doubtful_links)
    yield _review(manuscript.review)
    if manuscript.minor_edits:
        yield _minor_edits(manuscript.minor_edits)


def _gate(code: str, label: str, advice: str, details: Sequence[str] = ()) -> Point:
    """Return a gate that is met when there is nothing to advise."""
    return Point(code, label, is_met=not advice, advice=advice, details=tuple(details))


def _filled(code: str, label: str, value: str, advice: str) -> Point:
    return _gate(code, label, "" if value.strip() else advice)


def _short(code: str, label: str, value: str, advice: str) -> Point:
    """Lists and the top of a page have room for a sentence or two."""
    if len(value) <= LONGEST:
        return _filled(code, label, value, advice)
    advice = f"Shorten it to {LONGEST} characters: now there are {len(value)}."
    return _gate(code, label, advice)


def _key_points(key_points: tuple[str, ...]) -> Point:
    """One is enough to go live; three to five is what readers keep in mind."""
    count = sum(bool(point.strip()) for point in key_points)
    advice = "Write three to five key points"
    advice += f"; now there is {count}." if count == 1 else f"; now there are {count}."
    return Point(
        "key-points",
        "Key points",
        is_met=count > 0,
        advice="" if count in BEST_KEY_POINTS else advice,
    )


def _headings(headings: tuple[tuple[int, str], ...]) -> Point:
    faults = list(_heading_faults(headings))
    advice = "Mend the headings, so that they make a table of contents." if faults else ""
    return _gate("headings", "Order of headings", advice, faults)


def _heading_faults(headings: tuple[tuple[int, str], ...]) -> Iterator[str]:
    level_before = 1
    chapters = Counter(_name(words) for level, words in headings if level == 2)
    for place, (level, words) in enumerate(headings, start=1):
        if not words.strip():
            yield f"Heading {place} is empty."
        elif level > level_before + 1:
            yield f"“{words}” has level {level}, but no heading of level {level - 1} above it."
        elif level == 2 and chapters.pop(_name(words), 1) > 1:
            yield f"“{words}” stands more than once."
        level_before = level


def _name(words: str) -> str:
    return " ".join(words.split()).casefold()


def _pictures(picture: Shown | None, images: tuple[Shown, ...]) -> Point:
    named = [("The picture at the head of the page", picture)] if picture else []
    named += [(f"Picture {place} in the text", image) for place, image in enumerate(images, 1)]
    faults = [f"{name} has no description." for name, shown in named if not _is_described(shown)]
    advice = "Describe each picture in its alt text, or mark it as decorative." if faults else ""
    return _gate("alt-text", "Descriptions of pictures", advice, faults)


def _is_described(shown: Shown) -> bool:
    """Tell whether a picture is in words; the name of its file is none."""
    words = shown.alt.strip()
    return shown.is_decorative or bool(words and not FILE_NAME.fullmatch(words))


def _help(boxes: tuple[str, ...]) -> Point:
    advice = "Add a box that says when to call 911 or to call us today."
    return _gate("help", "When to get help", "" if HELP.intersection(boxes) else advice)


def _sources(count: int) -> Point:
    missing = FEWEST_SOURCES - count
    advice = f"Name at least {FEWEST_SOURCES} sources: {missing} more." if missing > 0 else ""
    return _gate("sources", "Sources", advice)


def _links(dead: tuple[str, ...], doubtful: tuple[str, ...]) -> Point:
    """Another site that is down for an hour must not keep back a correction."""
    if dead:
        return _gate("links", "Links", "Mend or remove the links that lead nowhere.", dead)
    advice = "Look at these links: they do not work right now." if doubtful else ""
    return Point("links", "Links", is_met=True, advice=advice, details=doubtful)


def _review(review: Review) -> Point:
    return _gate("review", "Medical review", REVIEW_ADVICE[review])


def _minor_edits(count: int) -> Point:
    """The review goes on through minor edits, so somebody should see that they are minor."""
    edits = "1 minor edit" if count == 1 else f"{count} minor edits"
    advice = f"Compare: {edits} came after the signature, under the doctor’s name."
    return Point("minor", "Changes since the signature", is_met=True, is_gate=False, advice=advice)


def _reading(text: str) -> Point:
    """How hard the text is to read never stops it: some things have no short name."""
    sentences = prose(text)
    grade = round(measure(sentences).grade, 1)
    label = f"Reading grade {grade:.1f}"
    if grade <= HARDEST_GRADE:
        return Point("reading", label, is_met=True, is_gate=False)
    words = ", ".join(hard_words(sentences, HARD_WORDS_NAMED))
    advice = f"Bring the grade down to {HARDEST_GRADE}: shorten the longest sentences"
    advice += f", and say these words more plainly or explain them: {words}." if words else "."
    longest = tuple(longest_sentences(sentences))
    return Point("reading", label, is_met=False, is_gate=False, advice=advice, details=longest)
