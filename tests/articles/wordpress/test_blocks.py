from __future__ import annotations

from articles.wordpress.export import Export, Item
from tests.articles.wordpress.exports import article, left_out


def test_the_comments_of_blocks_go_and_their_text_stays():
    html = article(
        '<!-- wp:heading {"level":2} -->\n<h2>Veins</h2>\n<!-- /wp:heading -->\n\n'
        "<!-- wp:paragraph -->\n<p>One\nline.</p>\n<!-- /wp:paragraph -->\n\n"
        "<!-- wp:list --><ul><!-- wp:list-item --><li>a</li><!-- /wp:list-item --></ul>"
        "<!-- /wp:list -->"
    )

    assert html == "<h2>Veins</h2>\n<p>One line.</p>\n<ul><li>a</li></ul>"


def test_classic_text_between_blocks_keeps_its_lines():
    html = article(
        "Old text\nwith a line\n\nand another\n"
        "<!-- wp:paragraph --><p>New\ntext</p><!-- /wp:paragraph -->"
        "<!-- wp:freeform -->First\n\nsecond<!-- /wp:freeform -->"
    )

    assert html == (
        "<p>Old text<br>with a line</p>\n<p>and another</p>\n"
        "<p>New text</p>\n<p>First</p>\n<p>second</p>"
    )


def test_more_and_nextpage_leave_no_trace():
    html = article(
        "One<!--more-->\n\nTwo\n\n<!--nextpage-->\n\nThree"
        "<!-- wp:more --><!--more Go on--><!-- /wp:more -->"
    )

    assert html == "<p>One</p>\n<p>Two</p>\n<p>Three</p>"


def test_a_block_that_wordpress_fills_is_listed():
    text = (
        '<!-- wp:latest-posts {"postsToShow":3} /-->\n<!-- wp:spacer /--><!-- wp:acme/slider /-->'
    )

    assert article(text) == ""
    assert left_out(text) == ["block “latest-posts”", "block “acme/slider”"]


def test_the_template_of_a_list_that_wordpress_fills_is_left_out_with_it():
    text = (
        "<!-- wp:query --><div><!-- wp:post-title /--><p>Nothing found</p></div><!-- /wp:query -->"
        "<!-- wp:paragraph --><p>After</p><!-- /wp:paragraph -->"
    )

    assert article(text) == "<p>After</p>"
    assert left_out(text) == ["block “query”"]


def test_a_list_that_is_never_closed_swallows_nothing():
    assert article("<!-- wp:query --><p>Words</p>") == "<p>Words</p>"


def test_a_cover_shows_the_picture_that_only_its_settings_name():
    html = article(
        '<!-- wp:cover {"url":"https://riverside.example/a.jpg","id":4} -->'
        '<div class="wp-block-cover"><p>Over it</p></div><!-- /wp:cover -->'
    )

    assert html == '<figure><img data-source="0" alt=""></figure>\n<p>Over it</p>'


def test_a_cover_shows_its_picture_once():
    html = article(
        '<!-- wp:cover {"url":"https://riverside.example/a.jpg","id":4} --><div>'
        '<img class="wp-image-4" src="/a.jpg" alt="A"></div><!-- /wp:cover -->'
    )

    assert html == '<figure><img data-source="0" alt="A"></figure>'


def test_broken_settings_are_no_harm():
    for settings in ("{", "{]}", '{"url":5}', '{"url":null,"id":"x"}', "{" * 900 + "}"):
        assert article(f"<!-- wp:cover {settings} --><p>x</p><!-- /wp:cover -->") == "<p>x</p>"


def test_a_reusable_block_brings_its_text():
    export = Export(items=(Item(kind="wp_block", id=4, content="<p>Call us.</p>"),))
    text = '<!-- wp:block {"ref":4} /-->'

    assert article(text, export) == "<p>Call us.</p>"
    assert left_out(text) == ["reusable block"]


def test_a_reusable_block_that_holds_itself_comes_to_an_end():
    text = '<!-- wp:block {"ref":4} /-->'
    export = Export(items=(Item(kind="wp_block", id=4, content=f"x{text}{text}"),))

    assert "x" in article(text, export)


def test_a_comment_without_an_end_hides_the_rest_as_in_a_browser():
    assert article("<p>a</p><!-- open <p>b</p>") == "<p>a</p>"
