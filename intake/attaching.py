"""Files of a page, kept with the response as soon as they come: added, and taken out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile

from intake import answering, photos
from intake.domain.attachments import attachments
from intake.domain.items import Item
from intake.domain.pages import Page
from intake.domain.values import Attachment, Value


@dataclass
class Attached:
    """What now stands under each question with files; what was not taken, a sentence each."""

    given: dict[str, Value | None] = field(default_factory=dict)
    refused: dict[str, list[str]] = field(default_factory=dict)


def attach(
    opened: answering.Opened,
    secret: bytes,
    page: Page,
    sent: Mapping[str, Sequence[UploadedFile]],
    *,
    now: datetime,
) -> Attached:
    """Keep the files that came with a page, by the key of their question."""
    attached = Attached()
    for asked in page.questions:
        if files := sent.get(asked.key):
            kept = list(attachments(opened.draft.answers.get(asked.key)))
            attached.refused[asked.key] = _add(opened, asked.item, kept, files, now)
            attached.given[asked.key] = _answer(asked.item, kept)
    _keep(opened, secret, attached.given, now)
    attached.refused = {key: words for key, words in attached.refused.items() if words}
    return attached


def take_out(
    opened: answering.Opened, secret: bytes, page: Page, key: str, name: str, *, now: datetime
) -> Attached:
    """Take one file out of the answer to a question, and forget it."""
    items = {asked.key: asked.item for asked in page.questions}
    kept = [each for each in attachments(opened.draft.answers.get(key)) if each.id != name]
    attached = Attached({key: _answer(items[key], kept)})
    _keep(opened, secret, attached.given, now)
    photos.remove(opened.row, name)
    return attached


def _add(
    opened: answering.Opened,
    item: Item,
    kept: list[Attachment],
    files: Sequence[UploadedFile],
    now: datetime,
) -> list[str]:
    """Add files to those that are kept, and return why some were not taken."""
    refused = []
    for each in files:
        try:
            _check_room(item, kept)
            kept.append(_kept(opened, item, each, now))
        except photos.PhotoError as error:
            refused.append(f"“{each.name}”: {error}" if len(files) > 1 else str(error))
    return refused


def _kept(opened: answering.Opened, item: Item, sent: UploadedFile, now: datetime) -> Attachment:
    limits = {"most_bytes": int(item.max_size)} if item.max_size else {}
    return photos.add(
        opened.row, sent.read(), title=sent.name or "", types=item.mime_types, now=now, **limits
    )


def _check_room(item: Item, kept: Sequence[Attachment]) -> None:
    most = item.max_occurs if item.takes_several else 1
    if most is not None and len(kept) >= most:
        files = "file" if most == 1 else "files"
        raise photos.PhotoError(f"We can take {most} {files} here. Take one out to add another one")


def _answer(item: Item, kept: Sequence[Attachment]) -> Value | None:
    if not kept:
        return None
    return tuple(kept) if item.takes_several else kept[-1]


def _keep(
    opened: answering.Opened, secret: bytes, given: Mapping[str, Value | None], now: datetime
) -> None:
    """Keep what is left. A question without a file is not one that was left blank on purpose."""
    there = {key: value for key, value in given.items() if value is not None}
    if given:
        answering.keep(opened.row.key, secret, given=there, asked=given, now=now)
