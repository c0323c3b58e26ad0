"""A sent picture becomes one master, and a master the sizes and formats that readers get.

Both are written anew from pixels, so no note, place or hidden file goes further.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image

from clinic.picture_opening import DECODERS, Refused, open_safely

__all__ = ["Master", "Planned", "Refused", "Rendition", "accept", "names", "renditions"]

FEW_COLOURS = 2048  # a drawing; its edges would suffer from what is made for photographs

WIDTHS = (480, 800, 1200, 1600)
CARD_WIDTHS = (360, 720)
MIMES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
MASTER_MIME = MIMES["webp"]
ENCODINGS: dict[str, dict[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 60, "speed": 8},
    "webp": {"format": "WEBP", "quality": 80, "method": 4},
    "jpg": {"format": "JPEG", "quality": 82, "progressive": True, "optimize": True},
}

Focal = tuple[int, int]  # percent from the left, percent from the top
CENTRE: Focal = (50, 50)


@dataclass(frozen=True)
class Master:
    """The one stored file, from which all others are made."""

    data: bytes
    width: int
    height: int
    mime: str = MASTER_MIME


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A file that readers get: its name says its width, and where a card was cut."""

    name: str
    mime: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Rendition(Planned):
    data: bytes


def accept(data: bytes) -> Master:
    """Return the master of a sent file, or raise Refused with a sentence."""
    image = open_safely(data)
    with DECODERS:
        return Master(_encoded_master(image), *image.size)


def names(width: int, height: int, focal: Focal = CENTRE) -> tuple[Planned, ...]:
    """Plan the renditions of a master of that size: plain arithmetic, nothing is decoded."""
    return tuple(
        Planned(name=f"{stem}.{ending}", mime=mime, width=size[0], height=size[1])
        for stem, size, _ in _cuts(width, height, focal)
        for ending, mime in MIMES.items()
    )


def renditions(
    master: bytes, *, focal: Focal = CENTRE, without: Collection[str] = ()
) -> Iterator[Rendition]:
    """Make what names() plans, in the same order, one file at a time, save for some names."""
    with DECODERS:
        image = _stored(master)
    for stem, size, box in _cuts(*image.size, focal):
        endings = [ending for ending in MIMES if f"{stem}.{ending}" not in without]
        if not endings:
            continue
        with DECODERS:
            cut = image.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3)
        for ending in endings:
            with DECODERS:
                data = _encoded(cut, ending)
            yield Rendition(
                name=f"{stem}.{ending}",
                mime=MIMES[ending],
                width=size[0],
                height=size[1],
                data=data,
            )


# Sizes and cuts

Box = tuple[float, float, float, float]


def _cuts(width: int, height: int, focal: Focal) -> Iterator[tuple[str, tuple[int, int], Box]]:
    """Yield stem, size and the part of the master, for each full width and each card."""
    for across in _not_above(width, WIDTHS):
        yield f"w{across}", (across, max(1, round(across * height / width))), (0, 0, width, height)
    card = _card(width, height, focal)
    for across in _not_above(max(1, int(card[2] - card[0])), CARD_WIDTHS):
        yield f"c{across}-{focal[0]}-{focal[1]}", (across, max(1, round(across * 2 / 3))), card


def _not_above(width: int, wanted: tuple[int, ...]) -> list[int]:
    """Nothing is blown up: a picture below the largest width ends with its own."""
    return sorted({*(each for each in wanted if each <= width), min(width, wanted[-1])})


def _card(width: int, height: int, focal: Focal) -> Box:
    """Return the largest part of 3:2 that fits, as near around the focal point as it can be."""
    across = min(width, height * 3 / 2)
    down = across * 2 / 3
    left = min(max(width * focal[0] / 100 - across / 2, 0), width - across)
    top = min(max(height * focal[1] / 100 - down / 2, 0), height - down)
    return left, top, min(left + across, width), min(top + down, height)


# Encoding


def _encoded_master(image: Image.Image) -> bytes:
    is_drawing = image.getcolors(FEW_COLOURS) is not None
    file = BytesIO()
    image.save(file, "WEBP", lossless=is_drawing, quality=60 if is_drawing else 92)
    return file.getvalue()


def _stored(master: bytes) -> Image.Image:
    image = Image.open(BytesIO(master), formats=["WEBP"])
    image.load()
    image.info = {}
    return image


def _encoded(image: Image.Image, ending: str) -> bytes:
    if ending == "jpg" and image.mode == "RGBA":
        image = _on_white(image)
    file = BytesIO()
    image.save(file, **ENCODINGS[ending])
    return file.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    paper = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(paper, image).convert("RGB")
