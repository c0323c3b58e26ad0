"""Which files are taken from a request: pictures that staff send to the library, and no others."""

from __future__ import annotations

from io import BytesIO
from typing import Any, NoReturn

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

PICTURES = "/staff/articles/picture/"
MOST_BYTES = 20 * 1024 * 1024
MOST_FILES = 1

TOO_MANY = "Send one picture at a time. The others were left out."


class StaffPictures(FileUploadHandler):
    """Keep pictures in memory, never on disk, and drop every other file while it comes in.

    Django reads a form before any view is asked, so strangers are turned away here already.
    """

    request: Any  # the request, on which we note what was refused

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.taken = 0
        # Not `file`: Django closes what has that name when a later file is skipped.
        self.content = BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if not _takes_files(self.request):
            raise SkipFile
        if self.taken == MOST_FILES:
            self._refuse(TOO_MANY)
        self.taken += 1
        self.content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > MOST_BYTES:
            self.content = BytesIO()
            self._refuse(f"“{self.file_name}” is larger than 20 MB. Save it smaller and try again.")
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

    def _refuse(self, sentence: str) -> NoReturn:
        if sentence not in refused(self.request):
            self.request.refused_uploads = [*refused(self.request), sentence]
        raise SkipFile


def refused(request: HttpRequest) -> list[str]:
    """Say, a sentence each, which files of the request were not taken, and what to do."""
    return getattr(request, "refused_uploads", [])


def _takes_files(request: HttpRequest) -> bool:
    if not request.path_info.startswith(PICTURES):
        return False
    user = getattr(request, "user", None)
    return user is not None and user.is_active and user.is_staff
