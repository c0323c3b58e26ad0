"""Which files we take, and what becomes of them. Opens none, so that anyone may ask it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

MOST_BYTES = 10 * 1024 * 1024
LONGEST_SIDE = 2048  # of a photo, in pixels
PDF = "application/pdf"
START_OF_PDF = b"%PDF-"


@dataclass(frozen=True)
class Cleaned:
    """A file that was written anew: nothing but what it shows."""

    content_type: str
    data: bytes


def is_taken(content_type: str, types: Collection[str]) -> bool:
    """Say whether a type is among those; `image/*` stands for every picture, no type for all."""
    family = content_type.partition("/")[0]
    wanted = {each.strip().lower().replace("image/jpg", "image/jpeg") for each in types}
    return not wanted or bool(wanted & {content_type, f"{family}/*", "*/*"})
