"""Names for a questionnaire that has none, or none that can stand in an address."""

from __future__ import annotations

import hashlib
import re
import unicodedata

FIT = re.compile(r"[-a-zA-Z0-9_]{1,50}")
UNFIT = re.compile(r"[^A-Za-z0-9]+")
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
LONGEST = 50


def slug(text: str) -> str:
    """Return a name for addresses: letters, digits, - and _; the same text gives the same name."""
    if FIT.fullmatch(text):
        return text
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    made = UNFIT.sub("-", plain).strip("-").lower()
    if not made:
        return f"questionnaire-{digest}"
    return made if len(made) <= LONGEST else f"{made[: LONGEST - 9].rstrip('-')}-{digest}"


def title(name: str) -> str:
    """Return a computer's name as words: `legCheck_2` is "Leg check 2"."""
    words = " ".join(re.split(r"[-_./\s]+", HUMP.sub(" ", name))).strip()
    calm = " ".join(word if word.isupper() else word.lower() for word in words.split())
    return calm[:1].upper() + calm[1:]
