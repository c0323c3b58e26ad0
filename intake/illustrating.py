"""Pictures that belong to questions: drawn anew where patients' photos are, before they are kept.

A patient's request decodes nothing: it sends what was kept.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from clinic import picture_files
from intake import workshop
from intake.domain import importing
from intake.domain.document import DefinitionError, Json
from intake.domain.drafting import tree
from intake.domain.importing import Import
from intake.domain.reading import extensions, naming
from intake.domain.reading.source import parse, write
from intake.domain.reading.texts import LARGEST_PICTURE, PICTURES
from intake.files.refusals import Refused
from intake.models import Questionnaire, Release

MIME = "image/webp"
LONGEST_SIDE = 1200
MOST_PICTURES = 50  # of one definition: each takes a part of a second
UNSHOWN = "its picture is not shown: it could not be opened, or is one of very many."
BUSY = "Many photos of patients are coming in right now. Try again in a minute."
TOO_MANY = f"its picture is one too many: {MOST_PICTURES} of one questionnaire are shown."


def shown(data: str) -> bytes | None:
    """Return a kept picture as browsers get it; None where it was never drawn anew."""
    try:
        picture = base64.b64decode(data, validate=True)
        if picture_files.kind(picture) != "WEBP":
            return None
        picture_files.examine(picture, "WEBP")
    except (binascii.Error, picture_files.Broken, picture_files.Tricked):
        return None
    return picture


def draw_anew(brought: Import) -> Import:
    """Return what came in with its pictures drawn anew.

    What the questionnaire of that name has kept already stays as it is, letter for letter. Raises
    DefinitionError while patients' photos leave no room for it.
    """
    document = tree.copied(brought.document)
    pictures = list(_pictures(document))[:MOST_PICTURES]
    kept = _kept(naming.slug(brought.reading.questionnaire.name)) if pictures else ()
    for _, media in pictures:
        if not (_data(media) in kept and shown(_data(media))):
            _draw(media)
    if document == brought.document:
        return brought
    made = importing.bring_in(write(document))
    return replace(made, reading=replace(made.reading, repaired=brought.reading.repaired))


def unshown(document: Json) -> tuple[str, ...]:
    """Return a sentence for each picture of a kept document that patients do not see."""
    found = ((name, shown(_data(media))) for name, media in _pictures(document))
    return tuple(f"Item {name}: {UNSHOWN}" for name, picture in found if picture is None)


def _pictures(document: Json) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each picture that could be shown, with the name of its item."""
    for spot in tree.spots(dict(document)):
        media = extensions.value(extensions.first(spot.node, "itemMedia"))
        kind = extensions.words(media, "contentType").lower().replace("image/jpg", "image/jpeg")
        if kind in PICTURES and 0 < len(_data(media)) <= LARGEST_PICTURE:
            yield tree.link_id(spot.node), media


def _data(media: Json) -> str:
    return "".join(extensions.words(media, "data").split())


def _kept(slug: str) -> set[str]:
    """Return the pictures of the draft and of the newest release."""
    drafts = Questionnaire.objects.filter(slug=slug).values_list("draft", flat=True)
    newest = Release.objects.newest(slug)
    texts = [*drafts, newest.document if newest else ""]
    return {_data(media) for text in filter(None, texts) for _, media in _pictures(parse(text)[0])}


def _draw(media: dict[str, Any]) -> None:
    """Put a picture anew into its place. What cannot be opened stays, and is not shown."""
    try:
        drawn = workshop.clean_apart(
            base64.b64decode(_data(media), validate=True),
            types=(MIME, "image/gif"),
            longest_side=LONGEST_SIDE,
        )
    except binascii.Error:
        return
    except Refused as problem:
        if str(problem) == workshop.BUSY:
            raise DefinitionError(BUSY) from problem
        return
    media |= {"contentType": MIME, "data": base64.b64encode(drawn.data).decode()}
    for outdated in ("hash", "size"):
        media.pop(outdated, None)
