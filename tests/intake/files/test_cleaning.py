"""A patient sends a file: a photo or a PDF comes out, written anew, or a sentence does."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from clinic import picture_opening
from intake.files import cleaning, refusals
from intake.files.cleaning import clean
from intake.files.kinds import MOST_BYTES, is_taken
from intake.files.photos import TOLD
from intake.files.refusals import Refused
from tests.clinic.picture_samples import (
    HEIC,
    MARKUP,
    archive,
    halves,
    photo,
    png,
    quarters,
    saved,
    svg,
    told,
)
from tests.intake.files.pdf_samples import letter

NOTES = (b"Exif", b"EXIF", b"GPS", b"http://ns.adobe", b"xmpmeta", b"ICC_PROFILE", b"acsp")
NOTES += (b"Clinic phone", b"at home")
PDF = "application/pdf"


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def refusal(data: bytes, **how) -> str:
    with pytest.raises(Refused) as refused:
        clean(data, **how)
    return str(refused.value)


@pytest.mark.parametrize("data", [told("JPEG"), told("PNG"), told("WEBP"), HEIC])
def test_each_photo_becomes_a_jpeg_without_a_note(data):
    cleaned = clean(data)

    assert cleaned.content_type == "image/jpeg"
    assert opened(cleaned.data).format == "JPEG"
    assert not any(note in cleaned.data for note in NOTES)
    assert not opened(cleaned.data).getexif()


def test_a_photo_taken_askew_stands_upright():
    image = opened(clean(told("JPEG", quarters(), orientation=6)).data)

    assert image.size == (200, 300)
    red, green, blue = image.getpixel((190, 10))
    assert red > 200 and green < 60 and blue < 60
    assert opened(clean(HEIC).data).size == (80, 120)


@pytest.mark.parametrize(
    ("sent", "size"),
    [((4032, 3024), (2048, 1536)), ((3024, 4032), (1536, 2048)), ((2048, 90), (2048, 90))],
)
def test_no_side_is_longer_than_2048(sent, size):
    assert opened(clean(saved(halves(*sent), "JPEG")).data).size == size


def test_what_shines_through_stands_on_white():
    clear = Image.new("RGBA", (100, 100), (255, 0, 0, 0))

    assert opened(clean(saved(clear, "PNG")).data).getpixel((50, 50)) == (255, 255, 255)


def test_a_pdf_stays_a_pdf():
    cleaned = clean(letter())

    assert cleaned.content_type == PDF
    assert cleaned.data.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("types", "becomes"),
    [
        ((), "image/jpeg"),
        (("image/*",), "image/jpeg"),
        (("image/jpg", PDF), "image/jpeg"),
        (("image/png",), "image/png"),
        (("image/webp", "image/heic"), "image/webp"),
        (("IMAGE/PNG ",), "image/png"),
    ],
)
def test_a_photo_becomes_what_the_question_takes(types, becomes):
    for data in (told("JPEG"), HEIC):
        cleaned = clean(data, types=types)
        assert cleaned.content_type == becomes
        assert opened(cleaned.data).format == becomes.partition("/")[2].upper()


def test_a_question_may_take_only_one_kind():
    assert refusal(letter(), types=["image/jpeg"]) == refusals.ONLY_PHOTOS
    assert refusal(b"words", types=["image/jpeg"]) == refusals.ONLY_PHOTOS
    assert refusal(told("JPEG"), types=[PDF]) == refusals.ONLY_PDFS
    assert refusal(b"words", types=[PDF]) == refusals.ONLY_PDFS
    assert is_taken(PDF, ["*/*"]) and is_taken(PDF, []) and not is_taken(PDF, ["image/*"])


@pytest.mark.parametrize(
    "data",
    [
        *(b"words", svg(), b"PK\x03\x04" + bytes(99), b"\0\0\0\x18ftypisom\0\0\0\0isommp42"),
        *(MARKUP, saved(halves(), "GIF"), saved(halves(), "TIFF"), saved(halves(), "AVIF")),
    ],
)
def test_other_files_are_refused_whatever_their_name(data):
    assert refusal(data) == refusals.WRONG_KIND


def test_an_empty_file_is_refused():
    assert refusal(b"") == refusals.EMPTY


def test_a_file_above_ten_megabytes_is_refused_unread(monkeypatch):
    monkeypatch.setattr(cleaning, "_written_anew", pytest.fail)

    assert refusal(bytes(MOST_BYTES + 1)) == refusals.TOO_HEAVY


def test_a_question_may_take_less():
    data = saved(photo(900, 900), "JPEG", quality=95)

    assert refusal(data, most_bytes=len(data) - 1) == refusals.TOO_HEAVY_HERE
    assert clean(data, most_bytes=len(data))


def test_what_grew_on_the_way_is_too_large_for_the_question_as_well():
    data = saved(photo(900, 900), "WEBP", quality=1)

    assert refusal(data, most_bytes=len(data)) == refusals.TOO_HEAVY_HERE


def test_a_bomb_of_144_megapixels_is_refused():
    bomb = png(12_000, 12_000)

    assert len(bomb) < 200_000
    assert refusal(bomb) == refusals.TOO_MANY_PIXELS


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("other", [MARKUP, archive(), letter()])
def test_a_photo_that_is_something_else_as_well_is_refused(form, other):
    assert refusal(told(form) + other) == refusals.NOT_ONLY_A_PHOTO


def test_an_archive_that_begins_as_a_gif_is_refused():
    assert refusal(saved(halves(), "GIF") + archive()) == refusals.WRONG_KIND


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_cut_photo_is_refused(form):
    data = told(form)

    assert refusal(data[: len(data) // 2]) == refusals.BROKEN_PHOTO
    assert refusal(HEIC[:-20]) == refusals.BROKEN_PHOTO


def test_every_refusal_of_the_floor_has_words_for_patients():
    sentences = {
        value
        for name, value in vars(picture_opening).items()
        if name.isupper() and isinstance(value, str)
    }

    assert set(TOLD) == sentences


def test_every_refusal_says_what_to_do():
    told_to = ("Choose", "choose", "take", "Take", "Save")
    sentences = [v for k, v in vars(refusals).items() if k.isupper()]

    assert len(sentences) > 12
    assert all(any(word in each for word in told_to) for each in sentences)
