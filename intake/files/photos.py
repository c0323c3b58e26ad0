"""A photo, written anew from its pixels: upright, at most 2,048 pixels, without a note."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from PIL import Image

from clinic import picture_opening
from intake.files import refusals
from intake.files.kinds import LONGEST_SIDE
from intake.files.refusals import Refused

# What a photo may become, the likeliest first.
ENCODINGS: Mapping[str, dict[str, Any]] = {
    "image/jpeg": {"format": "JPEG", "quality": 86, "optimize": True},
    "image/png": {"format": "PNG"},
    "image/webp": {"format": "WEBP", "quality": 86, "method": 4},
}
# The floor speaks to editors; a patient is told the same in other words.
TOLD = {
    picture_opening.TOO_HEAVY: refusals.TOO_HEAVY,
    picture_opening.NO_PICTURE: refusals.WRONG_KIND,
    picture_opening.BROKEN: refusals.BROKEN_PHOTO,
    picture_opening.TOO_MANY_PIXELS: refusals.TOO_MANY_PIXELS,
    picture_opening.TOO_SMALL: refusals.TOO_SMALL,
    picture_opening.TRICKED: refusals.NOT_ONLY_A_PHOTO,
    picture_opening.TOO_MUCH_BESIDE: refusals.NOT_ONLY_A_PHOTO,
}


def clean_photo(data: bytes, content_type: str, longest_side: int = LONGEST_SIDE) -> bytes:
    """Return the photo as a new file of this type, or raise Refused."""
    try:
        image = picture_opening.open_safely(data, longest_side)
    except picture_opening.Refused as refused:
        raise Refused(TOLD[str(refused)]) from refused
    if image.mode == "RGBA":
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image).convert("RGB")
    file = BytesIO()
    image.save(file, **ENCODINGS[content_type])
    return file.getvalue()
