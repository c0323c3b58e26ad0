"""Show where a text has what was asked for: marked, and escaped in every other respect."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from articles.searching.asking import Phrase
from articles.searching.words import Language, Token, tokens

BEFORE, WINDOW = 6, 28  # words
STOPS = (".", "!", "?", ":", ";", ",")
PLACES = 200  # that are looked at for the best
Span = tuple[int, int]  # of tokens, the second one past the end


def mark(text: str, phrases: Collection[Phrase], language: Language) -> SafeString:
    """Return a whole text with what was asked for marked."""
    found = list(tokens(text))
    return _marked(text, found, _spans(found, phrases, language))


def has(text: str, phrases: Collection[Phrase], language: Language) -> bool:
    return bool(_spans(list(tokens(text)), phrases, language))


def snippet(text: str, phrases: Collection[Phrase], language: Language) -> SafeString:
    """Return the stretch of a long text that has most of what was asked for."""
    found = list(tokens(text))
    spans = _spans(found, phrases, language)
    start, end = _best(found, spans, language)
    if start == end:
        return SafeString("")
    here = [span for span in spans if start <= span[0] and span[1] <= end]
    left, right = found[start].start, found[end - 1].end
    left = 0 if start == 0 else left
    right = len(text) if end == len(found) else right
    cut = _marked(text, found, here, left, right)
    return format_html("{}{}{}", "… " if start else "", cut, " …" if end < len(found) else "")


def flowing(text: str) -> str:
    """Return lines as one; where a heading or a point of a list ends, a dot is in between."""
    lines = text.split("\n")
    return "".join(line + (" " if line.endswith(STOPS) else " · ") for line in lines).strip(" ·")


def _spans(found: Sequence[Token], phrases: Collection[Phrase], language: Language) -> list[Span]:
    """Return where a phrase stands, the longest first where several do."""
    stems = [language.stem(token.word) for token in found]
    starts: dict[str, list[Phrase]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        starts.setdefault(phrase[0], []).append(phrase)
    spans: list[Span] = []
    place = 0
    while place < len(stems):
        here = (p for p in starts.get(stems[place], []) if _stands_at(found, stems, place, p))
        length = len(next(here, ()))
        if length:
            spans.append((place, place + length))
        place += max(length, 1)
    return spans


def _stands_at(found: Sequence[Token], stems: Sequence[str], place: int, phrase: Phrase) -> bool:
    end = place + len(phrase)
    goes_on = not any(token.opens for token in found[place + 1 : end])
    return goes_on and tuple(stems[place:end]) == phrase


def _best(found: Sequence[Token], spans: Sequence[Span], language: Language) -> Span:
    """Return the first of the windows that show the most different words."""

    def different(place: int) -> int:
        inside = [s for s in spans[place : place + WINDOW] if s[1] <= spans[place][0] + WINDOW]
        return len({language.stem(found[span[0]].word) for span in inside})

    best = max(range(min(len(spans), PLACES)), key=different, default=None)
    if best is None:
        return 0, min(WINDOW, len(found))
    start = max(0, spans[best][0] - BEFORE)
    return start, min(start + BEFORE + WINDOW, len(found))


def _marked(
    text: str, found: Sequence[Token], spans: Sequence[Span], start: int = 0, end: int | None = None
) -> SafeString:
    pieces: list[tuple[SafeString]] = []
    for first, last in spans:
        left, right = found[first].start, found[last - 1].end
        pieces += [(escape(text[start:left]),), (format_html("<mark>{}</mark>", text[left:right]),)]
        start = right
    return format_html_join("", "{}", [*pieces, (escape(text[start:end]),)])
