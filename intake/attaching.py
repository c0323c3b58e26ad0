"""Files of a page, kept with the response as soon as they come: added, and taken out again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import ngettext

from intake import answering, photos
from intake.domain.attachments import attachments
from intake.domain.items import Item
from intake.domain.pages import Asked, Page
from intake.domain.questionnaire import Questionnaire
from intake.domain.values import Answers, Attachment, Value


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
        for each in (files := sent.get(asked.key, ())):
            try:
                attached.given[asked.key] = _add(opened, secret, asked, each, now)
            except photos.PhotoError as error:
                words = f"“{each.name}”: {error}" if len(files) > 1 else str(error)
                attached.refused.setdefault(asked.key, []).append(words)
    return attached


def take_out(
    opened: answering.Opened, secret: bytes, page: Page, key: str, name: str, *, now: datetime
) -> Attached:
    """Take one file out of the answer to a question, and forget it."""
    items = {asked.key: asked.item for asked in page.questions}
    taken: list[Attachment] = []

    def without(kept: tuple[Attachment, ...]) -> Value | None:
        taken.extend(each for each in kept if each.id == name)
        return _answer(items[key], [each for each in kept if each.id != name])

    after = answering.change_files(opened.row.key, secret, key, without, now=now)
    if taken:  # what answers another question stays
        photos.remove(opened.row, name)
    return Attached({key: after.draft.answers.get(key)})


def repeat(
    opened: answering.Opened,
    secret: bytes,
    change: Callable[[Questionnaire, Answers], Answers],
    *,
    now: datetime,
) -> answering.Opened:
    """Keep one instance more, one less, or no more; forget the files of one that is gone."""
    after = answering.repeat(opened.row.key, secret, change, now=now)
    kept = photos.named_in(after.draft.answers)
    for name in photos.named_in(opened.draft.answers):
        if name not in kept:
            photos.remove(opened.row, name)
    return after


def _add(
    opened: answering.Opened, secret: bytes, asked: Asked, sent: UploadedFile, now: datetime
) -> Value | None:
    """Keep one more file, and return the answer with it and with what others added meanwhile."""
    _check_room(asked.item, attachments(opened.draft.answers.get(asked.key)))
    added = _kept(opened, asked.item, sent, now)

    def with_it(kept: tuple[Attachment, ...]) -> Value | None:
        _check_room(asked.item, kept)
        return _answer(asked.item, [*kept, added])

    try:
        after = answering.change_files(opened.row.key, secret, asked.key, with_it, now=now)
    except photos.PhotoError:
        photos.remove(opened.row, added.id)
        raise
    return after.draft.answers.get(asked.key)


def _kept(opened: answering.Opened, item: Item, sent: UploadedFile, now: datetime) -> Attachment:
    limits = {"most_bytes": int(item.max_size)} if item.max_size else {}
    return photos.add(
        opened.row, sent.read(), title=sent.name or "", types=item.mime_types, now=now, **limits
    )


def _check_room(item: Item, kept: Sequence[Attachment]) -> None:
    most = item.max_occurs if item.takes_several else 1
    if most is not None and len(kept) >= most:
        words = ngettext(
            "We can take %(number)s file here. Take one out to add another one",
            "We can take %(number)s files here. Take one out to add another one",
            most,
        )
        raise photos.PhotoError(words % {"number": most})


def _answer(item: Item, kept: Sequence[Attachment]) -> Value | None:
    if not kept:
        return None
    return tuple(kept) if item.takes_several else kept[-1]
