"""English: the words that say nothing by themselves, and the stem that forms of a word share.

The stemmer is Porter's second one for English, written down from its published rules.
"""

from __future__ import annotations

import re
from functools import lru_cache

SAY_NOTHING = """
a about after all also am an and any are as at be been being but by can could did do does
for from had has have having he her hers him his how i if in into is it its just
me my no not of on or our ours please she should so some than that the their them
then there these they this those to too us very was we were what when where which
while who why will with would you your yours im ive whats
"""
STOP_WORDS = frozenset(SAY_NOTHING.split())
AS_THEY_ARE = frozenset({"atlas", "bias", "news", "sky"})
ODD = {
    "dying": "die", "lying": "lie", "tying": "tie", "skis": "ski", "skies": "sky", "idly": "idl",
    "gently": "gentl", "ugly": "ugli", "early": "earli", "only": "onli", "singly": "singl",
}  # fmt: skip
NO_MORE = frozenset({"inning", "outing", "herring", "earring", "proceed", "exceed", "succeed"})
VOWELS = "aeiouy"
DOUBLE = re.compile(r"(bb|dd|ff|gg|mm|nn|pp|rr|tt)$")
REGION = re.compile(r"[aeiouy][^aeiouy]")
SPECIAL_START = re.compile(r"gener|commun|arsen")
SHORT_END = re.compile(r"(?:^[aeiouy][^aeiouy]|[^aeiouy][aeiouy][^aeiouywxY])$")

SECOND = {
    "ization": "ize", "ational": "ate", "fulness": "ful", "ousness": "ous", "iveness": "ive",
    "tional": "tion", "biliti": "ble", "lessli": "less", "entli": "ent", "ation": "ate",
    "alism": "al", "aliti": "al", "ousli": "ous", "iviti": "ive", "fulli": "ful", "enci": "ence",
    "anci": "ance", "abli": "able", "izer": "ize", "ator": "ate", "alli": "al", "bli": "ble",
    "ogi": "og", "li": "",
}  # fmt: skip
THIRD = {
    "ational": "ate", "tional": "tion", "alize": "al", "icate": "ic", "iciti": "ic",
    "ative": "", "ical": "ic", "ness": "", "ful": "",
}  # fmt: skip
FOURTH = (
    *("ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous"),
    *("ive", "ize", "ion", "al", "er", "ic"),
)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return what the forms of a word share: `veins` and `vein` both give `vein`."""
    if len(word) <= 2 or not (word.isascii() and word.isalpha()) or word in AS_THEY_ARE:
        return word
    if word in ODD:
        return ODD[word]
    word = re.sub(r"(^|[aeiouy])y", r"\1Y", word)
    first = _after(word, SPECIAL_START) or _after(word, REGION)
    second = _after(word, REGION, first)
    word = _plural(word)
    if word in NO_MORE:
        return word
    word = _past(word, first)
    word = re.sub(r"(.[^aeiouy])[yY]$", r"\1i", word)
    word = _second(word, first)
    word = _third(word, first, second)
    word = _fourth(word, second)
    return _last(word, first, second).lower()


def _after(word: str, pattern: re.Pattern[str], start: int = 0) -> int:
    """Return where the region behind a pattern begins; the end of the word without one."""
    if pattern is SPECIAL_START:
        found = pattern.match(word)
        return found.end() if found else 0
    found = pattern.search(word, start)
    return found.end() if found else len(word)


def _plural(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith(("ied", "ies")):
        return word[:-2] if len(word) > 4 else word[:-1]
    if word.endswith(("us", "ss")):
        return word
    return word[:-1] if word.endswith("s") and _has_vowel(word[:-2]) else word


def _past(word: str, first: int) -> str:
    for end in ("eedly", "eed"):
        if word.endswith(end):
            cut = len(word) - len(end)
            return word[:cut] + "ee" if cut >= first else word
    for end in ("ingly", "edly", "ing", "ed"):
        if word.endswith(end):
            rest = word[: -len(end)]
            return _mended(rest, first) if _has_vowel(rest) else word
    return word


def _mended(word: str, first: int) -> str:
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if DOUBLE.search(word):
        return word[:-1]
    return word + "e" if first >= len(word) and SHORT_END.search(word) else word


def _second(word: str, first: int) -> str:
    for end, new in SECOND.items():
        if word.endswith(end):
            rest = word[: -len(end)]
            fits = {"ogi": rest[-1:] == "l", "li": rest[-1:] in set("cdeghkmnrt")}.get(end, True)
            return rest + new if len(rest) >= first and fits else word
    return word


def _third(word: str, first: int, second: int) -> str:
    for end, new in THIRD.items():
        if word.endswith(end):
            rest = word[: -len(end)]
            is_within = len(rest) >= (second if end == "ative" else first)
            return rest + new if is_within else word
    return word


def _fourth(word: str, second: int) -> str:
    for end in FOURTH:
        if word.endswith(end):
            rest = word[: -len(end)]
            fits = end != "ion" or rest[-1:] in ("s", "t")
            return rest if len(rest) >= second and fits else word
    return word


def _last(word: str, first: int, second: int) -> str:
    rest = word[:-1]
    if word.endswith("e"):
        goes = len(rest) >= second or (len(rest) >= first and not SHORT_END.search(rest))
        return rest if goes else word
    return rest if word.endswith("ll") and len(rest) >= second else word


def _has_vowel(text: str) -> bool:
    return any(letter in VOWELS for letter in text)
