"""The sample articles: files of TOML facts between two lines of `+++`, then the text in HTML."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "sample"
FENCE = "+++\n"
TOPICS = {
    "Symptoms": "What your legs may be telling you, and when to ask for help.",
    "Conditions": "What can go wrong in leg veins, and what it means for you.",
    "Tests": "What we look for, and what you will see and feel.",
    "Treatments": "What can help, how it is done, and how you heal.",
    "Self-care": "What you can do yourself, starting today.",
}
WORDS = ("title", "slug", "topic", "summary", "standfirst", "drawing", "author", "reviewer")
DAYS = ("reviewed_on", "review_due", "published_on")


class BadSample(Exception):
    """A file cannot be read as a sample article. The message names the file and says why."""


@dataclass(frozen=True)
class SampleSource:
    title: str
    publisher: str
    year: int
    url: str = ""


@dataclass(frozen=True)
class Sample:
    file: str
    title: str
    slug: str
    topic: str
    summary: str
    standfirst: str
    drawing: str
    about: tuple[str, ...]
    author: str
    reviewer: str
    reviewed_on: date
    review_due: date
    published_on: date
    key_points: tuple[str, ...]
    sources: tuple[SampleSource, ...]
    body: str


def read_all(folder: Path = FOLDER) -> list[Sample]:
    """Read every file of the folder, in the order of their names."""
    return [read(file) for file in sorted(folder.glob("*.html"))]


def read(file: Path) -> Sample:
    """Read one file, or say in one sentence what is wrong with it."""
    try:
        return parse(file.name, file.read_text(encoding="utf-8"))
    except (OSError, TypeError, ValueError) as error:
        raise BadSample(f"{file.name}: {error}") from error


def read_synonyms(file: Path = FOLDER / "synonyms.txt") -> list[list[str]]:
    """Read groups of words that mean the same: one group on each line."""
    return [
        [term.strip() for term in line.split("=")]
        for line in file.read_text(encoding="utf-8").splitlines()
    ]


def parse(name: str, text: str) -> Sample:
    """Turn the text of a file into a sample; raise ValueError or TypeError if it is not one."""
    parts = text.split(FENCE, 2)
    if len(parts) < 3 or parts[0]:
        raise ValueError("write the facts between two lines of +++, and the text after them")
    found = tomllib.loads(parts[1])
    _expect(found, WORDS, str)
    _expect(found, DAYS, date)
    _expect(found, ("about", "key_points", "sources"), list)
    if found["topic"] not in TOPICS:
        raise ValueError(f"the topic is {found['topic']!r}; choose one of {', '.join(TOPICS)}")
    found["about"] = tuple(found["about"])
    found["key_points"] = tuple(found["key_points"])
    found["sources"] = tuple(SampleSource(**source) for source in found["sources"])
    return Sample(file=name, **found, body=parts[2])


def _expect(found: dict[str, Any], names: tuple[str, ...], kind: type) -> None:
    for name in names:
        if not isinstance(found.get(name), kind):
            raise ValueError(f"{name} is missing, or is not a {kind.__name__}")
