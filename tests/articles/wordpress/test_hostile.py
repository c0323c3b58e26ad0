"""Whatever comes in, parsing refuses in words and converting gives clean HTML."""

from __future__ import annotations

import contextlib
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.richtext import clean_html
from articles.wordpress.addresses import addresses_of, original_of, path_in_site, slug_of
from articles.wordpress.convert import convert, finish, summary_of, title_of
from articles.wordpress.export import Export, Item
from articles.wordpress.parse import parse
from articles.wordpress.reading import BadExport
from tests.articles.wordpress.exports import SITE, comment, make_export, make_item, meta

VALID = make_export(
    make_item(
        link="https://riverside.example/a/",
        content_encoded="<p>A & b</p>",
        wp_post_date_gmt="2012-03-15 08:00:00",
        pubDate="Fri, 07 Jun 2013 03:00:44 +0000",
        inside=meta("_thumbnail_id", "3") + comment(),
    )
)
PIECES = """
<p> </p> <div> </div> <b> </b> <a_href="/x"> <a_href="#x"> </a> <img_src="/a.jpg"> <figure>
</figure> <figcaption> </figcaption> <ul> <li> </ul> <table> <tr> <td> <th> </table> <caption>
<h1> <h2_id="x"> </h2> <h3> <pre> </pre> <code> <br> <blockquote> </blockquote> <iframe>
</iframe> <xmp> <video_src="/v"> <svg> <script> </script> <style> <!-- -->
<!--_wp:cover_{"url":"/a"}_--> <template> <!--_/wp:cover_--> <!--_wp:query_-->
<!--_/wp:query_--> <!--_wp:x_/--> <!--more--> [gallery] <math>
[caption_id="attachment_3"_caption="x"] [/caption] [x_a=1] [/x] [[gallery]] [embed] [/embed]
<button> https://a.example/ words_ &amp; &lt;p&gt; &nbsp; < > " ' <del> </del> <form> <noscript>
<select> <em> <plaintext> <details><summary> <a_name="y"> <td><p> <![CDATA[ ]]> <?x <title>
<textarea> <object> <svg><style><a_title="</style><img_src=x>"> <math><mi><p>
<iframe_src="/f"><a_href="/x">
"""
PIECE = st.sampled_from(["\n", "\n\n", "\x00", *PIECES.replace("_", "\xff").split()]).map(
    lambda piece: piece.replace("\xff", " ")
)
TEXTS = st.one_of(st.text(), st.lists(st.one_of(PIECE, st.text(max_size=5))).map("".join))


def parse_or_refuse(data: bytes) -> None:
    with contextlib.suppress(BadExport):
        parse(io.BytesIO(data))


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(data):
    parse_or_refuse(data)
    parse_or_refuse(b"<?xml " + data)
    parse_or_refuse(VALID[:-30] + data)


@given(st.data())
def test_any_change_of_an_export_is_read_or_refused(data):
    start = data.draw(st.integers(0, len(VALID)))
    end = data.draw(st.integers(start, min(len(VALID), start + 30)))
    other = data.draw(st.one_of(st.binary(max_size=8), st.just(VALID[start:end] * 2)))

    parse_or_refuse(VALID[:start] + other + VALID[end:])


@settings(max_examples=200)
@given(TEXTS, st.booleans())
def test_any_text_becomes_clean_html(text, has_pictures):
    media = Item(kind="attachment", id=3, parent=7, attachment_url="https://a.example/b.jpg")
    item = Item(id=7, content=text, excerpt=text, title=text, link="https://riverside.example/p/")
    export = Export(blog_url="https://riverside.example", items=(media, item))

    converted = convert(item, export)
    ids = {number: number + 1 for number in range(len(converted.pictures) * has_pictures)}
    html = finish(converted, picture_ids=ids, link=lambda href: href)

    assert clean_html(html) == html
    assert "data-source" not in html
    assert "#chapter-" not in html or "#chapter-" in text
    assert len(summary_of(item, export)) <= 300
    assert 0 < len(title_of(item)) <= 200


@given(st.text(), st.text())
def test_any_address_and_title_can_be_asked(address, title):
    item = Item(
        id=7, slug=address, link=address, guid=address, title=title, local_date="2012-01-02"
    )

    original_of(address)
    path_in_site(address, SITE)
    assert all(path.startswith("/") for path in addresses_of(item, SITE))
    assert 0 < len(slug_of(item)) <= 80
    assert slug_of(item).isascii()
