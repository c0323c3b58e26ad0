"""A patient sends a PDF. It comes out with what its pages show, or with a sentence."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from intake.files import pdfs, refusals
from intake.files.pdfs import clean_pdf
from intake.files.refusals import Refused
from tests.clinic.picture_samples import MARKUP, archive, told
from tests.intake.files.pdf_samples import (
    WORDS,
    blank,
    filled_form,
    letter,
    loaded,
    saved,
    scan,
    swelling,
)

TOLD = (b"Clinic phone", b"at home", b"Exif", b"http://ns.adobe")


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        clean_pdf(data)
    return str(refused.value)


def unpacked(data: bytes) -> bytes:
    """Return a PDF with every part of it laid open."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return saved(
            pdf,
            qdf=True,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )


def test_the_pages_come_out_as_they_were():
    with pikepdf.open(BytesIO(clean_pdf(letter(3)))) as pdf:
        assert [page.Contents.read_bytes() for page in pdf.pages] == [WORDS] * 3
        assert pdf.pages[0].Resources.Font.A.BaseFont == Name.Helvetica
        assert [*pdf.pages[0].MediaBox] == [0, 0, 200, 200]


def test_nothing_that_could_hurt_or_tell_is_left():
    before, after = unpacked(loaded()), unpacked(clean_pdf(loaded()))

    assert before.lower().count(b"harm") > 10
    assert b"harm" not in after.lower()
    for word in (b"JavaScript", b"/JS", b"OpenAction", b"/AA <<", b"/Launch", b"/URI", b"Annots"):
        assert word not in after
    for word in (
        b"EmbeddedFile",
        b"/EF",
        b"/Metadata",
        b"/PieceInfo",
        b"/Info",
        b"Joan",
        b"/Names",
    ):
        assert word not in after
    assert b"(My left leg)" in after


def test_a_picture_may_have_the_name_of_an_action():
    """/AA is what this file calls a drawing of its page; it is no action there."""
    with pikepdf.open(BytesIO(clean_pdf(loaded()))) as pdf:
        assert pdf.pages[0].Resources.XObject.AA.read_bytes() == WORDS


def test_what_is_filled_into_a_form_stays_on_the_page():
    after = unpacked(clean_pdf(filled_form()))

    assert b"Joan Alder" in after
    assert b"/AcroForm" not in after
    assert b"/Widget" not in after
    assert b"harm" not in after


@pytest.mark.parametrize("packed", [False, True])
def test_a_scan_loses_what_the_camera_told(packed):
    sent = scan(packed=packed)
    assert packed or all(word in sent for word in TOLD)

    cleaned = clean_pdf(sent)

    assert not any(word in unpacked(cleaned) for word in TOLD)
    with pikepdf.open(BytesIO(cleaned)) as pdf:
        image = pdf.pages[0].Resources.XObject.Im0
        assert pikepdf.PdfImage(image).as_pil_image().size == (300, 200)


def test_the_same_pdf_comes_out_each_time_and_stays_as_it_is():
    once = clean_pdf(loaded())

    assert clean_pdf(loaded()) == once
    assert clean_pdf(once) == once


@pytest.mark.parametrize("before", [b"\n", b"GIF89a", MARKUP, b"\xff\xd8\xff\xe0", b"#!/bin/sh\n"])
def test_nothing_may_stand_before_the_header(before):
    assert refusal(before + letter()) == refusals.NOT_ONLY_A_PDF


@pytest.mark.parametrize("behind", [archive(), MARKUP, told("JPEG"), b"\x7fELF", b"words"])
def test_nothing_may_stand_behind_the_end(behind):
    assert refusal(letter() + behind) == refusals.NOT_ONLY_A_PDF
    assert clean_pdf(letter() + b"\r\n\0\0")


def test_an_archive_is_found_inside_as_well():
    assert refusal(letter()[:-6] + archive() + b"%%EOF\n") != ""


@pytest.mark.parametrize("user", ["", "secret"])
def test_a_locked_pdf_is_refused(user):
    how = pikepdf.Encryption(owner="owner", user=user)

    assert refusal(saved(blank(), encryption=how)) == refusals.LOCKED_PDF


