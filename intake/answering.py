"""Unfinished responses: begin one, keep answers, come back. Only the patient's secret opens it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.db import transaction
from django.utils import timezone

from clinic import sealing
from clinic.vault import CannotOpen
from intake import serving
from intake.domain import responses, triage
from intake.domain.attachments import attachments
from intake.domain.items import ItemType
from intake.domain.questionnaire import Questionnaire
from intake.domain.storing import pack, unpack
from intake.domain.values import Answers, Attachment, Value
from intake.domain.walk import Walk
from intake.models import Release, Translated, UnfinishedResponse

KEPT_FOR = timedelta(hours=24)
COPY_KEPT_FOR = timedelta(hours=1)
MOST_BYTES = 5 * 1024 * 1024  # thousands of pages; who sends more is no patient
KEY_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


class NotHere(Exception):
    """There is no such response, it has expired, or the secret does not open it."""


@dataclass(frozen=True)
class Draft:
    """What is in the box: answers, the article it began on, the alerts read, and the reference.

    The reference is empty until the response was sent. `alarmed_at` is when the answers first
    called for an alert that has held on since then.
    """

    answers: Answers
    came_from: str = ""
    read: frozenset[str] = frozenset()
    reference: str = ""
    alarmed_at: datetime | None = None


@dataclass(frozen=True)
class Opened:
    """An unfinished response, opened with its secret."""

    row: UnfinishedResponse
    draft: Draft

    @cached_property
    def served(self) -> Translated:
        return serving.served(self.row.release)

    @property
    def definition(self) -> Questionnaire:
        return self.served.definition

    @cached_property
    def walk(self) -> Walk:
        """One walk, at the time when the answers were kept."""
        now = timezone.localtime(self.row.saved_at)
        return Walk(self.definition, self.draft.answers, now=now)

    @cached_property
    def verdict(self) -> triage.Verdict:
        return triage.triage(self.row.release.ruleset.rules, self.walk.by_question)

    @property
    def unread_alerts(self) -> tuple[triage.Alert, ...]:
        return triage.unread_alerts(self.verdict, self.served.ruleset, self.draft.read)

    @property
    def alerts(self) -> tuple[triage.Alert, ...]:
        """Every alert that these answers call for, read or not."""
        return triage.unread_alerts(self.verdict, self.served.ruleset, frozenset())

    @property
    def alarmed_at(self) -> datetime:
        """When what cannot wait was answered, or what was kept last, if that is not known."""
        return self.draft.alarmed_at or self.row.saved_at

    def is_alarmed_by(self, given: Answers) -> bool:
        """Say whether these answers, not kept yet, raise an alert that was not read."""
        answers = {**self.draft.answers, **given}
        return bool(Opened(self.row, replace(self.draft, answers=answers)).unread_alerts)


def begin(release: Release, *, came_from: str, now: datetime) -> tuple[str, bytes]:
    """Store an empty response and return its key and the secret that opens it."""
    key = "".join(secrets.choice(KEY_LETTERS) for _ in range(16))
    secret = secrets.token_bytes(32)
    row = UnfinishedResponse(key=key, release=release, expires_at=now)
    _put(row, Draft({}, came_from), secret=secret, now=now)
    return key, secret


def opened(key: str, secret: bytes, *, now: datetime) -> Opened:
    """Return the response, or raise NotHere."""
    return _open(UnfinishedResponse.objects.with_release(), key, secret, now)


def unfinished(shown: Mapping[str, bytes], *, now: datetime) -> list[UnfinishedResponse]:
    """Return the responses not sent yet that these secrets, by key, really open; newest first."""
    rows = UnfinishedResponse.objects.kept(now).filter(key__in=shown, sent_at=None)
    found = []
    for row in rows.with_release().order_by("-saved_at"):
        with suppress(NotHere):
            found.append(_unlock(row, shown[row.key]).row)
    return found


@transaction.atomic
def keep(key: str, secret: bytes, *, given: Answers, asked: Iterable[str], now: datetime) -> Opened:
    """Keep the answers of one page and return the whole.

    `asked` are all keys of the page: one that was asked and not given was not valid, so what
    stood there before is dropped rather than taken for an answer. An alert that was read may
    interrupt again (see `triage.still_read`). Files are what `change_files` made of
    them: the page may be older than the last of them.
    """
    page = frozenset(asked)

    def change(draft: Draft, row: UnfinishedResponse) -> Draft:
        definition = row.release.definition
        items = {
            name: definition.by_id[at.link_id] for name in page if (at := definition.place(name))
        }
        questions = frozenset(item.link_id for item in items.values())
        others = {name: value for name, value in draft.answers.items() if name not in page}
        files = {name for name, item in items.items() if item.type == ItemType.ATTACHMENT}
        typed = {name: value for name, value in given.items() if name not in files}
        after = replace(draft, answers={**others, **typed, **_files(files, draft.answers, given)})
        kept, without = Opened(row, after), Opened(row, replace(draft, answers=others))
        return replace(
            after,
            read=triage.still_read(
                draft.read,
                kept.verdict,
                row.release.ruleset,
                answered=questions,
                without=without.verdict,
            ),
            alarmed_at=(draft.alarmed_at or now) if kept.alerts else None,
        )

    return _change(key, secret, change, now)


@transaction.atomic
def repeat(
    key: str, secret: bytes, change: Callable[[Questionnaire, Answers], Answers], *, now: datetime
) -> Opened:
    """Keep what a change makes of the answers: one instance more, one less, or no more."""

    def changed(draft: Draft, row: UnfinishedResponse) -> Draft:
        return replace(draft, answers=change(row.release.definition, draft.answers))

    return _change(key, secret, changed, now)


@transaction.atomic
def change_files(
    key: str,
    secret: bytes,
    question: str,
    change: Callable[[tuple[Attachment, ...]], Value | None],
    *,
    now: datetime,
) -> Opened:
    """Keep what a change makes of the files that answer a question in this very moment.

    A question without a file is not one that was left blank on purpose.
    """

    def changed(draft: Draft, row: UnfinishedResponse) -> Draft:
        answers = {name: value for name, value in draft.answers.items() if name != question}
        files = change(attachments(draft.answers.get(question)))
        return replace(draft, answers=answers if files is None else {**answers, question: files})

    return _change(key, secret, changed, now)


@transaction.atomic
def mark_alerts_read(key: str, secret: bytes, *, now: datetime) -> Opened:
    """Remember that the patient has read every alert that their answers raise now."""

    def change(draft: Draft, row: UnfinishedResponse) -> Draft:
        fired = Opened(row, draft).verdict.fired
        return replace(draft, read=draft.read | {each.rule.id for each in fired})

    return _change(key, secret, change, now)


def locked(key: str, secret: bytes, *, now: datetime) -> Opened:
    """Return the response with its row locked until the transaction ends, or raise NotHere."""
    rows = UnfinishedResponse.objects.select_for_update(of=("self",)).with_release()
    return _open(rows, key, secret, now)


def mark_sent(opened: Opened, secret: bytes, *, reference: str, now: datetime) -> None:
    """Keep a sent response a little longer, for the patient's own copy."""
    opened.row.sent_at = now
    _put(opened.row, replace(opened.draft, reference=reference), secret=secret, now=now)


