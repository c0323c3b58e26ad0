from __future__ import annotations

import pytest

from articles.wordpress.export import Export, Item
from articles.wordpress.shortcodes import Shortcodes
from tests.articles.wordpress.exports import article, left_out

UPLOADS = "https://riverside.example/wp-content/uploads"


def make_media(number: int, name: str, **fields: object) -> Item:
    return Item(
        kind="attachment", id=number, parent=7, attachment_url=f"{UPLOADS}/{name}", **fields
    )


LEG = make_media(21, "leg.jpg", alt="A leg", excerpt="Before")
FOOT = make_media(22, "foot.png", menu_order=-1)
TALK = make_media(23, "talk.mp3", title="The talk")
EXPORT = Export(blog_url="https://riverside.example", items=(LEG, FOOT, TALK))


@pytest.mark.parametrize(
    "text",
    [
        '[caption id="attachment_21" align="left"]<img src="/a.jpg" alt="A"> Words[/caption]',
        '[caption id="x" caption="Words"]<a href="/b"><img src="/a.jpg" alt="A"></a>[/caption]',
        "[wp_caption id=attachment_21 caption='Words']<img src='/a.jpg' alt='A'>[/wp_caption]",
    ],
)
def test_a_caption_stays_with_its_picture(text):
    html = article(text)

    assert html == ('<figure><img data-source="0" alt="A"><figcaption>Words</figcaption></figure>')


def test_a_caption_may_hold_a_link():
    html = article('[caption id="x"]<img src="/a.jpg"> See <a href="/b">b</a>.[/caption]')

    assert '<figcaption>See <a href="https://riverside.example/b">b</a>.</figcaption>' in html


def test_a_caption_without_a_picture_leaves_its_words():
    assert article("[caption]Only words[/caption]") == "<p>Only words</p>"


def test_a_gallery_shows_the_pictures_that_it_names_in_their_order():
    html = article('Look: [gallery columns="2" ids="22,21,99"]', EXPORT)

    assert html == (
        "<p>Look:</p>\n"
        '<figure><img data-source="0" alt=""></figure>\n'
        '<figure><img data-source="1" alt="A leg"><figcaption>Before</figcaption></figure>'
    )


def test_a_gallery_without_names_shows_what_was_added_to_the_post():
    assert article("[gallery]", EXPORT).count("<figure>") == 2
    assert article('[gallery exclude="21"]', EXPORT).count("<figure>") == 1
    assert article('[gallery id="8"]', EXPORT) == ""


def test_an_empty_gallery_is_listed():
    assert left_out("[gallery]") == ["gallery"]


def test_what_plays_becomes_a_link():
    html = article(
        f'[audio mp3="{UPLOADS}/talk.mp3"][/audio] [video src="{UPLOADS}/walk.mp4"]'
        "[embed width=3]https://video.example/watch?v=1&#038;t=2[/embed]"
        "[youtube https://video.example/2] [playlist]",
        EXPORT,
    )

    assert html.split("\n") == [
        f'<p><a href="{UPLOADS}/talk.mp3">Audio: talk.mp3</a></p>',
        f'<p><a href="{UPLOADS}/walk.mp4">Video: walk.mp4</a></p>',
        '<p><a href="https://video.example/watch?v=1&amp;t=2">'
        "https://video.example/watch?v=1&amp;t=2</a></p>",
        '<p><a href="https://video.example/2">https://video.example/2</a></p>',
        f'<p><a href="{UPLOADS}/talk.mp3">The talk</a></p>',
    ]


def test_what_plays_is_listed_with_its_address():
    assert left_out(f"[audio {UPLOADS}/talk.mp3]") == [f"audio {UPLOADS}/talk.mp3"]


def test_an_unknown_shortcode_goes_and_its_words_stay():
    text = 'Before [box colour="red"]the <b>words</b>[/box] after [contact-form-7 id="3"].'

    assert article(text) == "<p>Before the <strong>words</strong> after .</p>"
    assert left_out(text) == ["[box]", "[contact-form-7]"]


def test_shortcodes_may_stand_in_each_other():
    assert article("[row][col size=2]a[/col][col size=2]b[/col][/row]") == "<p>ab</p>"
    assert article("[a x=1][b y=2][/a][/b]") == "<p>[/b]</p>"


@pytest.mark.parametrize(
    "words",
    [
        "He said it [sic] twice.",
        "As shown before [1], [2, 3] and [citation needed].",
        "An array a[i] and a [follow-up] visit",
        "[not closed",
        "A [/b] mark",
    ],
)
def test_words_in_brackets_are_no_shortcodes(words):
    assert article(words) == f"<p>{words}</p>"


def test_a_lonely_word_in_brackets_is_a_shortcode():
    assert article("Before\n\n[sitemap]\n\nafter") == "<p>Before</p>\n<p>after</p>"
    assert left_out("Before\n\n[sitemap]\n\nafter") == ["[sitemap]"]


def test_an_escaped_shortcode_is_shown_as_it_is():
    assert article('Write [[gallery ids="1"]] here') == '<p>Write [gallery ids="1"] here</p>'
    assert article("[[caption]x[/caption]]") == "<p>[caption]x[/caption]</p>"


def test_code_and_tags_are_left_alone():
    assert article("<pre>[gallery]</pre>") == "<p>[gallery]</p>"
    assert article('<a href="/x?[gallery]">x</a>') == (
        '<p><a href="https://riverside.example/x?[gallery]">x</a></p>'
    )


def test_quotes_may_have_been_made_curly_or_written_out():
    for text in (
        "[gallery ids=“22”]",
        "[gallery ids=&quot;22&quot;]",
        "[gallery ids=&#8220;22&#8221;]",
    ):
        assert article(text, EXPORT).count("<figure>") == 1


@pytest.mark.parametrize("piece", ["[a", "[a '", "[[a]", "<!--", "[a x=1]", "[/a]", "<pre>", "[[["])
def test_a_long_row_of_broken_pieces_is_read_in_time(piece):
    Shortcodes(Item(), Export()).run(piece * 20_000)
