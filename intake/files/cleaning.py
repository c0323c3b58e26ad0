"""Any file in; a photo or a PDF that is safe to keep out, or a sentence for whoever sent it."""

from __future__ import annotations

from collections.abc import Collection

from clinic import picture_files
from intake.files import refusals
from intake.files.kinds import LONGEST_SIDE, MOST_BYTES, PDF, START_OF_PDF, Cleaned, is_taken
from intake.files.pdfs import clean_pdf
from intake.files.photos import ENCODINGS, clean_photo
from intake.files.refusals import Refused

PHOTOS = frozenset({"JPEG", "PNG", "WEBP", "HEIF"})
GIF = "image/gif"


def clean(
    data: bytes,
    *,
    types: Collection[str] = (),
    most_bytes: int = MOST_BYTES,
    longest_side: int = LONGEST_SIDE,
) -> Cleaned:
    """Return the file written anew, or raise Refused.

    `types` are the content types that a question takes; none means any. A photo of any format
    will do where one of those that we write is among them; a GIF, where it is named as well.
    """
    if not data:
        raise Refused(refusals.EMPTY)
    if len(data) > MOST_BYTES:
        raise Refused(refusals.TOO_HEAVY)
    if len(data) > most_bytes:
        raise Refused(refusals.TOO_HEAVY_HERE)
    cleaned = _written_anew(data, types, longest_side)
    if len(cleaned.data) > min(most_bytes, MOST_BYTES):
        raise Refused(refusals.TOO_HEAVY_HERE)
    return cleaned


def _written_anew(data: bytes, types: Collection[str], longest_side: int) -> Cleaned:
    photo_type = next((each for each in ENCODINGS if is_taken(each, types)), None)
    takes_pdf = is_taken(PDF, types)
    # Not only at the very start: what stands before the header is said to be the fault.
    if START_OF_PDF in data[:1024] and picture_files.kind(data) is None:
        if not takes_pdf:
            raise Refused(refusals.ONLY_PHOTOS)
        return Cleaned(PDF, clean_pdf(data))
    if picture_files.kind(data) not in (PHOTOS | {"GIF"} if GIF in types else PHOTOS):
        raise Refused(_what_is_taken(photo_type is not None, takes_pdf))
    if photo_type is None:
        raise Refused(refusals.ONLY_PDFS)
    return Cleaned(photo_type, clean_photo(data, photo_type, longest_side))


def _what_is_taken(photos: bool, pdfs: bool) -> str:
    if photos and pdfs:
        return refusals.WRONG_KIND
    return refusals.ONLY_PHOTOS if photos else refusals.ONLY_PDFS
