"""The files of the pictures: a folder for each, with its master and what readers get."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from articles import pictures
from articles.models import Picture
from articles.models.pictures import FOLDER, MASTER
from articles.pictures import MIMES

# Files come before their row: what is younger may be an upload that is still going on.
SETTLED = timedelta(hours=1)


class MasterLost(Exception):
    """The file that all others are made from is not there. A backup may have it."""


def write_all(picture: Picture, master: bytes) -> None:
    """Put the master and all that is made from it into the picture's folder."""
    _write(picture.master_path, master)
    for file in pictures.renditions(master, focal=picture.focal):
        _write(picture.path(file.name), file.data)


def missing(picture: Picture) -> list[str]:
    """Return the names of planned files that are not there."""
    return [
        file.name
        for file in picture.planned()
        if not default_storage.exists(picture.path(file.name))
    ]


def make_missing(picture: Picture) -> list[str]:
    """Make the planned files that are not there, and return their names."""
    wanted = missing(picture)
    if wanted:
        _make(picture, wanted)
    return wanted


def cut_anew(picture: Picture) -> None:
    """Make the cuts around its focal point, also over what a crash may have left half written."""
    _make(picture, [file.name for mime in MIMES.values() for file in picture.cuts(mime)])


def orphans() -> Iterator[str]:
    """Yield the paths of settled files that belong to no picture, or no longer to theirs."""
    for key in _listed(FOLDER)[0]:
        picture = Picture.objects.filter(key=key).first()
        planned = {MASTER, *(file.name for file in picture.planned())} if picture else set()
        for name in _listed(f"{FOLDER}/{key}")[1]:
            path = f"{FOLDER}/{key}/{name}"
            if name not in planned and _is_settled(path):
                yield path


def remove(path: str) -> None:
    """Delete a file, and its folder where it was the last one."""
    default_storage.delete(path)
    folder = path.rpartition("/")[0]
    if _listed(folder) == ([], []):
        default_storage.delete(folder)


def forget(key: str) -> None:
    """Delete all files of a picture that is gone; not if it came back meanwhile."""
    if Picture.objects.filter(key=key).exists():
        return
    for name in _listed(f"{FOLDER}/{key}")[1]:
        remove(f"{FOLDER}/{key}/{name}")


def _make(picture: Picture, wanted: list[str]) -> None:
    others = {file.name for file in picture.planned()}.difference(wanted)
    for file in pictures.renditions(_master(picture), focal=picture.focal, without=others):
        _write(picture.path(file.name), file.data)


def _write(path: str, data: bytes) -> None:
    default_storage.delete(path)  # it may be somebody else's: only who made a file may change it
    default_storage.save(path, ContentFile(data))


def _master(picture: Picture) -> bytes:
    try:
        with default_storage.open(picture.master_path) as file:
            return file.read()
    except FileNotFoundError as error:
        raise MasterLost(f"The file of “{picture}” is missing: {picture.master_path}.") from error


def _listed(folder: str) -> tuple[list[str], list[str]]:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []
    return sorted(folders), sorted(files)


def _is_settled(path: str) -> bool:
    return default_storage.get_modified_time(path) < timezone.now() - SETTLED
