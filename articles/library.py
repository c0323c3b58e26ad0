"""The library of pictures: take one in, change what is said of it, take one out.

Files are made before the row and outside its transaction, because that takes seconds in which
no patient should wait for the database. A crash in between leaves at most files without a row.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction

from articles import picture_store, picture_use, pictures
from articles.models import Picture
from articles.picture_use import Use
from articles.pictures import CENTRE, Focal, Master
from clinic import audit

KEY_LENGTH = 32
FACTS: tuple[str, ...] = ("name", "alt", "is_decorative", "caption", "credit", "focal_x", "focal_y")


class InUse(Exception):
    """Articles use the picture. The message says which, and where."""

    def __init__(self, uses: list[Use]) -> None:
        super().__init__(f"It is used in {'; '.join(map(str, uses))}.")
        self.uses = uses


@dataclass(frozen=True)
class Received:
    """A sent file that is a picture. The same file as one of the library's has no new master."""

    key: str
    master: Master | None


def receive(data: bytes) -> Received:
    """Examine a sent file, or raise Refused with a sentence. Nothing is kept yet."""
    key = hashlib.sha256(data).hexdigest()[:KEY_LENGTH]
    is_known = Picture.objects.filter(key=key).exists()
    return Received(key, None if is_known else pictures.accept(data))


def add(data: bytes, *, name: str, by: User | None, **facts: Any) -> tuple[Picture, bool]:
    """Take a sent file into the library, or find it there: the picture, and whether it is new.

    `facts` are as for `keep`. The sent bytes are not stored, only what was made from their pixels.
    """
    return keep(receive(data), name=name, by=by, **facts)


def keep(
    received: Received,
    *,
    name: str,
    alt: str = "",
    is_decorative: bool = False,
    caption: str = "",
    credit: str = "",
    focal: Focal = CENTRE,
    by: User | None,
) -> tuple[Picture, bool]:
    """Take what was received into the library. The site itself may, for samples and imports."""
    _expect("add", by)
    if received.master is None:
        return Picture.objects.get(key=received.key), False
    facts = {
        "name": name,
        "alt": alt,
        "is_decorative": is_decorative,
        "caption": caption,
        "credit": credit,
        "focal_x": focal[0],
        "focal_y": focal[1],
        "width": received.master.width,
        "height": received.master.height,
        "uploaded_by": by,
    }
    picture_store.write_all(Picture(key=received.key, **facts), received.master.data)
    with transaction.atomic():
        picture, is_new = Picture.objects.get_or_create(key=received.key, defaults=facts)
        if is_new:
            audit.record("picture added", picture, by=by, key=picture.key, name=name)
    return picture, is_new


def change(picture: Picture, *, by: User | None, **facts: Any) -> list[str]:
    """Change what is said of a picture, and return which facts are new.

    Around a new focal point it is cut anew. The older cuts are over, and `tidy_pictures` finds
    them.
    """
    _expect("change", by)
    if unknown := facts.keys() - set(FACTS):
        raise TypeError(f"A picture has no {', '.join(sorted(unknown))}.")
    before = Picture.objects.get(pk=picture.pk)
    changed = [name for name in FACTS if name in facts and getattr(before, name) != facts[name]]
    for name in changed:
        setattr(picture, name, facts[name])
    if picture.focal != before.focal:
        picture_store.cut_anew(picture)
    if changed:
        _save(picture, changed, by)
    return changed


@transaction.atomic
def remove(picture: Picture, *, by: User | None) -> None:
    """Take a picture out of the library, with its files, unless an article uses it or once did."""
    _expect("delete", by)
    Picture.objects.select_for_update().get(pk=picture.pk)
    if found := picture_use.uses(picture):
        raise InUse(found)
    audit.record("picture removed", picture, by=by, key=picture.key, name=picture.name)
    picture.delete()
    transaction.on_commit(partial(picture_store.forget, picture.key))


@transaction.atomic
def _save(picture: Picture, changed: list[str], by: User | None) -> None:
    picture.save(update_fields=changed)
    audit.record("picture changed", picture, by=by, changed=changed)


def _expect(right: str, by: User | None) -> None:
    if by and not by.has_perm(f"articles.{right}_picture"):
        raise PermissionDenied(f"You may not {right} pictures.")
