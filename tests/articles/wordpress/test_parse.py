from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest

from articles.wordpress.export import Author, Term
from articles.wordpress.parse import parse
from tests.articles.wordpress.exports import (
    HEAD,
    TAIL,
    comment,
    make_export,
    make_item,
    meta,
    read,
    read_item,
)

FIRST = HEAD.count("\n") + 1  # the line of the first item


def test_an_export_says_whose_it_is():
    export = read(
        before="<wp:author><wp:author_login>ana</wp:author_login>"
        "<wp:author_email>ana@riverside.example</wp:author_email>"
        "<wp:author_display_name><![CDATA[Dr. Ana Ruiz &amp; team]]></wp:author_display_name>"
        "</wp:author>"
        "<wp:author><wp:author_login>ben</wp:author_login>"
        "<wp:author_first_name>Ben</wp:author_first_name>"
        "<wp:author_last_name>Okoye</wp:author_last_name></wp:author>"
        "<wp:category><wp:category_nicename>legs</wp:category_nicename>"
        "<wp:category_parent>body</wp:category_parent><wp:cat_name>Legs</wp:cat_name></wp:category>"
        "<wp:tag><wp:tag_slug>laser</wp:tag_slug><wp:tag_name>Laser</wp:tag_name></wp:tag>"
        "<wp:term><wp:term_taxonomy>category</wp:term_taxonomy><wp:term_slug>feet</wp:term_slug>"
        "<wp:term_name>Feet</wp:term_name></wp:term>"
    )

    assert (export.title, export.language, export.version) == ("Riverside Veins", "en-US", "1.2")
    assert export.urls == ("https://riverside.example",)
    assert export.authors == (
        Author("ana", "Dr. Ana Ruiz & team", "ana@riverside.example"),
        Author("ben", "Ben Okoye"),
    )
    assert export.categories == (
        Term("category", "legs", "Legs", "body"),
        Term("category", "feet", "Feet"),
    )
    assert export.tags == (Term("post_tag", "laser", "Laser"),)
    assert export.items == ()


def test_a_post_comes_with_everything_that_the_export_knows_of_it():
    item = read_item(
        guid="https://riverside.example/?p=7",
        link="https://riverside.example/2012/03/15/spider-veins/",
        dc_creator="ana",
        content_encoded="<p>Small & harmless.</p>",
        excerpt_encoded="What they are.",
        wp_post_date="2012-03-15 22:30:00",
        wp_post_date_gmt="2012-03-16 04:30:00",
        wp_post_modified_gmt="2013-01-02 03:04:05",
        wp_post_name="spider-veins",
        wp_status="private",
        wp_post_parent="3",
        wp_menu_order="2",
        wp_post_password="knock",
        wp_is_sticky="1",
        inside='<category domain="category" nicename="legs">Legs</category>'
        '<category domain="post_tag" nicename="laser">Laser</category>'
        '<category domain="post_format" nicename="post-format-aside">Aside</category>'
        + meta("_thumbnail_id", "12")
        + meta("_wp_old_slug", "little-veins")
        + meta("_wp_old_slug", "thread-veins")
        + meta("_yoast_wpseo_metadesc", "All about them.")
        + comment()
        + comment("comment")
        + comment("pingback")
        + comment("trackback"),
    )

    assert (item.guid, item.id, item.kind) == ("https://riverside.example/?p=7", 7, "post")
    assert (item.author, item.status, item.slug) == ("ana", "private", "spider-veins")
    assert item.published == datetime(2012, 3, 16, 4, 30, tzinfo=UTC)
    assert item.local_date == "2012-03-15"
    assert item.modified == datetime(2013, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert (item.content, item.excerpt) == ("<p>Small & harmless.</p>", "What they are.")
    assert (item.parent, item.menu_order, item.password, item.is_sticky) == (3, 2, "knock", True)
    assert [term.name for term in item.categories] == ["Legs"]
    assert [term.slug for term in item.tags] == ["laser"]
    assert [term.taxonomy for term in item.terms][-1:] == ["post_format"]
    assert (item.featured, item.old_slugs) == (12, ("little-veins", "thread-veins"))
    assert item.meta["_yoast_wpseo_metadesc"] == "All about them."
    assert (item.comments, item.pings) == (2, 2)


def test_a_picture_brings_its_file_and_its_alt_text():
    item = read_item(
        wp_post_type="attachment",
        wp_status="inherit",
        wp_attachment_url="https://riverside.example/wp-content/uploads/2012/12/leg.jpg",
        inside=meta("_wp_attachment_image_alt", "A leg &amp; a foot"),
    )

    assert item.kind == "attachment"
    assert item.attachment_url.endswith("/2012/12/leg.jpg")
    assert item.alt == "A leg & a foot"


def test_co_authors_are_named_once():
    term = '<category domain="author" nicename="ana">Ana</category>'

    assert [x.slug for x in read_item(inside=term + term).co_authors] == ["ana"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"wp_post_date_gmt": "0000-00-00 00:00:00", "wp_post_date": "2012-03-15 08:00:00"},
            datetime(2012, 3, 15, 8, tzinfo=UTC),
        ),
        (
            {"pubDate": "Fri, 07 Jun 2013 03:00:44 +0000"},
            datetime(2013, 6, 7, 3, 0, 44, tzinfo=UTC),
        ),
        ({"pubDate": "Wed, 30 Nov -0001 00:00:00 +0000"}, None),
        ({"pubDate": "Fri, 31 Feb 2013 03:00:44 +0000"}, None),
        ({"wp_post_date_gmt": "soon"}, None),
        ({}, None),
    ],
)
def test_a_date_is_exact_where_it_can_be_and_none_where_there_is_none(fields, expected):
    assert read_item(**fields).published == expected


