"""Opening a sent file: one upright picture in sRGB, or a sentence that says what to do.

Nothing is decoded before the bytes have been looked at and the pixels counted.
"""

from __future__ import annotations

import struct
import threading
from contextlib import suppress
from io import BytesIO

import pi_heif
from PIL import Image, ImageCms

from clinic import picture_files

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 50_000_000
MOST_BYTES_OF_COLOURS = 4 * 1024 * 1024
LEAST_SIDE = 80
LONGEST_SIDE = 2400
# Two pictures in work at once are what a small server has memory for.
DECODERS = threading.BoundedSemaphore(2)

TOO_HEAVY = "This file is larger than 20 MB. Save it smaller and try again."
NO_PICTURE = (
    "This file is not a picture that can be used here. "
    "Save it as JPEG, PNG, WebP, HEIC or GIF and try again."
)
BROKEN = (
    "This picture is damaged or not complete. Open it, save it again and try with the new file."
)
TOO_MANY_PIXELS = (
    "This picture has more than 50 million pixels. Save it about 2,400 pixels wide and try again."
)
TOO_SMALL = "This picture is too small. Choose one that is at least 80 pixels wide and 80 high."
TRICKED = (
    "This file holds something else beside the picture, such as a web page or an archive. "
    "Save the picture alone and try again."
)
TOO_MUCH_BESIDE = (
    "This file carries too much that is not the picture. "
    "Save it without extra information and try again."
)

ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What the decoders raise for a file that is not what it says.
UNREADABLE = (
    *(OSError, ValueError, TypeError, SyntaxError, EOFError, RuntimeError, OverflowError),
    *(struct.error, LookupError, AttributeError, AssertionError, MemoryError),
)


class Refused(ValueError):
    """The file is not taken. The message says what to do."""


def open_safely(data: bytes, longest: int = LONGEST_SIDE) -> Image.Image:
    """Return the picture, no side above `longest`, without a note of any kind, or raise Refused.

    It stands upright, its colours are sRGB, and its mode is RGB or, if anything shines through,
    RGBA.
    """
    with DECODERS:
        return _opened(data, longest)


def _opened(data: bytes, longest: int) -> Image.Image:
    name = _examined(data)
    try:
        image = _decoded_heif(data) if name == "HEIF" else _decoded(data, name, longest)
        colours, turn = image.info.get("icc_profile"), _turn(image)
        image = _reduced(image, longest)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(TOO_MANY_PIXELS) from error
    except UNREADABLE as error:
        raise error if isinstance(error, Refused) else Refused(BROKEN) from error
    upright = image if turn is None else image.transpose(turn)
    return _bare(_in_srgb(upright, colours))


def _examined(data: bytes) -> str:
    """Return the format of a file in which nothing is odd from outside."""
    if len(data) > MOST_BYTES:
        raise Refused(TOO_HEAVY)
    name = picture_files.kind(data)
    if name is None:
        raise Refused(NO_PICTURE)
    try:
        picture_files.examine(data, name)
    except picture_files.Broken as error:
        raise Refused(BROKEN) from error
    except picture_files.Tricked as error:
        raise Refused(TRICKED) from error
    return name


def _decoded(data: bytes, name: str, longest: int) -> Image.Image:
    image = Image.open(BytesIO(data), formats=[name])
    _measure(image)
    # A JPEG can be decoded at a half or a quarter: less work and less memory.
    image.draft(None, (longest, longest))
    image.load()
    return image


def _decoded_heif(data: bytes) -> Image.Image:
    """Pillow is not told of this decoder, or every part of the site would open such files.

    The picture stands upright already, and its notes say so.
    """
    picture = pi_heif.open_heif(data)
    _measure(picture)
    return picture.to_pillow()


def _measure(image: Image.Image | pi_heif.HeifFile) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise Refused(TOO_MANY_PIXELS)
    if min(width, height) < LEAST_SIDE:
        raise Refused(TOO_SMALL)
    if len(image.info.get("icc_profile") or b"") > MOST_BYTES_OF_COLOURS:
        raise Refused(TOO_MUCH_BESIDE)


def _turn(image: Image.Image) -> Image.Transpose | None:
    """Say how to turn a picture that was taken with the camera held askew."""
    try:
        return UPRIGHT.get(image.getexif().get(ORIENTATION, 1))
    except UNREADABLE:
        return None  # notes that cannot be read say nothing


def _reduced(image: Image.Image, longest: int) -> Image.Image:
    """Bring any kind of pixels to 8 bits a channel, and the longer side to what is wanted."""
    if image.mode.startswith("I;16"):
        image = image.point(lambda level: level * (1 / 257) + 0.5).convert("L")
    elif image.has_transparency_data:
        image = image.convert("RGBA")
    elif image.mode not in ("L", "RGB", "CMYK"):
        image = image.convert("L" if image.mode == "1" else "RGB")
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=3)
    return image


def _in_srgb(image: Image.Image, colours: bytes | None) -> Image.Image:
    """Apply the colour profile that came with the picture. Without one it is taken for sRGB."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if colours:
        # A profile may be for another kind of picture, or none at all.
        with suppress(ImageCms.PyCMSError):
            return _through_profile(image, colours, mode)
    return image.convert(mode)


def _through_profile(image: Image.Image, colours: bytes, mode: str) -> Image.Image:
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(colours))
    except OSError as error:
        raise ImageCms.PyCMSError from error
    srgb = ImageCms.createProfile("sRGB")
    converted = ImageCms.profileToProfile(image, profile, srgb, outputMode=mode)
    return converted or image


def _bare(image: Image.Image) -> Image.Image:
    """Drop an alpha that hides nothing, and every note: Pillow would write some of them again."""
    is_opaque = image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255)
    bare = image.convert("RGB") if is_opaque else image.copy()
    bare.info = {}
    return bare
