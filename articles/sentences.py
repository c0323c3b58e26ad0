"""Where the sentences of an English text end, and which words they have.

A word is what stands between two spaces or dashes and has a letter or a digit: a contraction, a
compound with hyphens, a number and an address of the web are one word each, as Flesch counted.
The end of a line is the end of a sentence. The mark of a list item is neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

CLOSING = "\"'”’»)\\]"
NOTE = r"(?:\[[\d,–\- ]+\])"  # the number of a source, as in “rare.[3]”; or small, as in “rare.3”
SMALL_NOTE = r"\d{1,2}(?:,\d{1,2})*"
NOTES = re.compile(rf"(?<=\S){NOTE}|(?<=[a-z”)][.!?]){SMALL_NOTE}(?=\s|$)")
STOP = re.compile(
    rf"(?<![.!?…])(?P<stop>[.!?…]++)(?P<closed>[{CLOSING}]*){NOTE}?\s+"
    rf"|(?<=[a-z”)])(?P<noted>[.!?]){SMALL_NOTE}\s+(?=[A-Z“\"])"
)
SPACED_ELLIPSIS = re.compile(r"\.(?: \.){2,}")
LIST_MARK = re.compile(r"^\s*(?:[-–—•*·‣▪◦]|\(?\d{1,2}[.)]|[a-z][.)]|\([a-z]\))\s+")
NEAR = 100  # signs on either side of a stop that are looked at
WORD = re.compile(r"(?:(?!—|--|…|\.{3}|(?<!\d)–|–(?!\d))\S)+")
FIRST = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
SPEECH = re.compile(  # “Does it hurt?” I asked; “No!” Ann Solberg said
    r"(?:[A-Z][\w’'-]*\s){1,3}(?:says?|said|asks?|asked|answers?|answered|repl(?:ies|ied)|adds?|added"
    r"|explains?|explained|thinks?|thought|wonders?|wondered|cries|cried|writes?|wrote)\b"
)
INITIALS = re.compile(r"[A-Z]|(?:[A-Za-z]{1,2}\.)+[A-Za-z]{1,2}")


def _each(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Abbreviations, without their last stop.
INSIDE = _each("e.g i.e eg ie vs cf viz approx ca incl excl esp resp dept")
BEFORE_A_NAME = _each(
    "dr drs mr mrs ms messrs prof st mt rev fr gen sen rep gov capt lt col sgt hon al"
)
BEFORE_A_NUMBER = _each(
    "no nos nr fig figs p pp vol ch sect art eq jan feb mar apr jun jul aug sep sept oct nov dec"
    " mon tue tues wed thu thur thurs fri sat sun"
)
MAY_END = _each(
    "a.m p.m am pm etc inc ltd co corp jr sr ave blvd rd hr hrs min mins sec secs wk wks yr yrs mo"
    " mos oz lb lbs tsp tbsp ft max temp avg ext tel appt"
)
WEEKDAYS = _each("monday tuesday wednesday thursday friday saturday sunday")
# Words that open a sentence and are no names: behind an initial or “U.S.” they tell its end.
OPENERS = _each(
    "a about after all also although an and another any are as ask at avoid be because before both"
    " but by call can check could did do doctors does don't drink during each eat even every few"
    " find for from get give go had has have he her here his how however i if in is it it's its"
    " keep later less let like many may more most move my nearly never no not now of often on once"
    " one only or other others our over patients people please raise read rest see several she"
    " should since so some sometimes soon still stop such take talk tell than that that's the"
    " their then there there's these they they're this those though through to today too try two"
    " under until up use usually walk was watch we we're wear were what when where which while who"
    " why will with without women men would yes yet you you're your"
)


def sentences(text: str) -> list[str]:
    """Return the sentences of a plain text, as they are written."""
    lines = (LIST_MARK.sub("", SPACED_ELLIPSIS.sub("…", line)) for line in text.splitlines())
    return [piece.strip() for line in lines for piece in _cut(line) if words(piece)]


def words(text: str) -> list[str]:
    """Return the words of a text, with the signs that touch them."""
    return [word for word in WORD.findall(NOTES.sub("", text)) if any(map(str.isalnum, word))]


def _cut(line: str) -> Iterator[str]:
    start = 0
    for stop in STOP.finditer(line):
        before = line[max(start, stop.start() - NEAR) : stop.start()]
        if _is_end(before, stop, line[stop.end() : stop.end() + NEAR]):
            yield line[start : stop.end()]
            start = stop.end()
    yield line[start:]


def _is_end(before: str, stop: re.Match[str], after: str) -> bool:
    """Tell whether a stop ends its sentence, by the words on both sides of it."""
    following = FIRST.search(after)
    if not following:
        return False
    goes_on = following[0][0].islower() or (stop["stop"] != "." and bool(SPEECH.match(after)))
    if goes_on and (stop["closed"] or stop["stop"] in {"…", "..", "..."}):
        return False  # “Does it hurt?” she asked
    if stop["stop"] == "." and (last := before.split()[-1:]):
        return not _is_abbreviation(last[0].lstrip("(“\"'‘["), following[0])
    return True


def _is_abbreviation(last: str, following: str) -> bool:
    """Tell whether the stop behind a word belongs to the word alone, and the sentence goes on."""
    short, following_small = last.lower(), following.lower().replace("’", "'")
    if short in INSIDE:
        return True
    if short in BEFORE_A_NUMBER:
        return following[0].isdigit()
    if short in MAY_END:
        return not following[0].isupper() or following_small in WEEKDAYS
    if short in BEFORE_A_NAME or INITIALS.fullmatch(last):
        return not (following[0].isupper() and following_small in OPENERS)
    return False