@pytest.mark.parametrize(
    "data",
    [
        *(b"%PDF-1.7", b"%PDF-1.7\n%%EOF", letter()[:-7], letter()[:300] + b"\n%%EOF"),
        letter().replace(b"/Pages", b"/Pagez"),
        letter().replace(b"startxref", b"startxxxx"),
        letter(3)[: len(letter(3)) // 2] + b"startxref\n0\n%%EOF",
    ],
)
def test_a_damaged_pdf_is_refused(data):
    assert refusal(data) == refusals.BROKEN_PDF


def test_a_page_that_cannot_be_unpacked_is_damage():
    pdf = blank()
    pdf.pages[0].Contents = pdf.make_stream(b"no such packing", Filter=Name.FlateDecode)

    assert refusal(saved(pdf)) == refusals.BROKEN_PDF


def test_a_pdf_without_a_page_is_damage():
    assert refusal(saved(pikepdf.new())) == refusals.BROKEN_PDF


def test_fifty_pages_are_enough():
    assert clean_pdf(letter(50))
    assert refusal(letter(51)) == refusals.TOO_MANY_PAGES


def test_a_pdf_of_very_many_objects_is_refused(monkeypatch):
    monkeypatch.setattr(pdfs, "MOST_OBJECTS", 20)

    assert clean_pdf(letter(5))
    assert refusal(letter(20)) == refusals.TOO_MUCH_PDF


def test_a_part_that_swells_is_refused():
    bomb = swelling(210)

    assert len(bomb) < 400_000
    assert refusal(bomb) == refusals.TOO_MUCH_PDF


def test_parts_count_together(monkeypatch):
    monkeypatch.setattr(pdfs, "MOST_UNPACKED", 3 * len(WORDS))

    assert clean_pdf(letter(3))
    assert refusal(letter(4)) == refusals.TOO_MUCH_PDF


def test_a_picture_of_too_many_pixels_is_refused():
    assert refusal(scan(Width=20_000, Height=20_000)) == refusals.TOO_MUCH_PDF


def test_a_picture_that_is_no_jpeg_is_damage():
    assert refusal(scan(jpeg=b"no picture")) == refusals.BROKEN_PDF


@pytest.mark.parametrize("key", ["F", "FFilter"])
def test_a_part_that_stands_in_another_file_is_not_fetched(key):
    pdf = blank()
    pdf.pages[0].Contents = pdf.make_stream(
        WORDS, {f"/{key}": pikepdf.String("file:///etc/passwd")}
    )

    if key == "F":
        assert refusal(saved(pdf)) == refusals.NOT_ONLY_A_PDF
    else:
        assert b"FFilter" not in clean_pdf(saved(pdf))


def test_postscript_is_refused():
    pdf = blank()
    script = pdf.make_stream(b"quit", Type=Name.XObject, Subtype=Name.PS)
    pdf.pages[0].Resources.XObject = Dictionary(Ps=script)

    assert refusal(saved(pdf)) == refusals.NOT_ONLY_A_PDF


def test_a_drawing_that_holds_itself_ends():
    pdf = blank()
    form = pdf.make_stream(WORDS, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    form.Resources = Dictionary(XObject=Dictionary(Again=form, Page=pdf.pages[0].obj))
    pdf.pages[0].Resources.XObject = Dictionary(Fm=form)

    assert clean_pdf(saved(pdf))


def test_boxes_in_boxes_end():
    pdf = blank()
    deep = Array()
    for _ in range(400):
        deep = Array([deep])
    pdf.pages[0].Resources.Deep = deep

    assert isinstance(clean_pdf(saved(pdf)), bytes)


@pytest.mark.parametrize("name", ["/ASCII85Decode", "/LZWDecode", "/RunLengthDecode", "/Unheard"])
def test_other_packings_are_read_or_refused(name):
    pdf = blank()
    data = {"/ASCII85Decode": b'87cURD]i,"Ebo80~>', "/RunLengthDecode": b"\x01ab\x80"}
    pdf.pages[0].Contents = Stream(pdf, data.get(name, b"\x80"), Filter=Name(name))

    try:
        clean_pdf(saved(pdf))
    except Refused as refused:
        assert name in ("/LZWDecode", "/Unheard")
        assert str(refused) == refusals.BROKEN_PDF
