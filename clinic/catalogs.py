"""Which languages the site has words for: one for each catalog that is there.

English is what everything is written in. For settings.py: nothing here may ask Django's settings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf.locale import LANG_INFO

ENGLISH = "en-us"
FOLDER = re.compile(r"[a-z]{2,3}(_[A-Za-z0-9]{1,8})*")

# What Django does not know, of the languages that people in a clinic here speak:
# (code, in English, what its speakers call it, whether it is written from right to left).
MORE = (
    ("am", "Amharic", "አማርኛ", False),
    ("fil", "Filipino", "Filipino", False),
    ("hmn", "Hmong", "Hmoob", False),
    ("ht", "Haitian Creole", "Kreyòl ayisyen", False),
    ("ksw", "S’gaw Karen", "ကညီ", False),
    ("lo", "Lao", "ລາວ", False),
    ("om", "Oromo", "Afaan Oromoo", False),
    ("prs", "Dari", "دری", True),
    ("ps", "Pashto", "پښتو", True),
    ("so", "Somali", "Soomaali", False),
    ("ti", "Tigrinya", "ትግርኛ", False),
    ("yi", "Yiddish", "ייִדיש", True),
)

Languages = list[tuple[str, str]]


def present(folders: Iterable[Path]) -> Languages:
    """Return each language and its English name, English first; Django learns what it lacks."""
    known: dict[str, dict[str, Any]] = LANG_INFO
    for code, name, name_local, bidi in MORE:
        known.setdefault(code, _info(code, name, name_local, bidi=bidi))
    codes = sorted({code for folder in folders for code in _codes(folder)} - {ENGLISH, "en"})
    for code in codes:
        known.setdefault(code, _info(code, code, code, bidi=False))
    return [(ENGLISH, "English"), *((code, _name(known[code])) for code in codes)]


def written_from_the_right() -> list[str]:
    return [code for code, info in LANG_INFO.items() if info.get("bidi")]


def _codes(folder: Path) -> list[str]:
    """Return the languages whose catalog in a folder is compiled."""
    catalogs = folder.glob("*/LC_MESSAGES/django.mo")
    names = [catalog.parent.parent.name for catalog in catalogs]
    return [name.replace("_", "-").lower() for name in names if FOLDER.fullmatch(name)]


def _name(info: dict[str, Any]) -> str:
    """Return a name in English. A variant may only say which language it falls back to."""
    return str(info.get("name") or LANG_INFO[info["fallback"][0]]["name"])


def _info(code: str, name: str, name_local: str, *, bidi: bool) -> dict[str, Any]:
    return {"code": code, "name": name, "name_local": name_local, "bidi": bidi}