def test_every_item_has_a_guid_that_stays_the_same():
    bare = read_item()
    unnumbered = read_item(wp_post_id="", link="https://riverside.example/a/")
    nameless = read_item(wp_post_id="", wp_post_name="a")

    assert bare.guid == "https://riverside.example#post-7"
    assert unnumbered.guid == "https://riverside.example/a/"
    assert nameless.guid == "https://riverside.example#post:a"


def test_a_guid_that_was_copied_is_told_apart_from_the_original_wherever_it_stands():
    guid = "https://riverside.example/?p=5"
    copy, original = make_item(guid=guid), make_item(guid=guid, wp_post_id="5")

    for items in ((copy, original), (original, copy)):
        assert {item.id: item.guid for item in read(*items).items} == {5: guid, 7: f"{guid}#post-7"}


def test_an_item_that_stands_in_the_file_twice_is_still_the_same():
    first, second = read(make_item(), make_item()).items

    assert first.guid == second.guid


@pytest.mark.parametrize("number", ["-5", "7.5", "٧", "9" * 30, "99999999999999999999", "x"])
def test_an_odd_number_counts_as_none(number):
    assert read_item(wp_post_id=number).id == 0


@pytest.mark.parametrize(
    "namespace",
    [
        "http://wordpress.org/export/1.0/",
        "http://wordpress.org/export/1.1/",
        "https://wordpress.org/export/1.2/",
        "https://www.wordpress.org/export/1.2",
    ],
)
def test_every_version_of_the_format_is_read(namespace):
    head = HEAD.replace("http://wordpress.org/export/1.2/", namespace.rstrip("/") + "/")

    export = read(make_item(excerpt_encoded="Short."), head=head)

    assert (export.items[0].id, export.items[0].excerpt) == (7, "Short.")


def test_the_names_of_the_prefixes_do_not_matter():
    data = make_export(make_item()).replace(b"wp:", b"w:").replace(b"xmlns:wp=", b"xmlns:w=")

    assert parse(io.BytesIO(data)).items[0].id == 7


def test_a_file_is_read_from_its_path(tmp_path):
    path = tmp_path / "export.xml"
    path.write_bytes(make_export(make_item()))

    assert parse(path) == parse(str(path)) == read(make_item())


def test_an_item_knows_its_line_in_the_file():
    first, second = read(make_item(), make_item(wp_post_id="8")).items

    assert (first.line, second.line) == (FIRST, FIRST + 1)


@pytest.mark.parametrize("padding", range(0, 130, 7))
def test_a_bare_ampersand_is_mended_wherever_the_pieces_are_cut(padding, monkeypatch):
    monkeypatch.setattr("articles.wordpress.reading.PIECE", 100)
    item = make_item(link="LINK", content_encoded="x" * padding + "& <!-- a & b -->").replace(
        "LINK", "https://a.example/?a=1&b=2&amp;c=3&#38;d"
    )
    cdata = make_item(wp_post_id="8", title="T").replace(">T<", "><![CDATA[A & B &amp; C]]><")

    one, two = read(item, cdata).items

    assert one.link == "https://a.example/?a=1&b=2&c=3&d"
    assert one.content == "x" * padding + "& <!-- a & b -->"
    assert two.title == "A & B &amp; C"


def test_other_encodings_are_read_when_they_are_declared():
    text = (HEAD + make_item(title="Venös") + TAIL).replace("UTF-8", "ISO-8859-1")
    wide = (HEAD + make_item(title="Venös") + TAIL).replace("UTF-8", "UTF-16")

    assert parse(io.BytesIO(text.encode("latin-1"))).items[0].title == "Venös"
    assert parse(io.BytesIO(wide.encode("utf-16"))).items[0].title == "Venös"
    assert parse(io.BytesIO(b"\xef\xbb\xbf" + make_export(make_item()))).items[0].id == 7


@pytest.mark.parametrize("date", ["0001-01-01 00:00:00", "9999-12-31 23:59:59"])
def test_a_day_at_the_end_of_all_days_is_no_day(date):
    assert read_item(wp_post_date_gmt=date, wp_post_date=date).published is None
