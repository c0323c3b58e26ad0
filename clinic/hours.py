"""When the clinic is open: read from plain lines, counted in working time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice, pairwise

from clinic.lines import lines

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT = {day[:3].lower(): number for number, day in enumerate(DAYS)}
CLOCK = re.compile(r"(\d{1,2})(?::([0-5]\d))?\s*([ap]m)?", re.IGNORECASE)
DASH = re.compile(r"\s*[-\u2013]\s*")
HOW_TO = "Write each line like “Mon-Fri 8:00-17:00”"
LOOK_AHEAD = 2 * 366  # days; a clinic that stays closed for longer has no hours

Span = tuple[int, int]  # minutes since midnight


class HoursError(ValueError):
    """The hours cannot be understood. The message says what to write."""


@dataclass(frozen=True)
class OpeningHours:
    weekly: tuple[tuple[Span, ...], ...]
    closed: frozenset[date]
    zone: tzinfo

    @classmethod
    def parse(cls, hours_text: str, closed_text: str, zone: tzinfo) -> OpeningHours:
        """Read lines such as `Mon-Fri 8:00-12:00, 13:00-17:00` and dates such as 2026-12-25."""
        week: list[tuple[Span, ...]] = [()] * 7
        for line in lines(hours_text):
            days, spans = _line(line)
            for day in days:
                if week[day]:
                    raise HoursError(f"{DAYS[day]} is there twice. Put its hours on one line.")
                week[day] = spans
        if not any(week):
            raise HoursError(f"Enter when the clinic is open. {HOW_TO}.")
        return cls(tuple(week), frozenset(map(_date, lines(closed_text))), zone)

    def by_spans(self) -> list[tuple[tuple[Span, ...], list[list[int]]]]:
        """Return each set of hours with its days, those that follow one another together."""
        days_by_spans: dict[tuple[Span, ...], list[int]] = {}
        for day, spans in enumerate(self.weekly):
            if spans:
                days_by_spans.setdefault(spans, []).append(day)
        return [(spans, _runs(days)) for spans, days in days_by_spans.items()]

    def is_open(self, moment: datetime) -> bool:
        day = moment.astimezone(self.zone).date()
        return any(opens <= moment < closes for opens, closes in self._spans(day))

    def closes(self, moment: datetime) -> datetime | None:
        """Return when the clinic closes, if it is open at this moment."""
        day = moment.astimezone(self.zone).date()
        ends = (closes for opens, closes in self._spans(day) if opens <= moment < closes)
        return next((end.astimezone(self.zone) for end in ends), None)

    def opens(self, moment: datetime) -> datetime | None:
        """Return when the clinic opens next, if it ever does."""
        starts = (opens for opens, _ in self._spans_from(moment) if opens > moment)
        return next((start.astimezone(self.zone) for start in starts), None)

    def between(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield when the clinic is open between two moments."""
        for opens, closes in self._spans_from(start):
            if opens >= end:
                return
            first, last = max(opens, start), min(closes, end)
            yield first.astimezone(self.zone), last.astimezone(self.zone)

    def holidays(self, first: date, last: date) -> list[date]:
        """Return the days, the last one included, that are closed and otherwise would not be."""
        days = (day for day in sorted(self.closed) if first <= day <= last)
        return [day for day in days if self.weekly[day.weekday()]]

    def after(self, moment: datetime, hours: timedelta) -> datetime:
        """Return when so much working time will have gone by."""
        moment, left = moment.astimezone(UTC), hours
        for opens, closes in self._spans_from(moment):
            start = max(opens, moment)
            if start + left <= closes:
                return (start + left).astimezone(self.zone)
            left -= closes - start
        raise HoursError("The clinic is not open often enough to count these hours.")

    def end_of_day(self, moment: datetime, days: int) -> datetime:
        """Return when the n-th working day after the moment ends; 0 is today or the next one."""
        today = moment.astimezone(self.zone).date()
        coming = (today + timedelta(days=n) for n in range(1 if days else 0, LOOK_AHEAD))
        ends = (spans[-1][1] for day in coming if (spans := list(self._spans(day))))
        end = next(islice((end for end in ends if end > moment), max(days - 1, 0), None), None)
        if end is None:
            raise HoursError("The clinic is not open on so many days.")
        return end.astimezone(self.zone)

    def _spans_from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        first = moment.astimezone(self.zone).date()
        for number in range(LOOK_AHEAD):
            for opens, closes in self._spans(first + timedelta(days=number)):
                if closes > moment:
                    yield opens, closes

    def _spans(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """Yield the day's spans in UTC, where sums are right when the clocks change."""
        if day not in self.closed:
            for opens, closes in self.weekly[day.weekday()]:
                yield self._at(day, opens), self._at(day, closes)

    def _at(self, day: date, minutes: int) -> datetime:
        days, minute = divmod(minutes, 24 * 60)
        clock = time(*divmod(minute, 60), tzinfo=self.zone)
        return datetime.combine(day + timedelta(days=days), clock).astimezone(UTC)


def _line(line: str) -> tuple[list[int], tuple[Span, ...]]:
    match = re.match(r"([A-Za-z][A-Za-z\s,.\u2013-]*?)[\s:]+(\d.*)", line)
    if not match:
        raise HoursError(f"“{line}” cannot be read. {HOW_TO}.")
    spans = tuple(_span(part, line) for part in match[2].split(","))
    if any(earlier[1] > later[0] for earlier, later in pairwise(spans)):
        raise HoursError(f"“{line}”: the hours must follow one another.")
    return [day for part in match[1].split(",") for day in _day_range(part, line)], spans


def _day_range(text: str, line: str) -> range:
    names = [name.strip(" .")[:3].lower() for name in DASH.split(text.strip())]
    if len(names) > 2 or any(name not in SHORT for name in names):
        raise HoursError(f"“{line}”: the days cannot be read. {HOW_TO}.")
    first, last = SHORT[names[0]], SHORT[names[-1]]
    if last < first:
        raise HoursError(f"“{line}”: begin the week with Monday.")
    return range(first, last + 1)


def _span(text: str, line: str) -> Span:
    ends = [CLOCK.fullmatch(part.strip()) for part in DASH.split(text.strip())]
    if len(ends) != 2 or not all(ends):
        raise HoursError(f"“{line}”: the times cannot be read. {HOW_TO}.")
    opens, closes = (_minutes(end, line) for end in ends if end)
    if opens >= closes:
        raise HoursError(f"“{line}”: closing time must come after opening time.")
    return opens, closes


def _minutes(clock: re.Match[str], line: str) -> int:
    hour, minute, half = int(clock[1]), int(clock[2] or 0), (clock[3] or "").lower()
    if half and not 1 <= hour <= 12:
        raise HoursError(f"“{line}”: the times cannot be read. {HOW_TO}.")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour * 60 + minute > 24 * 60:
        raise HoursError(f"“{line}”: a day has 24 hours.")
    return hour * 60 + minute


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise HoursError(f"“{text}” is no date. Write each day like 2026-12-25.") from error


def _runs(days: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs
