"""What became of each entry of an export: in plain words for people, as plain data for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from articles.wordpress.export import Export, Item

MADE, UPDATED, UNCHANGED, SKIPPED = "made", "updated", "unchanged", "skipped"
NOT_BROUGHT_IN = "not_brought_in"
OUTCOMES = (MADE, UPDATED, UNCHANGED, SKIPPED, NOT_BROUGHT_IN)
STATES = {"publish": "published", "future": "scheduled"}
KINDS = {"post": "posts", "page": "pages", "attachment": "attachments"}
MOST_LINES = 20  # of one list; the report has all


@dataclass
class Fate:
    """What became of one entry, and what of it was lost on the way."""

    guid: str
    kind: str
    title: str
    line: int
    state_there: str
    outcome: str = SKIPPED
    why: str = ""
    state_here: str = ""
    address: str = ""
    links_not_carried: list[str] = field(default_factory=list)
    addresses_not_kept: list[str] = field(default_factory=list)
    pictures_not_brought_in: list[dict[str, str]] = field(default_factory=list)
    left_out: list[dict[str, str]] = field(default_factory=list)

    @property
    def waits_for_review(self) -> bool:
        return self.state_here == "in review"


@dataclass
class Reckoning:
    """All that an import did, entry by entry, in the order of the file."""

    title: str = ""
    address: str = ""
    version: str = ""
    is_rehearsal: bool = False
    comments: int = 0
    pings: int = 0
    loose_pictures: int = 0  # brought in because a text shows them, without an entry of their own
    fates: list[Fate] = field(default_factory=list)

    def of_kind(self, kind: str) -> list[Fate]:
        return [fate for fate in self.fates if fate.kind == kind]

    @property
    def other_kinds(self) -> list[str]:
        return sorted({fate.kind for fate in self.fates} - KINDS.keys())

    def as_data(self) -> dict[str, Any]:
        """Return the report, whose keys stay as they are."""
        return {
            "source": {
                "title": self.title,
                "address": self.address,
                "version": self.version,
                "entries": len(self.fates),
            },
            "dry_run": self.is_rehearsal,
            **{name: _sums(self.of_kind(kind)) for kind, name in KINDS.items()},
            "other": {kind: _other_sums(self.of_kind(kind)) for kind in self.other_kinds},
            "pictures_without_entry": self.loose_pictures,
            "waiting_for_review": sum(fate.waits_for_review for fate in self.fates),
            "comments_dropped": self.comments + self.pings,
            "items": [_entry(fate) for fate in self.fates],
        }

    def in_words(self) -> list[str]:
        """Return the reckoning line by line, the sums first."""
        lines = [f"{self.title or 'The export'}: {_count(len(self.fates), 'entry', 'entries')}."]
        for kind, name in KINDS.items():
            lines += _sentences(self.of_kind(kind), name)
        for kind in self.other_kinds:
            lines += _sentences(self.of_kind(kind), f"of kind {kind}")
        if self.loose_pictures:
            found = _count(self.loose_pictures, "picture", "pictures")
            lines.append(f"{found} more brought in, which the export shows but does not list.")
        lines += self._waiting()
        lines.append(f"{self.comments} comments and {self.pings} pings dropped.")
        lines += _listed("Pictures not brought in", self._pictures())
        lines += _listed("Links not carried", self._links())
        lines += _listed("Old addresses that lead to something else here", self._addresses())
        lines += _listed("Left out of the texts", self._left_out())
        lines += _listed("Not as it was", self._whys())
        if self.is_rehearsal:
            lines.append("This was a rehearsal. Nothing was written.")
        return lines

    def _waiting(self) -> list[str]:
        count = sum(fate.waits_for_review for fate in self.fates)
        if not count:
            return []
        who = _count(count, "article waits", "articles wait")
        return [f"{who} for a medical review. Until then no reader sees them."]

    def _pictures(self) -> Iterator[str]:
        for fate in self.fates:
            if fate.outcome == NOT_BROUGHT_IN:
                yield f"“{fate.title}”, line {fate.line}: {fate.why}"
            for lost in fate.pictures_not_brought_in:
                yield f"in “{fate.title}”: {lost['address']}: {lost['why']}"

    def _links(self) -> Iterator[str]:
        for fate in self.fates:
            yield from (f"in “{fate.title}”: {link}" for link in fate.links_not_carried)

    def _addresses(self) -> Iterator[str]:
        for fate in self.fates:
            yield from (f"of “{fate.title}”: {path}" for path in fate.addresses_not_kept)

    def _left_out(self) -> Iterator[str]:
        for fate in self.fates:
            yield from (f"in “{fate.title}”: {x['what']}: {x['why']}" for x in fate.left_out)

    def _whys(self) -> Iterator[str]:
        for fate in self.fates:
            if fate.kind in ("post", "page") and fate.why:
                yield f"“{fate.title}”, line {fate.line}: {fate.why}"


def begin(export: Export, *, is_rehearsal: bool) -> Reckoning:
    """Return the reckoning of an import before its first step."""
    return Reckoning(
        title=export.title,
        address=next(iter(export.urls), ""),
        version=export.version,
        is_rehearsal=is_rehearsal,
        comments=sum(item.comments for item in export.items),
        pings=sum(item.pings for item in export.items),
    )


def fate_of(item: Item, title: str) -> Fate:
    return Fate(item.guid, item.kind, title, item.line, state_there(item))


def state_there(item: Item) -> str:
    """Return the state that the entry had in WordPress, in its own word for people."""
    return STATES.get(item.status, item.status)


def _sums(fates: list[Fate]) -> dict[str, Any]:
    counted = Counter(fate.outcome for fate in fates)
    sums: dict[str, Any] = {"total": len(fates)}
    sums |= {outcome: counted[outcome] for outcome in OUTCOMES}
    return sums | {"states": dict(_ranked(fate.state_there for fate in fates))}


def _other_sums(fates: list[Fate]) -> dict[str, Any]:
    return {"total": len(fates), "skipped": len(fates), "why": fates[0].why}


def _entry(fate: Fate) -> dict[str, Any]:
    return {
        "guid": fate.guid,
        "kind": fate.kind,
        "title": fate.title,
        "line": fate.line,
        "state_there": fate.state_there,
        "state_here": fate.state_here,
        "outcome": fate.outcome,
        "why": fate.why,
        "address": fate.address,
        "links_not_carried": fate.links_not_carried,
        "addresses_not_kept": fate.addresses_not_kept,
        "pictures_not_brought_in": fate.pictures_not_brought_in,
        "left_out": fate.left_out,
    }


def _sentences(fates: list[Fate], name: str) -> Iterator[str]:
    """Yield a line for each outcome, such as “58 posts made (56 published, 2 draft).”"""
    is_stated = name in ("posts", "pages")
    for outcome in OUTCOMES:
        chosen = [fate for fate in fates if fate.outcome == outcome]
        if chosen:
            parts = _ranked(fate.state_there if is_stated else fate.why for fate in chosen)
            sign = " " if is_stated else ": "
            details = ", ".join(f"{count}{sign}{part}" for part, count in parts if part)
            thing = name.removesuffix("s") if len(chosen) == 1 else name
            line = f"{len(chosen)} {thing} {outcome.replace('_', ' ')}"
            yield f"{line} ({details})." if details else f"{line}."


def _listed(title: str, lines: Iterable[str]) -> list[str]:
    found = list(lines)
    if not found:
        return []
    more = len(found) - MOST_LINES
    rest = [f"  and {more} more, which --report lists"] if more > 0 else []
    return [f"{title}: {len(found)}", *(f"  {line}" for line in found[:MOST_LINES]), *rest]


def _ranked(parts: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(parts).items(), key=lambda part: (-part[1], part[0]))


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
