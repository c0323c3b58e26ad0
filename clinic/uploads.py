"""Which files are taken from a request: a table of who may send what where, and no other file."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, NoReturn

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clinic import languages

PICTURES = "/staff/articles/picture/"
MEGABYTE = 1024 * 1024
MOST_BYTES = 20 * MEGABYTE
MOST_BYTES_OF_PATIENTS = 10 * MEGABYTE

TOO_MANY = "Send one picture at a time. The others were left out."
TOO_MANY_OF_PATIENTS = _(
    "You can add 5 files at a time. The others were left out: please add them next."
)
BUSY = _("Many photos are coming in right now. Please wait a minute and send yours again.")

# Files of patients stay in memory until a view has dealt with them: so many requests at a time.
PLACES = threading.BoundedSemaphore(2)
SECONDS_TO_WAIT = 10


@dataclass(frozen=True)
class Door:
    """A part of the site where files may come in. Sentences are for whoever sends them."""

    path: re.Pattern[str]
    lets_in: Callable[[Any], bool]
    most_files: int
    most_bytes: int
    too_many: str | Promise
    too_heavy: str | Promise
    has_places: bool = False


def _is_staff(request: Any) -> bool:
    user = getattr(request, "user", None)
    return user is not None and user.is_active and user.is_staff


def _shows_a_pass(request: Any) -> bool:
    """Say whether the browser has the pass to the response on this page; the view tries it."""
    key = languages.plain(request.path_info).split("/")[2]
    # Pages in other languages have a pass of their own, which is called so, too.
    return any(text and name.startswith(f"check_{key}") for name, text in request.COOKIES.items())


DOORS = (
    Door(
        path=re.compile(re.escape(PICTURES)),
        lets_in=_is_staff,
        most_files=1,
        most_bytes=MOST_BYTES,
        too_many=TOO_MANY,
        too_heavy="“{name}” is larger than 20 MB. Save it smaller and try again.",
    ),
    Door(
        path=re.compile(r"/check/[2-9a-z]{16}/question/"),
        lets_in=_shows_a_pass,
        most_files=5,
        most_bytes=MOST_BYTES_OF_PATIENTS,
        too_many=TOO_MANY_OF_PATIENTS,
        too_heavy=_("“{name}” is larger than 10 MB. Choose a smaller file, or take a new photo."),
        has_places=True,
    ),
)


class KnownFiles(FileUploadHandler):
    """Keep files in memory, never on disk, and drop all but those of the table as they come in.

    Django reads a form before any view is asked, so strangers are turned away here already.
    """

    request: Any  # the request, on which we note what was refused

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.taken = 0
        self.door: Door | None = None
        # Not `file`: Django closes what has that name when a later file is skipped.
        self.content = BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.door = _door(self.request)
        if self.door is None:
            raise SkipFile
        if self.taken == self.door.most_files:
            self._refuse(self.door.too_many)
        if self.door.has_places and not _has_place(self.request):
            self._refuse(BUSY)
        self.taken += 1
        self.content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        assert self.door is not None  # noqa: S101 (new_file skips what comes by no door)
        if start + len(raw_data) > self.door.most_bytes:
            self.content = BytesIO()
            self._refuse(str(self.door.too_heavy).format(name=self.file_name))
        self.content.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.content.seek(0)
        return InMemoryUploadedFile(
            file=self.content,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )

    def _refuse(self, words: str | Promise) -> NoReturn:
        sentence = str(words)
        if sentence not in refused(self.request):
            self.request.refused_uploads = [*refused(self.request), sentence]
        raise SkipFile


def refused(request: HttpRequest) -> list[str]:
    """Say, a sentence each, which files of the request were not taken, and what to do."""
    return getattr(request, "refused_uploads", [])


def place_given_back(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Let the next patient's files in once a request is answered, however it ended.

    Its own files are let go of first: until the answer is sent, the server still holds the request.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        try:
            return get_response(request)
        finally:
            if getattr(request, "has_upload_place", False):
                request.close()
                PLACES.release()

    return middleware


def _has_place(request: Any) -> bool:
    """Wait for a place; a request that was turned away once does not wait for each of its files."""
    if not hasattr(request, "has_upload_place"):
        request.has_upload_place = PLACES.acquire(timeout=SECONDS_TO_WAIT)
    return request.has_upload_place


def _door(request: HttpRequest) -> Door | None:
    path = languages.plain(request.path_info)
    return next((door for door in DOORS if door.path.match(path) and door.lets_in(request)), None)
