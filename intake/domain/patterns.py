"""Regular expressions that others wrote: read as they meant them, and never let to hang."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import regex

from intake.domain.timebox import OutOfTime, within

LONGEST_PATTERN = 1_000
SECONDS_TO_MATCH = 0.05
SECONDS_TO_COMPILE = 0.2
LONGEST_TEXT = 100_000
HEAVIEST = 50_000

# A pattern as JavaScript writes it: between slashes, with flags behind.
BETWEEN_SLASHES = re.compile(r"/(?P<pattern>.+)/(?P<flags>[dgimsuy]*)", re.DOTALL)
KNOWN_FLAGS = "ims"
PART = re.compile(
    r"\\k<\w+>|\\u\{[0-9A-Fa-f]{1,6}\}|\\[pPxN]\{[^}]*\}|\\.|\{\d+(?:,\d*)?\}|.", re.DOTALL
)
COUNT = re.compile(r"\{(\d+)(?:,(\d*))?\}")
# ECMAScript and Java mean ASCII by these, where Python means every digit and letter of the world.
CLASSES = {r"\d": "0-9", r"\w": "A-Za-z0-9_"}
OPPOSITES = {r"\D": "0-9", r"\W": "A-Za-z0-9_"}
SAID_OTHERWISE = {r"\z": r"\Z", "$": r"\Z", "{": r"\{"}
REFERENCE = re.compile(r"\\(?P<plain>[\\$])|\$(?P<number>\d{1,2})|\$\{(?P<name>\w+)\}")


class PatternError(Exception):
    """A pattern cannot be used. The message says why, and names nobody's answer."""


def check(pattern: str) -> str:
    """Return why a pattern cannot be used, or nothing where it can."""
    compiled = _compiled(pattern, False)
    return compiled if isinstance(compiled, str) else ""


def matches(pattern: str, text: str, *, whole: bool = True) -> bool:
    """Say whether the whole text is as the pattern says, or where `whole` is off, a part of it."""
    compiled = _usable(pattern, not whole)
    seek = compiled.fullmatch if whole else compiled.search
    try:
        return seek(text, timeout=SECONDS_TO_MATCH) is not None
    except (TimeoutError, MemoryError):
        raise PatternError("The pattern takes too long.") from None


def replaced(pattern: str, text: str, replacement: str) -> str:
    """Return the text with every match replaced; $1 or ${name} stand for what a group found."""
    length = 0

    def fill(found: Any) -> str:
        nonlocal length
        filled = REFERENCE.sub(lambda reference: _referred(reference, found), replacement)
        length += len(filled)
        if length > LONGEST_TEXT:
            raise PatternError("The replacements make too long a text.")
        return filled

    try:
        changed: str = _usable(pattern, True).sub(fill, text, timeout=SECONDS_TO_MATCH)
    except (TimeoutError, MemoryError):
        raise PatternError("The pattern takes too long.") from None
    except (IndexError, KeyError):
        raise PatternError("The replacement names a group that is not there.") from None
    return changed


def _referred(reference: re.Match[str], found: Any) -> str:
    plain, number, name = reference.group("plain", "number", "name")
    return plain or found.group(int(number) if number else name) or ""


def _usable(pattern: str, dot_is_newline: bool) -> Any:
    compiled = _compiled(pattern, dot_is_newline)
    if isinstance(compiled, str):
        raise PatternError(compiled)
    return compiled


@lru_cache(maxsize=1_000)
def _compiled(pattern: str, dot_is_newline: bool) -> Any:
    """Return the compiled pattern, or in words why there is none: both are worth keeping."""
    if len(pattern) > LONGEST_PATTERN:
        return f"The pattern is longer than {LONGEST_PATTERN:,} characters."
    if _weight(pattern) > HEAVIEST:
        return "The pattern repeats too much."
    try:
        ready = _translated(pattern)
        flags = regex.DOTALL if dot_is_newline else 0
        return within(SECONDS_TO_COMPILE, lambda: regex.compile(ready, flags))
    except OutOfTime:
        return "The pattern takes too long to read."
    except (RecursionError, MemoryError):
        return "The pattern is nested too deeply."
    except (regex.error, ValueError, LookupError, OverflowError, TypeError):
        return "The pattern is not a regular expression."


def _weight(pattern: str) -> int:
    """Return how often what is counted within something counted may come: it is unrolled."""
    around: list[int] = []
    inside = last = heaviest = 1
    for part in PART.findall(pattern):
        if part == "(":
            around.append(inside)
            inside = last = 1
        elif part == ")" and around:
            last, inside = inside, max(inside, around.pop())
        elif found := COUNT.fullmatch(part):
            is_nested = last > 1
            last *= max(int(number) for number in found.groups(default="1") if number)
            inside = max(inside, last)
            heaviest = max(heaviest, last if is_nested else 1)
        else:
            last = 1
    return heaviest


def _translated(pattern: str) -> str:
    """Say in the words of Python what ECMAScript, Java and .NET say in others."""
    flags = ""
    if wrapped := BETWEEN_SLASHES.fullmatch(pattern):
        pattern = wrapped["pattern"]
        flags = "".join(flag for flag in KNOWN_FLAGS if flag in wrapped["flags"])
    by_line = "m" in flags or "(?m" in pattern
    said: list[str] = [f"(?{flags})"] if flags else []
    in_set = after_class = False
    for part in PART.findall(pattern):
        if in_set:
            _say_in_set(part, said, after_class)
            after_class = part.lower() in CLASSES
            in_set = part != "]"
        else:
            said.append(part if part == "$" and by_line else _outside(part))
            in_set, after_class = part == "[", False
    return "".join(said)


def _outside(part: str) -> str:
    if part in CLASSES:
        return f"[{CLASSES[part]}]"
    if part in OPPOSITES:
        return f"[^{OPPOSITES[part]}]"
    if part.startswith(r"\k<"):
        return rf"\g{part[2:]}"
    return SAID_OTHERWISE.get(part) or _point(part)


def _say_in_set(part: str, said: list[str], after_class: bool) -> None:
    """Add one part of a [set]. A hyphen beside a class is itself: `[\\w-.]` is no range."""
    if part.lower() in CLASSES and said[-1] == "-":
        said[-1] = r"\-"
    if part == "-" and after_class:
        part = r"\-"
    said.append(CLASSES.get(part) or (r"\[" if part == "[" else _point(part)))


def _point(part: str) -> str:
    return rf"\U{part[3:-1]:0>8}" if part.startswith(r"\u{") else part
