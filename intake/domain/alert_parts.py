"""What a patient reads under the heading of an alert: each text that interrupts, as a part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from intake.domain.triage import EMERGENCY_CALL, PHONE, Alert, PatientText


@dataclass(frozen=True)
class Part:
    """A text under the heading of all, which is that of the first.

    `title` is its own heading: one text alone needs none. `also` is what it asks for beside that,
    where the heading of all says something else.
    """

    text: PatientText
    title: str
    also: str


def parts(alerts: Sequence[Alert], *, calls_help: bool = True) -> tuple[Part, ...]:
    """Return the texts of alerts, each under a heading of its own where there are several.

    Where `calls_help` is false, nobody answers at the clinic, and the heading of all names
    another place: then no heading is repeated that asks for such a call.
    """
    return tuple(_part(alert.text, alerts, calls_help) for alert in alerts)


def _part(text: PatientText, alerts: Sequence[Alert], calls_help: bool) -> Part:
    first = alerts[0].text
    is_told = text.heading == first.heading and (calls_help or first.call == EMERGENCY_CALL)
    may_be_told = calls_help or text.call == EMERGENCY_CALL or PHONE not in text.heading
    own = text.heading if may_be_told and not is_told else ""
    if len(alerts) == 1:
        return Part(text, own, "")
    title = text.about or (text.heading if may_be_told else "")
    return Part(text, title, own if own != title else "")
