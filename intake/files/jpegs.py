"""A JPEG inside a PDF, without what its camera wrote into it. Its pixels stay as they are."""

from __future__ import annotations

import struct

START_OF_SCAN, COMMENT = 0xDA, 0xFE
# APP0 says how dense the dots are and APP14 how the colours were turned. All others tell tales:
# place, camera, time, a small picture of what was cut away.
NOTES = frozenset({*range(0xE1, 0xEE), 0xEF, COMMENT})
BARE = frozenset({0x01, *range(0xD0, 0xD9)})


def without_notes(data: bytes) -> bytes:
    """Return the JPEG without its notes and without what stands behind it, or raise ValueError."""
    if data[:2] != b"\xff\xd8":
        raise ValueError("This is not a JPEG.")
    kept, at = [data[:2]], 2
    while True:
        if data[at : at + 1] != b"\xff" or at + 4 > len(data):
            raise ValueError("This JPEG is cut short.")
        marker = data[at + 1]
        if marker == START_OF_SCAN:
            kept.append(data[at : _end(data)])
            return b"".join(kept)
        if marker == 0xFF or marker in BARE:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        if marker not in NOTES:
            kept.append(data[at : at + 2 + length])
        at += 2 + max(2, length)


def _end(data: bytes) -> int:
    """Return where the last picture ends; a JPEG that forgets to say so is taken whole."""
    end = data.rfind(b"\xff\xd9")
    return end + 2 if end >= 0 else len(data)
