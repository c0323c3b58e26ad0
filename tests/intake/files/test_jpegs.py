"""A JPEG loses its notes, and not a pixel."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from intake.files.jpegs import without_notes
from tests.clinic.picture_samples import halves, saved, told

TOLD = (b"Clinic phone", b"at home", b"Exif", b"http://ns.adobe", b"acsp")


def pixels(data: bytes) -> bytes:
    image = Image.open(BytesIO(data), formats=["JPEG"])
    return image.mode.encode() + image.tobytes()


@pytest.mark.parametrize(
    "data",
    [
        told("JPEG"),
        saved(halves(), "JPEG", progressive=True),
        saved(halves(mode="CMYK"), "JPEG"),
        saved(halves(mode="L"), "JPEG"),
    ],
)
def test_pixels_stay_and_notes_go(data):
    bare = without_notes(data)

    assert pixels(bare) == pixels(data)
    assert not any(word in bare for word in TOLD)


def test_what_stands_behind_the_picture_goes():
    assert without_notes(told("JPEG") + b"and more") == without_notes(told("JPEG"))


def test_what_fills_up_between_the_parts_is_passed_over():
    data = saved(halves(), "JPEG")

    assert pixels(without_notes(data[:2] + b"\xff\xff" + data[2:])) == pixels(data)


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe0\0\x10JF"]
)
def test_what_is_cut_short_is_refused(data):
    with pytest.raises(ValueError, match=r"cut short|not a JPEG"):
        without_notes(data)


def test_the_end_of_a_picture_may_be_missing():
    assert without_notes(saved(halves(), "JPEG")[:-2])
