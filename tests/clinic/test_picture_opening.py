"""An editor sends a picture. It comes out upright and silent, or with a sentence."""

from __future__ import annotations

import threading
import zlib

import pytest
from PIL import Image

from clinic import picture_opening
from clinic.picture_opening import (
    BROKEN,
    NO_PICTURE,
    TOO_HEAVY,
    TOO_MANY_PIXELS,
    TOO_MUCH_BESIDE,
    TOO_SMALL,
    Refused,
    open_safely,
)
from tests.clinic.picture_samples import (
    HEIC,
    chunk,
    halves,
    moving,
    photo,
    png,
    profile,
    quarters,
    saved,
    svg,
    swapping_profile,
    told,
)


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        open_safely(data)
    return str(refused.value)


def colours(image: Image.Image) -> list[str]:
    """Name the colours of the four corners: top left, top right, bottom left, bottom right."""
    right, bottom = image.width - 4, image.height - 4
    return [named(image.getpixel(at)) for at in ((3, 3), (right, 3), (3, bottom), (right, bottom))]


def named(pixel: tuple[int, ...]) -> str:
    known = {"red": (255, 0, 0), "blue": (0, 0, 255), "green": (0, 128, 0), "white": (255,) * 3}
    near = [
        name
        for name, colour in known.items()
        if all(abs(a - b) < 40 for a, b in zip(colour, pixel, strict=False))
    ]
    return near[0] if near else str(pixel)


LEFT_RED = ["red", "blue", "red", "blue"]
TOP_RED = ["red", "red", "blue", "blue"]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_each_format_is_opened(form):
    image = open_safely(saved(halves(), form))

    assert (image.size, image.mode) == ((300, 200), "RGB")
    assert colours(image) == LEFT_RED


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("orientation", "seen"),
    list(
        enumerate(
            [
                "red green blue white",
                "green red white blue",
                "white blue green red",
                "blue white red green",
                "red blue green white",
                "blue red white green",
                "white green blue red",
                "green white red blue",
            ],
            1,
        )
    ),
)
def test_a_photo_taken_askew_stands_upright(form, orientation, seen):
    image = open_safely(told(form, quarters(), orientation))

    assert image.size == ((200, 300) if orientation > 4 else (300, 200))
    assert colours(image) == seen.split()


def test_a_photo_of_an_iphone_is_turned_once():
    image = open_safely(HEIC)

    assert image.size == (80, 120)
    assert colours(image) == TOP_RED


def test_nobody_else_opens_heic_because_we_do():
    open_safely(HEIC)

    assert "HEIF" not in Image.OPEN


def test_notes_that_cannot_be_read_do_not_spoil_the_picture():
    spoiled = told("JPEG", halves()).replace(b"Exif\0\0MM\0*", b"Exif\0\0MM\0?")

    assert colours(open_safely(spoiled)) == LEFT_RED
    assert colours(open_safely(told("JPEG", halves(), orientation=99))) == LEFT_RED


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_nothing_is_left_of_what_the_file_told(form):
    image = open_safely(told(form))

    assert image.info == {}
    assert not image.getexif()


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_of_a_moving_picture_the_first_frame_is_kept(form):
    assert colours(open_safely(moving(form))) == LEFT_RED


def test_a_picture_for_the_printing_press_keeps_its_colours():
    assert colours(open_safely(saved(halves(mode="CMYK"), "JPEG", quality=95))) == LEFT_RED


def test_sixteen_bits_become_eight():
    grey = Image.new("I;16", (100, 100), 40_000)

    assert open_safely(saved(grey, "PNG")).getpixel((50, 50)) == (156, 156, 156)


@pytest.mark.parametrize("mode", ["1", "L"])
def test_grey_stays_grey(mode):
    assert (
        open_safely(saved(Image.new(mode, (100, 100), 255), "PNG")).getpixel((9, 9)) == (255,) * 3
    )


def test_what_shines_through_is_kept():
    halved = halves(mode="RGBA")
    halved.paste((0, 0, 0, 0), (0, 0, 150, 200))

    for file in (saved(halved, "PNG"), saved(halved, "WEBP", lossless=True), saved(halved, "GIF")):
        image = open_safely(file)
        assert image.mode == "RGBA"
        assert [image.getpixel(at)[3] for at in ((9, 9), (290, 9))] == [0, 255]


def test_a_palette_with_a_see_through_colour():
    palette = halves(mode="P")
    clear = palette.getpixel((3, 3))

    image = open_safely(saved(palette, "PNG", transparency=clear))

    assert [image.getpixel(at)[3] for at in ((9, 9), (290, 9))] == [0, 255]


