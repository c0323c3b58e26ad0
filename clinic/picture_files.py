"""What the bytes of a picture file say, read without decoding it: its format, its end, its tricks.

A picture is decoded only after this module has found nothing odd, and is then written anew from
its pixels, so nothing that is hidden in a file can reach a reader. It is refused all the same: a
picture that is also a web page or an archive was not sent by mistake.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

MOST_SCANS = 40  # a progressive JPEG has about ten; each costs a walk over all its pixels

HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
# Not taken: how large an AVIF is stands in two places, and its decoder believes the inner one.
AVIF_BRANDS = frozenset({b"avif", b"avis"})
PARTS_OF_HEIF = frozenset({b"meta", b"mdat", b"moov", b"free", b"uuid"})

STARTS = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
}
MARKUP = re.compile(rb"<(?:script|html|\?php|iframe|!doctype\s+html)\b|%PDF-\d", re.IGNORECASE)
# Bytes after the format's own name that turn the picture into the comment of a script.
SCRIPT = re.compile(
    rb"(?:GIF8[79]a|RIFF|\xff\xd8\xff.)/\*.*?\*/\s*[=;(]|GIF8[79]a\s*=[ -~]", re.DOTALL
)
PADDING = b"\0\xff\r\n\t "
# What may not stand right after the picture: archives, PostScript, programs, markup of any kind.
ANOTHER_FILE = re.compile(
    rb"PK[\x01-\x08]{2}|Rar!\x1a|7z\xbc\xaf|\x1f\x8b\x08|%!PS|%PDF|#!/|\x7fELF|MZ|\xca\xfe\xba\xbe"
    rb"|\xd0\xcf\x11\xe0|<[a-z!?][\w!?:-]*[\s/>]",
    re.IGNORECASE,
)
# JPEG: markers that stand alone are a stuffed zero, TEM, the eight restarts and the start.
BARE_MARKERS = frozenset({0x00, 0x01, *range(0xD0, 0xD9)})
START_OF_SCAN, END_OF_JPEG = 0xDA, 0xD9


class Broken(ValueError):
    """The file stops before its picture does, or says what cannot be."""


class Tricked(ValueError):
    """The file is a picture and something else as well."""


def kind(data: bytes) -> str | None:
    """Return the format that the first bytes promise, or None for all that we do not take."""
    for start, name in STARTS.items():
        if data.startswith(start):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp":
        return _kind_by_brands(data)
    return None


def examine(data: bytes, name: str) -> None:
    """Raise Broken or Tricked unless the file is one whole picture of that format.

    Padding and what phones add (a short film, a maker's notes, a second picture) may follow it.
    """
    after = data[END_OF[name](data) :].lstrip(PADDING)
    is_another_too = (
        ANOTHER_FILE.match(after)
        or MARKUP.search(data)
        or SCRIPT.match(data)
        or zipfile.is_zipfile(BytesIO(data))  # read from its end: anything may stand before it
    )
    if is_another_too:
        raise Tricked


def _kind_by_brands(data: bytes) -> str | None:
    length = min(struct.unpack_from(">I", data)[0], 4096)
    brands = {data[8:12], *(data[at : at + 4] for at in range(16, length, 4))}
    is_avif = bool(brands & AVIF_BRANDS)
    return "HEIF" if brands & HEIF_BRANDS and not is_avif else None


def _end_of_jpeg(data: bytes) -> int:
    """Walk the segments; between scans stands coded data, where ff 00 and restarts are no end."""
    at, scans = 2, 0
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise Broken
        marker = data[at + 1]
        if marker == END_OF_JPEG:
            return at + 2
        scans += marker == START_OF_SCAN
        if scans > MOST_SCANS:
            raise Broken
        at += _length_of_segment(data, at, marker)


def _length_of_segment(data: bytes, at: int, marker: int) -> int:
    if marker == 0xFF:
        return 1
    if marker in BARE_MARKERS:
        return 2
    return 2 + max(2, _number(">H", data, at + 2))


def _end_of_png(data: bytes) -> int:
    at = 8
    while True:
        length, name = _number(">I", data, at), data[at + 4 : at + 8]
        at += 12 + length
        if at > len(data):
            raise Broken
        if name == b"IEND":
            return at


def _end_of_webp(data: bytes) -> int:
    end = 8 + _number("<I", data, 4)
    if end > len(data):
        raise Broken
    return end


def _end_of_gif(data: bytes) -> int:
    at = 13 + _length_of_palette(_number("B", data, 10))
    while True:
        block = data[at : at + 1]
        if block == b";":
            return at + 1
        if block == b"!":
            at += 2
        elif block == b",":
            at += 11 + _length_of_palette(_number("B", data, at + 9))
        else:
            raise Broken
        while length := _number("B", data, at):
            at += 1 + length
        at += 1


def _length_of_palette(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _end_of_heif(data: bytes) -> int:
    """Walk the boxes. One that is too long is a cut picture, or no box but what follows one."""
    at, seen = 0, set()
    while at < len(data):
        length, name = _box(data, at)
        if length < 8 or at + length > len(data):
            if name in PARTS_OF_HEIF:
                raise Broken
            break
        seen.add(name)
        at += length
    if not seen & {b"meta", b"moov"}:
        raise Broken
    return at


def _box(data: bytes, at: int) -> tuple[int, bytes]:
    """Return the length and the name of a box. The last one may leave its length at 0."""
    if at + 8 > len(data):
        return 0, b""
    length, name = _number(">I", data, at), data[at + 4 : at + 8]
    if length == 1:
        length = _number(">Q", data, at + 8)
    if length == 0 and name in PARTS_OF_HEIF:
        length = len(data) - at
    return length, name


def _number(form: str, data: bytes, at: int) -> int:
    try:
        return struct.unpack_from(form, data, at)[0]
    except struct.error as error:
        raise Broken from error


END_OF: dict[str, Callable[[bytes], int]] = {
    "JPEG": _end_of_jpeg,
    "PNG": _end_of_png,
    "WEBP": _end_of_webp,
    "GIF": _end_of_gif,
    "HEIF": _end_of_heif,
}
