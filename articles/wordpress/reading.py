"""The bytes of an export on their way to the XML parser: checked, counted, and mended once.

Old WordPress wrote addresses with a bare "&" into its exports. That is no XML, but it is
harmless and common, so each bare "&" outside CDATA and comments becomes "&amp;".
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

PIECE = 64 * 1024
HELD_BACK = 64  # bytes kept for the next piece, so that no mark or entity is cut in two

DECLARED = re.compile(rb"""\A(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
MARK = re.compile(
    rb"<!\[CDATA\[|<!--|<\?|&(?!#\d{1,8};|#[xX][0-9a-fA-F]{1,8};|[A-Za-z_][\w.-]{0,40};)"
)
ENDS = {b"<![CDATA[": b"]]>", b"<!--": b"-->", b"<?": b"?>"}


class BadExport(Exception):
    """The file is no export that can be trusted: the line and the reason, in a plain sentence."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"Line {line}: {reason}")
        self.line = line
        self.reason = reason


def pieces(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the file in pieces. Bytes that are not text are refused with their line."""
    start = stream.read(PIECE)
    if start.startswith(UTF16):
        yield from _raw(start, stream)
        return
    declared = DECLARED.match(start)
    encoding = declared[1].decode().lower() if declared else "utf-8"
    if encoding not in {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1"}:
        raise BadExport(1, f"the file says its encoding is {encoding}; save it as UTF-8.")
    yield from _mended(_checked(_raw(start, stream), encoding))


def _raw(start: bytes, stream: BinaryIO) -> Iterator[bytes]:
    piece = start
    while piece:
        yield piece
        piece = stream.read(PIECE)


def _checked(raw: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    for piece in raw:
        _refuse_control(piece, line)
        _decode(decoder, piece, line, encoding)
        yield piece
        line += piece.count(b"\n")
    _decode(decoder, b"", line, encoding, final=True)


def _refuse_control(piece: bytes, line: int) -> None:
    found = CONTROL.search(piece)
    if found:
        line += piece.count(b"\n", 0, found.start())
        raise BadExport(line, f"there is a control character (0x{found[0].hex()}) in the text.")


def _decode(
    decoder: codecs.IncrementalDecoder,
    piece: bytes,
    line: int,
    encoding: str,
    *,
    final: bool = False,
) -> None:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError as error:
        line += error.object.count(b"\n", 0, error.start)
        wrong = error.object[error.start]
        raise BadExport(line, f"the byte 0x{wrong:02x} is not {encoding.upper()} text.") from None


def _mended(raw: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the pieces with each bare "&" written out as XML wants it."""
    held, end = b"", b""
    for piece in raw:
        data = held + piece
        ready, held, end = _mend(data, end, len(data) - HELD_BACK)
        yield ready
    yield _mend(held, end, len(held))[0]


def _mend(data: bytes, end: bytes, limit: int) -> tuple[bytes, bytes, bytes]:
    """Return the part up to about the limit, mended; the rest; and the end of an open mark."""
    out, at = [], 0
    while at < limit:
        if end:
            found = data.find(end, at)
            stop = max(at, limit) if found < 0 else found + len(end)
            end = end if found < 0 else b""
        else:
            mark = MARK.search(data, at)
            if not mark or mark.start() >= limit:
                stop = limit
            else:
                out.append(data[at : mark.start()] + (b"&amp;" if mark[0] == b"&" else mark[0]))
                end = ENDS.get(mark[0], b"")
                at = mark.end()
                continue
        out.append(data[at:stop])
        at = stop
    return b"".join(out), data[at:], end
