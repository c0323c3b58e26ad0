"""How many syllables an English word has: words known by heart, then rules of spelling.

Where a word may be said in two ways, either count will do. Accents and invisible breaks do not
count. A word of capitals without vowels is said letter by letter, and so is one with stops.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from articles.syllables_known import KNOWN

UNWRITTEN = dict.fromkeys([*range(0x300, 0x370), 0xAD, 0x200B, 0x2060, 0xFEFF])  # accents, breaks
PART = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,:]\d+)*")
ADDRESS = re.compile(r"(?:https?://|www\.)|\S@\w")
LETTERS = re.compile(r"(?:[^\W\d_]\.){2,}|[B-DF-HJ-NP-TV-XZ]{2,}s?")  # U.S., e.g., DVT, CTs
HISSES = re.compile(r"(?:[sxz]|[cs]h|[cgsz]e)$")

LONGEST = 60  # letters; what is longer is no word that anybody reads

COMPOUND = (  # what stands behind a silent e: baseball, lifetime
    r"(?:ball|man|men|land|line|stone|town|way|book|work|house|board|guard|time|day|ground|where"
    r"|fore|side|field|wood|hood|port|back|boat|cake|place|walk|light|watch|mate|head|like|wide"
    r"|keeper|holder|bird|print|style|frame|room|skin|shop|smith|paper|piece|bone|proof|view)s?$"
)
SILENT = (  # vowels that are written and not said
    r"[aeiouy][^aeiouy]*(?<![^aeiouylw]l)(?<![aeiouy])e$",  # medicine, but not table
    r"[aeiouy][^aeiouy]*(?<![sxzcg])(?<![cs]h)(?<![^aeiouylw]l)(?<![aeiouy])es$",  # valves
    r"[aeiouy][^aeiouy]*(?<![td])(?<![^aeiouylw]l)(?<![aeiouy])ed$",  # walked
    r"[aeiouy][^aeiouy]+(?<![^aeiouyl]l)e(?:ful|less|ly|ment|ness)",  # carefully
    rf"^some[^aeiouyr]|^every.|[aeiouy][^aeiouy]{{1,2}}e{COMPOUND}",  # something, baseball
    r"^aches$|(?:head|stomach|heart|back|tooth|ear)aches$",
    r"[gq]ues?$",  # tongue, technique
    r"ically$",  # basically
)
SPOKEN = (  # vowels that stand together and are said apart
    r"(?<![tcsg])(?<![aeou]l)(?<!on)i[au](?!ge)|iab(?:le|ly|il)",  # arterial, not special
    r"(?<![tcsghlnx])io|iolog|[^aeiouysglnxct]ion$",  # various, sociology
    r"iet|[^gq]uet|scien|flui|crea[^mkst]|creat(?!ur)",  # diet, duet, science, fluid, create
    r"(?<!fr)(?<![tcsn])ien[ct]",  # audience, but not patient or friend
    r"[aeiouy].*(?:eas?|ie[rs]t?|iers)$(?<!ies)",  # area, heavier
    r"(?<!q)ual",  # usually, but not quality
    r"[aeiouy](?=ing)",  # being, carrying
    r"[dst]n't$|[^aeiouy]'(?:ve|ll|d)$",  # didn't, could've
    r"sms?$|thms?$",  # metabolism
    r"[aeou](?<!^e)y(?!e[ds]?$|ard)[aeou]",  # player, royal
    r"[^q]u(?=ous)|(?<![gct])e(?=ous)|e(?=us$)",  # continuous, simultaneous, nucleus
    r"[tcsg]iat(?=e|i|or)|[^gq]uat(?=e|i|or)",  # associate, graduate
    r"(?<![gp])eo(?![ufvwn])|eon$|^leon|^geo(?!rg)",  # video
    r"reali|reac[tq]|theat",  # reality, reaction
    r"[tgcbdh]res?$|[dct]red$",  # centre, sacred
    r"^co(?:ali|inc|operat|ord|aut|ed|ex|agul)",  # cooperate
    r"^re(?:i[mnt]|u[sn]|e[nlv].|allo|ass|app|aut|awa|adj)",  # reinforce
    r"[aeo]i(?:ty|ties)$|[ae]ism$|[^w]ais[mt]|theist",  # deity, judaism
    r"[ao]i(?:cs?|cal|cally)$",  # heroic
    r"[aeiouy].*[^cl]ean$",  # european
    r"(?<!sh)oe[mt]",  # poem
    r"[ng]uit[yi]|tuit|genuin|ruin",  # continuity, ruin
    r"[^gq]uar(?:y|i)|[tc]iar",  # january, beneficiary
    r"ao[rs]",  # chaos, aorta
    r"yone$|^mc[^aeiouy]",  # anyone, mcgee
)


def syllables(word: str) -> int:
    """Return how many syllables a word has. A number has one, and so has an address of the web."""
    if len(word) > LONGEST or ADDRESS.search(word):
        return 1
    word = unicodedata.normalize("NFKD", word).translate(UNWRITTEN).replace("’", "'")
    if LETTERS.fullmatch(word):
        return spelled(word)
    return max(1, sum(of_part(part) for part in PART.findall(word.lower())))


def spelled(word: str) -> int:
    """Return the syllables of a word that is said letter by letter; W has three."""
    letters = [letter.lower() for letter in word if letter.isalpha() and letter != "s"]
    return len(letters) + 2 * letters.count("w")


@lru_cache(4096)
def of_part(part: str) -> int:
    if part[0].isdigit():
        return 1
    known = next(inherited(part), None)
    if known is None and part.endswith("'s"):
        base = part.removesuffix("'s")
        return by_rule(base) + hisses(base)
    return known or by_rule(part)


def inherited(word: str) -> Iterator[int]:
    """Yield the count of a word that is known by heart, or is made of one by an ending."""
    if word in KNOWN:
        yield KNOWN[word]
    for base, more in bases(word):
        if base in KNOWN:
            yield KNOWN[base] + more


def hisses(base: str) -> bool:
    """Tell whether an s behind this word is a syllable of its own: bandage, bandages."""
    return bool(HISSES.search(base))


def bases(word: str) -> Iterator[tuple[str, int]]:
    """Yield the words that this one may be a form of, and the syllables that the ending adds."""
    for ending in ("'s", "s'", "s"):
        if word.endswith(ending):
            base = word.removesuffix(ending)
            yield base, hisses(base)
    if word.endswith("es"):
        yield word[:-2], 1
    if word.endswith("ies"):
        yield word[:-3] + "y", 0
    if word.endswith("ed"):
        yield word[:-2], word.endswith(("ted", "ded"))
        yield word[:-1], word.endswith(("ted", "ded"))
    if word.endswith("ing"):
        yield word[:-3], 1
        yield word[:-3] + "e", 1
    if word.endswith("ly"):
        yield word[:-2], 1
    if word.endswith("ally"):
        yield word[:-4], 1


def by_rule(word: str) -> int:
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = sum(bool(re.search(rule, word)) for rule in SILENT)
    spoken = sum(bool(re.search(rule, word)) for rule in SPOKEN)
    return max(1, groups - silent + spoken)
