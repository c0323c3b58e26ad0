from __future__ import annotations

import pytest

from articles.wordpress.addresses import (
    absolute,
    addresses_of,
    is_picture,
    original_of,
    path_in_site,
    slug_of,
)
from articles.wordpress.export import Export, Item

SITE = Export(link="http://www.riverside.example", blog_url="https://riverside.example")
BELOW = Export(blog_url="https://example.org/veins")
UPLOADS = "https://riverside.example/wp-content/uploads/2012/12"


@pytest.mark.parametrize(
    "size",
    [
        f"{UPLOADS}/leg.jpg",
        f"{UPLOADS}/leg-300x200.jpg",
        f"{UPLOADS}/leg-scaled.jpg",
        f"{UPLOADS}/leg-rotated.jpg",
        f"{UPLOADS}/leg-scaled-300x200.jpg",
        f"{UPLOADS}/leg.jpg?w=604&h=300",
        f"{UPLOADS}/leg.jpg#top",
        f"{UPLOADS}/leg.jpg".replace("https", "http"),
        f"{UPLOADS}/leg.jpg".replace("//", "//www."),
        f"{UPLOADS}/leg.jpg".replace("https:", ""),
    ],
)
def test_all_sizes_of_an_upload_have_one_original(size):
    assert original_of(size) == "//riverside.example/wp-content/uploads/2012/12/leg.jpg"


def test_a_name_that_only_looks_like_a_size_is_kept():
    assert original_of(f"{UPLOADS}/room-4x4-plan.jpg").endswith("/room-4x4-plan.jpg")
    assert original_of(f"{UPLOADS}/V%C3%A4in.jpg").endswith("/Väin.jpg")


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://riverside.example/2010/08/06/Veins", "/2010/08/06/veins/"),
        ("http://www.riverside.example/veins/?utm_source=x#top", "/veins/"),
        ("//riverside.example/veins/", "/veins/"),
        ("/veins", "/veins/"),
        ("https://riverside.example/?p=12", "/?p=12"),
        ("https://riverside.example/?page_id=12", "/?p=12"),
        ("https://riverside.example?attachment_id=012", "/?p=12"),
        ("https://riverside.example/index.php?p=12", "/?p=12"),
        ("https://riverside.example/archives/123", "/archives/123/"),
        ("https://riverside.example/category/legs/feed/", "/category/legs/feed/"),
        ("https://riverside.example/%CE%B1%CE%B2/", "/αβ/"),
        (f"{UPLOADS}/Leg.PDF?x=1", "/wp-content/uploads/2012/12/Leg.PDF"),
        ("https://riverside.example", "/"),
        ("https://riverside.example/?p=x", "/"),
        ("https://example.org/veins", None),
        ("https://riverside.example.evil.org/a", None),
        ("mailto:a@riverside.example", None),
        ("javascript:alert(1)", None),
        ("http://[broken", None),
    ],
)
def test_a_link_within_the_old_site_is_recognised(url, path):
    assert path_in_site(url, SITE) == path


def test_a_site_may_stand_below_a_folder():
    assert path_in_site("https://example.org/veins/legs/", BELOW) == "/legs/"
    assert path_in_site("https://example.org/veins?p=3", BELOW) == "/?p=3"
    assert path_in_site("https://example.org/veinsandmore/", BELOW) is None
    assert path_in_site("https://example.org/other/", BELOW) is None


def test_a_post_was_known_under_all_these():
    post = Item(
        id=7,
        slug="spider-veins",
        link="https://riverside.example/blog/spider-veins.html",
        guid="http://riverside.example/?p=7",
        local_date="2012-03-15",
        old_slugs=("little-veins",),
    )

    assert addresses_of(post, SITE) == (
        "/blog/spider-veins.html/",
        "/?p=7",
        "/spider-veins/",
        "/little-veins/",
        "/2012/03/15/spider-veins/",
        "/2012/03/15/little-veins/",
        "/archives/7/",
    )


def test_a_page_below_another_is_not_known_by_its_last_word():
    page = Item(id=9, kind="page", slug="team", parent=2, link="https://riverside.example/us/team/")

    assert addresses_of(page, SITE) == ("/us/team/", "/?p=9")


def test_a_copied_guid_does_not_take_the_number_of_another_post():
    other, copy = Item(id=5), Item(id=7, guid="https://riverside.example/?p=5")
    export = Export(blog_url="https://riverside.example", items=(other, copy))

    assert "/?p=5" not in addresses_of(copy, export)
    assert "/?p=5" in addresses_of(other, export)
    assert "/?p=5" in addresses_of(copy, SITE)


def test_the_home_page_and_foreign_addresses_are_nobodys():
    item = Item(link="https://riverside.example/", guid="https://old.example/?p=1")

    assert addresses_of(item, SITE) == ()


@pytest.mark.parametrize(
    ("slug", "title", "expected"),
    [
        ("spider-veins", "Other", "spider-veins"),
        ("2020", "Other", "2020"),
        ("", "Dr. Müller’s <em>Veins</em> &amp; Legs", "dr-mullers-veins-legs"),
        ("v%C3%A9nulas", "", "venulas"),
        ("%CE%B5%CF%80%CE%AF%CF%80%CE%B5%CE%B4%CE%BF-2", "Επίπεδο 2 – Level", "2-level"),
        ("", "静脈", "post-7"),
        ("", "", "post-7"),
        ("veins.html", "", "veins-html"),
        ("a" * 300, "", "a" * 80),
        ("word-" * 40, "", ("word-" * 16).strip("-")),
    ],
)
def test_a_slug_is_short_and_ascii(slug, title, expected):
    assert slug_of(Item(id=7, slug=slug, title=title)) == expected


def test_a_link_becomes_whole():
    base = "https://riverside.example/a/b/"

    assert absolute("//cdn.example/x", base) == "https://cdn.example/x"
    assert absolute("/x", base) == "https://riverside.example/x"
    assert absolute("../x", base) == "https://riverside.example/a/x"
    assert absolute("tel:+15550100", base) == "tel:+15550100"
    assert absolute("javascript:alert(1)", base) == ""
    assert absolute("http://[broken", base) == ""
    assert absolute("x", "") == ""


def test_a_picture_is_known_by_its_name():
    assert is_picture(f"{UPLOADS}/leg.JPG?w=2")
    assert not is_picture(f"{UPLOADS}/leaflet.pdf")
    assert not is_picture("http://[broken.jpg")
