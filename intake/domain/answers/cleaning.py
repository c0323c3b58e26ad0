"""What keyboards and clipboards bring along, tidied: odd spaces, foreign digits, hidden signs."""

from __future__ import annotations

import re
import unicodedata

LONGEST_FIGURES = 100  # no date, number or amount is longer

# Controls, halves of characters, and signs that nobody sees: some can turn the text around them.
# Kept are the joiners of emoji and of Persian, and the marks that Arabic and Hebrew need.
HIDDEN = re.compile(
    "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff]"
)
NEW_LINE = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")

# After the compatible forms (a full-width 5 is a 5) some signs are still not those of a keyboard.
LOOKS_LIKE = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("‘’‛ʼʹ′`", "'"),
        **dict.fromkeys("“”„″ˮ", '"'),
        **dict.fromkeys("٫", "."),
        **dict.fromkeys("،٬", ","),
        **dict.fromkeys("⁄∕", "/"),
    }
)


def line(text: str) -> str:
    """Return one line: whatever separates words becomes one space."""
    return " ".join(HIDDEN.sub("", text).split())


def lines(text: str) -> str:
    """Return a text whose lines stay lines."""
    return NEW_LINE.sub("\n", HIDDEN.sub("", text)).strip()


def figures(text: str) -> str:
    """Return a line of numbers in the digits and signs of a US keyboard.

    What is too long to be a number is left as it is, for its reader to refuse.
    """
    text = line(text)
    if len(text) > LONGEST_FIGURES:
        return text
    plain = "".join(map(_plain, text)).translate(LOOKS_LIKE).replace("''", '"')
    return " ".join(plain.split())


def _plain(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    if category in ("Cf", "Cc"):
        return "" if category == "Cf" else letter
    if category == "No" or letter in "´″":  # 5² is no 52
        return {"´": "'", "″": '"'}.get(letter, letter)
    return unicodedata.normalize("NFKC", letter)
