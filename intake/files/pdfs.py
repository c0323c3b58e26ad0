"""A PDF, written anew with what its pages show and nothing else.

No script, action, link, form, embedded file or metadata goes along: what a filled form or a remark
shows is drawn onto its page first. Whoever calls this gives it a limit of memory and of time, for
the reader of the file unpacks parts of it before we can count them.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from clinic import picture_files
from intake.files import refusals
from intake.files.jpegs import without_notes
from intake.files.kinds import START_OF_PDF
from intake.files.refusals import Refused

END = b"%%EOF"
MOST_PAGES = 50
MOST_OBJECTS = 20_000
MOST_PIXELS = 50_000_000  # of one picture on a page: a sheet of paper, scanned finely
MOST_UNPACKED = 200 * 1024 * 1024  # of all parts together

KEPT_OF_ROOT = frozenset({"/Type", "/Pages"})
KEPT_OF_PAGE = frozenset(
    {
        *("/Type", "/Parent", "/Contents", "/Resources", "/Group", "/Rotate", "/UserUnit"),
        *("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"),
    }
)
# What may hang on any other object and is no part of what a page shows.
NEVER = frozenset(
    {
        *(
            "/Metadata",
            "/PieceInfo",
            "/LastModified",
            "/AF",
            "/EF",
            "/AA",
            "/A",
            "/JS",
            "/JavaScript",
        ),
        *("/OpenAction", "/Ref", "/OPI", "/Alternates", "/Measure", "/PtData", "/StructParent"),
        *("/StructParents", "/FFilter", "/FDecodeParms", "/URI", "/Launch", "/EmbeddedFiles"),
    }
)
# In these the keys are names that the file gives to its fonts and pictures, such as /A.
NAMESPACES = frozenset(
    {
        *("/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/Properties"),
        *("/CharProcs", "/Colorants"),
    }
)
UNREADABLE = (
    *(pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError),
    *(NotImplementedError, RuntimeError, OverflowError),
)


def clean_pdf(data: bytes) -> bytes:
    """Return a new PDF of the same pages, or raise Refused."""
    _examine(data)
    try:
        with pikepdf.open(BytesIO(data), attempt_recovery=False) as pdf:
            return _cleaned(pdf)
    except pikepdf.PasswordError as error:
        raise Refused(refusals.LOCKED_PDF) from error
    except (MemoryError, RecursionError) as error:
        raise Refused(refusals.TOO_MUCH_PDF) from error
    except UNREADABLE as error:
        raise error if isinstance(error, Refused) else Refused(refusals.BROKEN_PDF) from error


def _examine(data: bytes) -> None:
    """Look at both ends: nothing stands before the header, and no other file behind the end."""
    if not data.startswith(START_OF_PDF):
        raise Refused(refusals.NOT_ONLY_A_PDF)
    end = data.rfind(END)
    if end < 0:
        raise Refused(refusals.BROKEN_PDF)
    if data[end + len(END) :].strip(picture_files.PADDING) or zipfile.is_zipfile(BytesIO(data)):
        raise Refused(refusals.NOT_ONLY_A_PDF)


def _cleaned(pdf: pikepdf.Pdf) -> bytes:
    if pdf.is_encrypted:
        raise Refused(refusals.LOCKED_PDF)
    if len(pdf.objects) > MOST_OBJECTS:
        raise Refused(refusals.TOO_MUCH_PDF)
    if not 0 < len(pdf.pages) <= MOST_PAGES:
        raise Refused(refusals.TOO_MANY_PAGES if len(pdf.pages) else refusals.BROKEN_PDF)
    _draw_what_is_filled_in(pdf)
    _keep_only(pdf.Root, KEPT_OF_ROOT)
    for key in set(pdf.trailer.keys()) - {"/Root", "/Size"}:
        del pdf.trailer[key]
    for page in pdf.pages:
        _keep_only(page.obj, KEPT_OF_PAGE)
    unpacked = 0
    for part in _parts(pdf.Root.Pages):
        if isinstance(part, Stream):
            unpacked += _mended(part, MOST_UNPACKED - unpacked)
    file = BytesIO()
    pdf.save(
        file,
        deterministic_id=True,
        compress_streams=True,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        recompress_flate=False,
    )
    return file.getvalue()


def _draw_what_is_filled_in(pdf: pikepdf.Pdf) -> None:
    if pikepdf.Name.AcroForm in pdf.Root:
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("all")


def _keep_only(thing: Object, kept: frozenset[str]) -> None:
    for key in set(thing.keys()) - kept:
        del thing[key]


def _parts(root: Object) -> Iterator[Object]:
    """Yield every dictionary and stream below, each once, without what it may not hold."""
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Any, bool]] = [(root, False)]
    while waiting:
        part, has_own_names = waiting.pop()
        if not isinstance(part, Array | Dictionary | Stream):
            continue
        if part.is_indirect:
            if part.objgen in seen:
                continue
            seen.add(part.objgen)
        if isinstance(part, Array):
            waiting.extend((each, False) for each in part)
            continue
        if not has_own_names:
            _drop_what_never_shows(part)
        yield part
        waiting.extend((value, key in NAMESPACES) for key, value in part.items())


def _drop_what_never_shows(part: Object) -> None:
    for key in set(part.keys()) & NEVER:
        del part[key]
    # The stream of a file elsewhere; in other dictionaries this key has honest uses.
    if isinstance(part, Stream) and Name.F in part:
        raise Refused(refusals.NOT_ONLY_A_PDF)
    if part.get("/Subtype") == Name.PS:
        raise Refused(refusals.NOT_ONLY_A_PDF)


def _mended(stream: Stream, most: int) -> int:
    """Return how large the stream is once it is unpacked; a JPEG in it loses its notes."""
    if int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > MOST_PIXELS:
        raise Refused(refusals.TOO_MUCH_PDF)
    data = stream.read_raw_bytes()
    filters = _filters(stream)
    while filters and filters[0] in ("/FlateDecode", "/Fl"):
        data, filters = _inflated(data, most), filters[1:]
    if filters in (["/DCTDecode"], ["/DCT"]):
        stream.write(without_notes(data), filter=Name.DCTDecode)
    elif filters and filters[0] not in ("/JPXDecode", "/CCITTFaxDecode", "/CCF", "/JBIG2Decode"):
        data = stream.read_bytes(pikepdf.StreamDecodeLevel.specialized)
    if len(data) > most:
        raise Refused(refusals.TOO_MUCH_PDF)
    return len(data)


def _filters(stream: Stream) -> list[str]:
    named = stream.get("/Filter")
    if named is None:
        return []
    return [str(each) for each in named] if isinstance(named, Array) else [str(named)]


def _inflated(data: bytes, most: int) -> bytes:
    """Unpack, but never more than one byte too many. What is cut short stays so."""
    unpacker = zlib.decompressobj()
    try:
        unpacked = unpacker.decompress(data, most + 1)
    except zlib.error as error:
        raise Refused(refusals.BROKEN_PDF) from error
    if len(unpacked) > most:
        raise Refused(refusals.TOO_MUCH_PDF)
    return unpacked
