"""Photos and PDFs: made harmless, sealed, kept with a response, sent with it, opened by staff."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clinic import audit, sealing, throttle
from clinic.vault import CannotOpen
from intake import workshop
from intake.answering import NotHere
from intake.domain.attachments import attachments
from intake.domain.values import Answers, Attachment
from intake.files.kinds import MOST_BYTES, Cleaned
from intake.files.refusals import Refused
from intake.models import Photo, PhotoChunk, Submission, UnfinishedResponse

MOST_FILES = 10
MOST_BYTES_KEPT = 40 * 1024 * 1024
MOST_BYTES_OF_ALL = 4 * 1024 * 1024 * 1024  # unsent; a full disk would lose what is sent
MOST_AN_HOUR = 60
AN_HOUR = 60 * 60
LONGEST_TITLE = 100
SALT_BYTES = 32

TOO_MANY = _(
    "You have added 10 files, and that is all we can take. Take one out to add another one."
)
TOO_MUCH = _(
    "All your files together are more than we can take. Take one out, or choose a smaller one."
)
TOO_OFTEN = _(
    "You have added many files in a short time. Please wait an hour before you add another."
)

FULL = _(
    "We cannot take any more files right now. Send your answers without it if you can, "
    "or call us. You can also try again later."
)


class PhotoError(ValueError):
    """The file is not taken. The message is for the patient, and says what to do."""


class NotAmongThese(Exception):
    """The answers name a photo that was not added to this response, or is there no more."""


@dataclass(frozen=True)
class OpenedPhoto:
    content_type: str
    data: bytes


def add(
    row: UnfinishedResponse,
    data: bytes,
    *,
    title: str = "",
    types: Collection[str] = (),
    most_bytes: int = MOST_BYTES,
    now: datetime,
) -> Attachment:
    """Keep a file with an unfinished response, sealed, and return what its answer is.

    `types` and `most_bytes` are what the question takes. Raises PhotoError, or NotHere where the
    response is gone. Opening a file takes a second or more: call this outside of a transaction,
    and keep the answer afterwards. A file that no answer names is forgotten in the end.
    """
    _leave_room(row)
    if throttle.hit(f"photos {row.pk}", AN_HOUR) > MOST_AN_HOUR:
        raise PhotoError(TOO_OFTEN)
    try:
        cleaned = workshop.clean_apart(data, types=types, most_bytes=most_bytes)
    except Refused as refused:
        raise PhotoError(gettext(str(refused))) from refused
    photo = _store(row, cleaned, now)
    return Attachment(str(photo.pk), cleaned.content_type, _plain(title), len(cleaned.data))


@transaction.atomic
def remove(row: UnfinishedResponse, photo_id: str) -> None:
    """Forget a file that the patient took out. One that is not there is forgotten already.

    Keep the answer without it first: an answer must never name what is gone.
    """
    if name := _uuid(photo_id):
        Photo.objects.filter(unfinished=row, pk=name).forget()


def move_to(
    submission: Submission, ids: Collection[str], *, unfinished: UnfinishedResponse
) -> None:
    """Hand the files that the answers name over to the submission.

    Others stay with the patient's own copy, and are forgotten with it within the hour. Part of the
    transaction that sends. Raises NotAmongThese.
    """
    wanted = {uuid.UUID(each) for each in ids}
    rows = Photo.objects.filter(unfinished=unfinished, pk__in=wanted)
    moved = rows.update(unfinished=None, submission=submission)
    if moved != len(wanted):
        raise NotAmongThese(submission.reference)


def named_in(answers: Answers) -> tuple[str, ...]:
    """Return the ids of all files among these answers, in the order of the answers."""
    return tuple(each.id for value in answers.values() for each in attachments(value))


def open_photo(submission: Submission, photo_id: str, *, by: User) -> OpenedPhoto:
    """Return a file that a patient sent. It is audited first, as `inbox.read` is.

    Raises PermissionDenied, sealing.NoKeyHere, Photo.DoesNotExist, or vault.CannotOpen where the
    rows were tampered with.
    """
    if not by.has_perm("intake.view_submission"):
        raise PermissionDenied("Only staff who care for patients may open this.")
    photo = Photo.objects.get(submission=submission, pk=photo_id)
    with transaction.atomic():
        audit.record("opened photo", submission, by=by, photo=photo.pk)
    document = sealing.unseal(submission.sealed, place=submission.place)
    if str(photo.pk) not in document.get("photos", ()):
        raise CannotOpen("The patient did not send this file with these answers.")
    chunks = photo.chunks.order_by("number").values_list("sealed", flat=True)
    whole = sealing.unseal_file(photo.head, chunks.iterator(chunk_size=4), place=photo.place)
    salt, data = whole[:SALT_BYTES], whole[SALT_BYTES:]
    if _name(salt, photo.content_type, data) != photo.pk:
        raise CannotOpen("This is not the file that the patient sent.")
    return OpenedPhoto(photo.content_type, data)


@transaction.atomic
def _store(row: UnfinishedResponse, cleaned: Cleaned, now: datetime) -> Photo:
    kept = UnfinishedResponse.objects.kept(now).select_for_update()
    if not kept.filter(pk=row.pk, sent_at=None).exists():
        raise NotHere(row.pk)
    _leave_room(row, len(cleaned.data))
    salt = secrets.token_bytes(SALT_BYTES)
    photo = Photo(
        id=_name(salt, cleaned.content_type, cleaned.data),
        unfinished=row,
        content_type=cleaned.content_type,
        size=len(cleaned.data),
        created_at=now,
    )
    photo.head, chunks = sealing.seal_file(salt + cleaned.data, place=photo.place)
    photo.save(force_insert=True)
    for number, sealed in enumerate(chunks):
        PhotoChunk(photo=photo, number=number, sealed=sealed).save(force_insert=True)
    return photo


def _leave_room(row: UnfinishedResponse, size: int = 1) -> None:
    """Raise PhotoError unless one more file of this size has a place in the response."""
    kept = Photo.objects.filter(unfinished=row)
    if kept.count() >= MOST_FILES:
        raise PhotoError(TOO_MANY)
    if kept.size() + size > MOST_BYTES_KEPT:
        raise PhotoError(TOO_MUCH)
    if Photo.objects.filter(unfinished__isnull=False).size() + size > MOST_BYTES_OF_ALL:
        raise PhotoError(FULL)


def _name(salt: bytes, content_type: str, data: bytes) -> uuid.UUID:
    """Return the id that only this file can have, and that says nothing about it without its salt.

    The sealed answers name their files by it, so whoever can write rows, and seal files of their
    own, still cannot put another file in the place of one that was sent.
    """
    digest = hashlib.sha256(salt + content_type.encode() + b"\0" + data).digest()
    return uuid.UUID(bytes=digest[:16], version=4)


def _plain(title: str) -> str:
    """Return the file's name on one line, as far as it can be shown."""
    return " ".join("".join(c if c.isprintable() else " " for c in title).split())[:LONGEST_TITLE]


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
