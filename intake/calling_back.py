"""When we call: in words for the patient, and as a time for their calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from clinic import saying
from clinic.hours import OpeningHours
from intake.answering import Opened
from intake.models import Submission

BEST_TIME = "best_time"
# When the parts of a day begin and end that a patient may wish for.
PARTS = {
    "morning": (time(0), time(12)),
    "afternoon": (time(12), time(17)),
    "evening": (time(17), time(23, 59)),
}
SHORTEST = timedelta(minutes=30)
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Window:
    """From when until when to keep the phone at hand."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Promise:
    """What somebody who has sent a response may count on.

    `window` is when to keep the phone at hand: nothing for who must not wait for a call, or left
    no number.
    """

    by: datetime | None
    can_call: bool
    window: Window | None

    def in_words(self, now: datetime) -> str:
        """Say by when we call, or read the answers of someone whom we cannot call."""
        return we_call(self.by, now) if self.can_call else we_read(self.by, now)


def promise(opened: Opened, hours: OpeningHours) -> Promise | None:
    """Return what was promised for a response; nothing before it was sent."""
    reference, sent = opened.draft.reference, opened.row.sent_at
    if not reference or sent is None:
        return None
    by, given = call_by(reference), opened.walk.by_question
    number = opened.definition.with_role("Patient.telecom")
    can_call = bool(number and given.get(number.link_id))
    wish = str(given.get(BEST_TIME) or "")
    is_awaited = can_call and not opened.alerts
    at = window(hours, sent, by, wish) if by and is_awaited else None
    return Promise(by, can_call, at)


def call_by(reference: str) -> datetime | None:
    """Return when we should have called about a submission. The patients' side may read that."""
    found = Submission.objects.filter(reference=reference).order_by()
    return found.values_list("call_by", flat=True).first()


def we_call(until: datetime | None, now: datetime) -> str:
    """Return by when we call, in words that say nothing of how staff sort what comes in."""
    if until is None or until <= now:
        return _("We call you as soon as we can")
    if _is_today(until, now):
        return _("We call you today by %(time)s") % {"time": saying.clock(until)}
    return _("We call you by %(day)s, at %(time)s") % _moment(until)


def we_read(until: datetime | None, now: datetime) -> str:
    """Return by when we read the answers of someone whom we cannot call."""
    if until is None or until <= now:
        return _("We read your answers as soon as we can")
    if _is_today(until, now):
        return _("We read your answers today by %(time)s") % {"time": saying.clock(until)}
    return _("We read your answers by %(day)s, at %(time)s") % _moment(until)


def closed_days(hours: OpeningHours, now: datetime, until: datetime | None) -> list[str]:
    """Return the holidays that someone who waits for our call should know of."""
    last = max(until or now, now + A_WEEK)
    days = hours.holidays(timezone.localdate(now), timezone.localdate(last))
    return [saying.weekday(day) for day in days]


def window(hours: OpeningHours, sent: datetime, until: datetime, wish: str) -> Window | None:
    """Return when we are likeliest to call: the next opening hours in the wished part of a day.

    Where there is no wish, or it cannot be met in time, these are the hours before we are due.
    """
    spans = [Window(*span) for span in hours.between(_half_hour_after(sent), until)]
    wished = (part for span in spans if (part := _within(span, wish)))
    return next(wished, None) or next((span for span in reversed(spans) if _is_long(span)), None)


def _within(span: Window, wish: str) -> Window | None:
    """Return the wished part of a span of opening hours, if it is long enough for a call."""
    if wish not in PARTS:
        return None
    first, last = (datetime.combine(span.start, at, span.start.tzinfo) for at in PARTS[wish])
    part = Window(max(span.start, first), min(span.end, last))
    return part if _is_long(part) else None


def _is_long(span: Window) -> bool:
    return span.end - span.start >= SHORTEST


def _half_hour_after(moment: datetime) -> datetime:
    beyond = timedelta(minutes=moment.minute % 30, seconds=moment.second)
    whole = moment - beyond - timedelta(microseconds=moment.microsecond)
    return whole if whole == moment else whole + timedelta(minutes=30)


def _is_today(until: datetime, now: datetime) -> bool:
    return timezone.localdate(until) == timezone.localdate(now)


def _moment(moment: datetime) -> dict[str, str]:
    return {"day": saying.weekday(moment), "time": saying.clock(moment)}
