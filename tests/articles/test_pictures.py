"""What becomes of a picture: one master, and every size and format that readers get."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from articles.pictures import Refused, accept, names, renditions
from clinic import picture_opening, uploads
from tests.clinic.picture_samples import HEIC, dotted, halves, photo, saved, svg, told

SECRETS = (b"Exif", b"EXIF", b"GPS", b"http://ns.adobe", b"xmpmeta", b"iCCP", b"ICCP")
SECRETS += (b"ICC_PROFILE", b"acsp", b"Clinic phone", b"at home")


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def stems(planned) -> list[str]:
    return list(dict.fromkeys(each.name.split(".")[0] for each in planned))


def sizes(planned) -> dict[str, tuple[int, int]]:
    return {each.name.split(".")[0]: (each.width, each.height) for each in planned}


def red(image: Image.Image) -> tuple[float, float] | None:
    """Return where the red dot is, in hundredths of the picture."""
    is_red = [
        band.point(lambda level: 255 * (level < 128)) for band in image.convert("RGB").split()
    ]
    left, top, right, bottom = is_red[1].getbbox() or (0, 0, 0, 0)
    if not right:
        return None
    return (left + right) * 50 / image.width, (top + bottom) * 50 / image.height


def test_a_photo_becomes_a_master_of_2400_pixels():
    master = accept(saved(halves(4000, 3000), "JPEG"))

    assert (master.width, master.height, master.mime) == (2400, 1800, "image/webp")
    assert (opened(master.data).size, opened(master.data).format) == ((2400, 1800), "WEBP")


def test_a_small_picture_keeps_its_size():
    assert accept(saved(photo(640, 360), "PNG")).width == 640


def test_a_refused_file_has_no_master():
    with pytest.raises(Refused, match="Save it as JPEG, PNG, WebP, HEIC or GIF"):
        accept(svg())


def test_a_drawing_of_few_colours_loses_nothing():
    drawing = Image.new("RGB", (300, 200), "white")
    ImageDraw.Draw(drawing).line((0, 0, 299, 199), fill=(201, 40, 40), width=1)

    master = accept(saved(drawing, "PNG"))

    assert opened(master.data).convert("RGB").tobytes() == drawing.tobytes()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIC"])
def test_neither_place_nor_camera_nor_owner_reach_a_reader(form):
    sent = HEIC if form == "HEIC" else told(form, photo(900, 600))
    assert b"GPS" in sent or b"Clinic phone" in sent or form == "PNG"

    master = accept(sent)

    for data in (master.data, *(each.data for each in renditions(master.data))):
        assert [word for word in SECRETS if word in data] == []
        assert not opened(data).getexif()
        assert {"icc_profile", "xmp", "comment"} & set(opened(data).info) == set()


def test_the_widths_and_cards_of_a_photo():
    assert sizes(names(2400, 1800)) == {
        "w480": (480, 360),
        "w800": (800, 600),
        "w1200": (1200, 900),
        "w1600": (1600, 1200),
        "c360-50-50": (360, 240),
        "c720-50-50": (720, 480),
    }


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((1600, 900), ["w480", "w800", "w1200", "w1600", "c360-50-50", "c720-50-50"]),
        ((1599, 900), ["w480", "w800", "w1200", "w1599", "c360-50-50", "c720-50-50"]),
        ((1000, 400), ["w480", "w800", "w1000", "c360-50-50", "c600-50-50"]),
        ((480, 480), ["w480", "c360-50-50", "c480-50-50"]),
        ((300, 900), ["w300", "c300-50-50"]),
        ((80, 80), ["w80", "c80-50-50"]),
        ((2400, 32), ["w480", "w800", "w1200", "w1600", "c48-50-50"]),
        ((32, 2400), ["w32", "c32-50-50"]),
        ((2400, 1), ["w480", "w800", "w1200", "w1600", "c1-50-50"]),
    ],
)
def test_nothing_is_blown_up(size, expected):
    assert stems(names(*size)) == expected
    assert all(each.width <= size[0] and each.height for each in names(*size))


@pytest.mark.parametrize(
    ("size", "focal"),
    [
        ((2400, 1800), (50, 50)),
        ((1800, 2400), (10, 90)),
        ((1000, 400), (0, 100)),
        ((999, 667), (33, 67)),
        ((80, 80), (50, 50)),
        ((81, 1201), (100, 0)),
        ((2400, 32), (99, 1)),
        ((2400, 1), (50, 50)),
    ],
)
def test_what_is_planned_is_what_is_made(size, focal):
    master = saved(halves(*size), "WEBP")

    made = list(renditions(master, focal=focal))

    assert [(each.name, each.mime, each.width, each.height) for each in made] == [
        (each.name, each.mime, each.width, each.height) for each in names(*size, focal)
    ]
    for each in made:
        image = opened(each.data)
        assert image.size == (each.width, each.height)
        assert Image.MIME[image.format] == each.mime


def test_a_name_says_its_width_its_format_and_where_the_card_was_cut():
    by_name = {each.name: each.mime for each in names(2400, 1800, (20, 75))}

    assert by_name["w480.avif"] == "image/avif"
    assert by_name["w1600.jpg"] == "image/jpeg"
    assert by_name["c360-20-75.webp"] == "image/webp"
    assert all(re.fullmatch(r"(w\d+|c\d+-\d+-\d+)\.(avif|webp|jpg)", name) for name in by_name)


@pytest.mark.parametrize("focal", [(50, 50), (5, 50), (95, 50), (30, 10), (80, 95), (2, 98)])
@pytest.mark.parametrize("size", [(2000, 600), (600, 2000), (1500, 1000)])
def test_a_card_holds_what_matters(size, focal):
    dot = dotted((size[0] * focal[0] // 100, size[1] * focal[1] // 100), *size)

    cards = [each for each in renditions(saved(dot, "WEBP"), focal=focal) if each.name[0] == "c"]

    assert cards
    for card in cards:
        assert abs(card.width * 2 - card.height * 3) <= 2
        assert red(opened(card.data)) is not None


def test_a_card_is_cut_around_the_focal_point():
    dot = dotted((1500, 300), 2000, 600)

    cards = [each for each in renditions(saved(dot, "WEBP"), focal=(75, 50)) if each.name[0] == "c"]

    assert red(opened(cards[0].data)) == pytest.approx((50, 50), abs=2)


def test_readers_see_the_picture_upright_in_its_colours():
    for each in renditions(accept(HEIC).data):
        image = opened(each.data).convert("RGB")
        above, below = image.getpixel((20, 5)), image.getpixel((20, image.height - 6))
        assert above[0] > 200 > 60 > above[2]
        assert below[2] > 200 > 60 > below[0]


def test_what_shines_through_is_white_where_the_format_knows_no_alpha():
    drawing = photo(600, 400).convert("RGBA")
    drawing.paste((0, 0, 0, 0), (0, 0, 300, 400))

    for each in renditions(accept(saved(drawing, "PNG")).data):
        image = opened(each.data)
        if each.mime == "image/jpeg":
            assert min(image.getpixel((5, 5))) > 245
        else:
            assert image.getpixel((5, 5))[3] == 0


def test_a_jpeg_shows_early():
    made = renditions(saved(photo(), "WEBP"))
    jpegs = [each.data for each in made if each.mime == "image/jpeg"]

    assert all(opened(data).info["progressive"] for data in jpegs)


def test_the_modern_formats_are_lighter():
    weights = {each.name: len(each.data) for each in renditions(saved(photo(900, 600), "WEBP"))}

    assert weights["w800.avif"] < weights["w800.jpg"]
    assert weights["w800.webp"] < weights["w800.jpg"]


def test_a_reader_of_renditions_who_stops_early_keeps_no_place():
    for _ in range(3):
        next(renditions(saved(photo(), "WEBP")))

    assert list(renditions(saved(photo(), "WEBP")))


def test_the_limit_is_that_of_the_upload():
    assert picture_opening.MOST_BYTES == uploads.MOST_BYTES
