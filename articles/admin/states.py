"""How far an article is, in the words of its list and its desk."""

from __future__ import annotations

from datetime import datetime

from articles.models import Presence, State
from clinic import saying


def of_text(state: str, *, is_live: bool, is_planned: bool) -> str:
    """How far the text in hand is. It is published only once readers have it."""
    if state == State.LIVE and is_planned:
        return "Scheduled"
    if state == State.LIVE and not is_live:
        return "Was published"
    return State(state).label


def is_ahead(start: datetime | None, now: datetime) -> bool:
    return start is not None and start > now


def of_page(state: str, *, is_live: bool, newest_start: datetime | None, now: datetime) -> str:
    """What readers have, and whether something newer waits for them."""
    if is_ahead(newest_start, now):
        at = f"from {saying.day(newest_start)}, {saying.clock(newest_start)}"
        return f"Live, a new text {at}" if is_live else f"Scheduled {at}"
    if is_live:
        return "Live" if state == State.LIVE else "Live, with an earlier text"
    return str((Presence.EXPIRED if newest_start else Presence.NONE).label)
