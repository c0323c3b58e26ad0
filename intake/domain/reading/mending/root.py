"""What a questionnaire says about itself."""

from __future__ import annotations

from typing import Any

from intake.domain.reading.extensions import shown, words
from intake.domain.reading.naming import slug, title

STATUSES = ("draft", "active", "retired", "unknown")
TEXTS = ("name", "title", "url", "id", "status", "version", "description", "language")


def mend(document: dict[str, Any], name: str, repaired: list[str]) -> None:
    """Give the questionnaire a name, a title, an address and a status, where it has none."""
    for key in TEXTS:
        if key in document and not words(document, key):
            raw = document.pop(key)
            if isinstance(raw, int) and not isinstance(raw, bool):
                document[key] = str(raw)
            repaired.append(f"The questionnaire: its {key} is not a text.")
    made: dict[str, str] = {}
    known = words(document, "name")
    if not known:
        stem = name or shown(document, "title") or "questionnaire"
        known = made["name"] = slug(words(document, "id") or stem.lower())
    if not shown(document, "title"):
        made["title"] = title(known)
    if not words(document, "url"):
        made["url"] = f"urn:upstream:questionnaire:{slug(known)}"
    if words(document, "status") not in STATUSES:
        document.pop("status", None)
        made["status"] = "draft"
    for key, text in made.items():
        repaired.append(f"The questionnaire: it had no {key}; it is now {text!r}.")
    _put_first(document, made)


def _put_first(document: dict[str, Any], made: dict[str, str]) -> None:
    """Add what was made behind resourceType and id, where a reader looks for it."""
    if not made:
        return
    start = [key for key in ("resourceType", "id") if key in document]
    head: dict[str, Any] = {key: document.pop(key) for key in start}
    rest = dict(document)
    document.clear()
    document.update({**head, **made, **rest})