def test_an_alpha_that_hides_nothing_is_dropped():
    assert open_safely(saved(halves(mode="RGBA"), "PNG")).mode == "RGB"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_colours_follow_the_profile_that_came_along(form):
    file = saved(halves(), form, icc_profile=swapping_profile(), quality=95)

    assert colours(open_safely(file)) == LEFT_RED[::-1]


@pytest.mark.parametrize("wrong", [b"no profile", profile()[:200], profile()])
def test_a_profile_that_does_not_fit_is_passed_over(wrong):
    grey = Image.new("L", (100, 100), 255)

    assert open_safely(saved(grey, "JPEG", icc_profile=wrong)).getpixel((9, 9)) == (255,) * 3


@pytest.mark.parametrize(
    ("sent", "size"),
    [((4000, 3000), (2400, 1800)), ((1000, 5000), (480, 2400)), ((6000, 80), (2400, 32))],
)
def test_a_large_picture_becomes_as_large_as_we_need(sent, size):
    image = open_safely(saved(halves(*sent), "JPEG"))

    assert image.size == size


@pytest.mark.parametrize("size", [(79, 300), (300, 79), (32, 32), (1, 1)])
def test_an_icon_is_refused(size):
    assert refusal(saved(halves(*size), "PNG")) == TOO_SMALL


def test_a_file_that_is_too_heavy_is_refused_unread():
    data = saved(halves(), "JPEG")

    assert refusal(data + bytes(20 * 1024 * 1024)) == TOO_HEAVY
    assert open_safely(data + bytes(20 * 1024 * 1024 - len(data)))


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"\0", b"II*\0" + bytes(200), b"BM" + bytes(200), b"%PDF-1.7\n" + bytes(200)),
        *(svg(), b"<!doctype html><p>Hello", b"PK\x03\x04" + bytes(99), b"\xff\xd8", b"GIF88a;"),
        *(b"\0\0\0\x18ftypisom\0\0\0\0isommp42", b"RIFF\0\0\0\0WAVEfmt ", b"\0\0\0 ftyp"),
    ],
)
def test_what_is_no_picture_is_refused_whatever_its_name(data):
    assert refusal(data) == NO_PICTURE


def test_a_small_file_of_too_many_pixels_is_refused_before_it_is_decoded():
    bomb = png(10_000, 6_000)

    assert len(bomb) < 100_000
    assert refusal(bomb) == TOO_MANY_PIXELS


@pytest.mark.parametrize("size", [(10_000, 6_000), (20_000, 20_000), (2**31 - 1, 2**31 - 1)])
def test_it_is_enough_that_the_file_says_so(size):
    assert refusal(png(*size, rows=b"")) == TOO_MANY_PIXELS


@pytest.mark.parametrize(
    ("form", "at", "size"),
    [
        ("GIF", 6, b"\xff\xff\xff\xff"),
        ("WEBP", 24, b"\xfe\x3f\0\xfe\x3f\0"),
    ],
)
def test_a_moving_bomb_is_refused(form, at, size):
    bomb = bytearray(moving(form))
    bomb[at : at + len(size)] = size

    assert refusal(bytes(bomb)) == TOO_MANY_PIXELS


@pytest.mark.parametrize("image", [halves(), halves(mode="RGBA")])
def test_an_avif_could_lie_about_its_size_and_is_never_decoded(image):
    assert refusal(saved(image, "AVIF")) == NO_PICTURE
    assert refusal(moving("AVIF")) == NO_PICTURE


@pytest.mark.parametrize("name", [b"zTXt", b"iTXt", b"iCCP"])
def test_words_that_swell_are_refused(name):
    swelling = zlib.compress(bytes(50_000_000), 9)
    start = b"Comment\0\1\0\0\0" if name == b"iTXt" else b"Comment\0\0"

    assert refusal(png(100, 100, chunk(name, start + swelling))) == BROKEN


def test_a_huge_colour_profile_is_refused():
    huge = profile() + bytes(5_000_000)

    assert refusal(saved(halves(), "JPEG", icc_profile=huge)) == TOO_MUCH_BESIDE


def test_two_pictures_are_in_work_at_once_and_a_refused_one_frees_its_place():
    for _ in range(3):
        refusal(saved(halves(9, 9), "PNG"))
    with picture_opening.DECODERS, picture_opening.DECODERS:
        third = threading.Thread(target=open_safely, args=[saved(photo(), "PNG")], daemon=True)
        third.start()
        third.join(0.2)
        assert third.is_alive()

    third.join(10)
    assert not third.is_alive()