def forget_expired(now: datetime) -> int:
    """Delete what nobody came back to, and copies whose hour is over."""
    return UnfinishedResponse.objects.expired(now).delete()[0]


def _files(questions: Iterable[str], kept: Answers, given: Answers) -> dict[str, Value | None]:
    """Return the answers to questions for files: those that are kept, or that there is none."""
    found: dict[str, Value | None] = {}
    for name in questions:
        if attachments(kept.get(name)):
            found[name] = kept[name]
        elif name in given and not attachments(given[name]):
            found[name] = None
    return found


def _open(rows: Any, key: str, secret: bytes, now: datetime) -> Opened:
    row = rows.kept(now).filter(key=key).first()
    if row is None:
        raise NotHere(key)
    return _unlock(row, secret)


def _unlock(row: UnfinishedResponse, secret: bytes) -> Opened:
    try:
        document = sealing.unlock(row.box, secret=secret, place=row.place)
    except CannotOpen as error:
        raise NotHere(row.key) from error
    return Opened(row, _draft(row.release.definition, document))


def _change(
    key: str,
    secret: bytes,
    change: Callable[[Draft, UnfinishedResponse], Draft],
    now: datetime,
) -> Opened:
    before = locked(key, secret, now=now)
    if before.row.sent_at:
        raise NotHere(key)
    after = change(before.draft, before.row)
    _put(before.row, after, secret=secret, now=now)
    return Opened(before.row, after)


def _put(row: UnfinishedResponse, draft: Draft, *, secret: bytes, now: datetime) -> None:
    box = sealing.lock(_document(draft), secret=secret, place=row.place)
    if len(box) > MOST_BYTES:
        raise NotHere(row.key)
    row.box = box
    row.saved_at = now
    # A code has it kept for days: answering on must not make that shorter.
    row.expires_at = now + COPY_KEPT_FOR if row.sent_at else max(row.expires_at, now + KEPT_FOR)
    row.save()


def _document(draft: Draft) -> dict[str, Any]:
    return {
        "answers": pack(draft.answers),
        "came_from": draft.came_from,
        "read": sorted(draft.read),
        "reference": draft.reference,
        "alarmed_at": draft.alarmed_at.isoformat() if draft.alarmed_at else "",
    }


def _draft(definition: Questionnaire, document: dict[str, Any]) -> Draft:
    answers: dict[str, Value | None] = unpack(document.get("answers", {}))
    if "response" in document:  # begun before repetitions were known
        answers = {
            **dict.fromkeys(document["blank"]),
            **responses.read_response(definition, document["response"]),
        }
    return Draft(
        answers,
        document["came_from"],
        frozenset(document["read"]),
        document["reference"],
        datetime.fromisoformat(alarmed) if (alarmed := document.get("alarmed_at")) else None,
    )
