"""What stands in a file beside its picture: what phones add is taken, what hides is refused."""

from __future__ import annotations

import struct

import pytest
from PIL import Image

from clinic import picture_files
from clinic.picture_opening import BROKEN, TRICKED, Refused, open_safely
from tests.clinic.picture_samples import (
    HEIC,
    MARKUP,
    archive,
    box,
    chunk,
    halves,
    photo,
    png,
    saved,
    told,
    with_segment,
)

FORMS = ("JPEG", "PNG", "WEBP", "GIF", "HEIC")
FILM = box(b"ftyp", b"mp42\0\0\0\0mp42isom") + box(b"mdat", bytes(range(256)) * 40)
LONG_BOX = struct.pack(">I4sQ", 1, b"mdat", 16 + 300) + bytes(300)
LAST_BOX = struct.pack(">I4s", 0, b"mdat") + bytes(300)


def file(form: str) -> bytes:
    if form == "HEIC":
        return HEIC
    return saved(photo(160, 120).quantize(64) if form == "GIF" else photo(160, 120), form)


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        open_safely(data)
    return str(refused.value)


@pytest.mark.parametrize("form", FORMS)
def test_the_end_of_the_picture_is_found(form):
    data = file(form)
    name = picture_files.kind(data)

    assert picture_files.END_OF[name](data) == len(data)
    if form != "HEIC":
        assert picture_files.END_OF[name](data + b"and more") == len(data)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "after",
    [
        *(bytes(4096), b"\r\n", b"\xff" * 9, FILM, bytes(16) + FILM),
        *(box(b"mpvd", FILM), box(b"<ab>", FILM), b"\0\0\1\x0a\x0e\0\0\0Image_UTC_Data" + b"SEFT"),
        *(saved(halves(), "JPEG"), LONG_BOX, box(b"free", b"") + LAST_BOX),
    ],
    ids=range(11),
)
def test_what_phones_add_behind_a_picture_is_taken(form, after):
    assert open_safely(file(form) + after)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "after",
    [
        *(archive(), bytes(64) + archive(), b"any words before" + archive(), b"PK\x03\x04" + FILM),
        *(MARKUP, b"\n\n<SCRIPT src=//evil.example>", b"words <?php system($_GET[1]); ?>"),
        *(b"<html><body>", b"<svg onload=alert(1)>", b"<img/src=x onerror=alert(1)>", b"<!-- -->"),
        *(
            b"%PDF-1.7\n1 0 obj",
            bytes(99) + b"%PDF-1.4",
            bytes(9) + b"Rar!\x1a\x07\0",
            b"Rar!\x1a\x07\0",
            b"7z\xbc\xaf\x27\x1c",
        ),
        *(b"\x7fELF\2\1\1", b"MZ\x90\0", b"#!/bin/sh\n"),
    ],
)
def test_another_file_behind_the_picture_is_refused(form, after):
    assert refusal(file(form) + after) == TRICKED


HIDDEN = [
    with_segment(file("JPEG"), 0xFE, MARKUP),
    with_segment(file("JPEG"), 0xFE, b"<?PHP phpinfo();"),
    with_segment(file("JPEG"), 0xE3, b"%PDF-1.3\n"),
    with_segment(file("JPEG"), 0xEF, archive()),
    png(100, 100, chunk(b"tEXt", b"Comment\0<html><body>")),
    png(100, 100, chunk(b"prIv", MARKUP)),
    png(100, 100, chunk(b"tEXt", b"Comment\0" + archive())),
    saved(halves(), "WEBP", xmp=b"<x:xmpmeta><!DOCTYPE  html></x:xmpmeta>"),
    saved(halves(), "GIF", comment=MARKUP),
    HEIC + box(b"free", MARKUP),
]


@pytest.mark.parametrize("data", HIDDEN, ids=range(len(HIDDEN)))
def test_markup_and_archives_in_the_notes_are_refused(data):
    assert refusal(data) == TRICKED


def test_words_about_a_picture_are_no_markup():
    words = b"Veins < 3 mm <b>and</b> scripts; PK, MZ, #! and 50% PDF"

    assert open_safely(with_segment(file("JPEG"), 0xFE, words))
    assert open_safely(told("JPEG"))


def test_a_picture_that_is_also_a_script_is_refused():
    gif = file("GIF")
    jpeg = with_segment(file("JPEG"), 0xE0, b"JFIF\0" + bytes(0x2F2A - 7))

    assert jpeg[4:6] == b"/*"
    assert open_safely(jpeg)
    assert refusal(with_segment(jpeg, 0xFE, b"")[:2] + jpeg[2:] + b"*/=alert(1)") == TRICKED
    assert refusal(b"GIF89a/*" + gif[8:] + b"*/=1;alert(1)") == TRICKED
    assert refusal(b"GIF89a=1" + gif[8:]) == TRICKED


@pytest.mark.parametrize("form", FORMS)
def test_a_cut_file_is_refused_wherever_it_was_cut(form):
    data = file(form)

    for length in range(40, len(data) - 1, max(1, len(data) // 60)):
        assert refusal(data[:length]) == BROKEN


@pytest.mark.parametrize("form", ["PNG", "WEBP", "GIF", "HEIC", "JPEG"])
def test_a_file_of_noise_behind_an_honest_start_is_refused(form):
    noise = Image.effect_noise((64, 64), 99).tobytes()

    assert refusal(file(form)[:32] + noise) == BROKEN


def test_a_jpeg_with_endless_scans_is_refused():
    jpeg = saved(photo(), "JPEG", progressive=True)
    last = jpeg.rindex(b"\xff\xda")
    scan = jpeg[last:-2]

    assert open_safely(jpeg[:-2] + scan * 5 + jpeg[-2:])
    assert refusal(jpeg[:-2] + scan * 500 + jpeg[-2:]) == BROKEN
