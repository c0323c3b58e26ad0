"""Pasting from Word and from Google Docs keeps the structure and drops the rest."""

from __future__ import annotations

import pytest

from articles.richtext import clean_html


def item(words: str, marker: str, level: int = 1, tag: str = "CxSpMiddle") -> str:
    return (
        f'<p class=MsoListParagraph{tag} style="text-indent:-.25in;mso-list:l0 level{level} lfo1">'
        f'<![if !supportLists]><span style="font-family:Symbol"><span style="mso-list:Ignore">'
        f'{marker}<span style="font:7.0pt">&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>'
        f"{words}<o:p></o:p></p>\n"
    )


def test_bullets_of_word_become_a_list():
    html = item("One", "\u00b7", tag="CxSpFirst") + item("Two", "\u00b7", tag="CxSpLast")

    assert clean_html(html) == "<ul><li>One</li><li>Two</li></ul>"


def test_levels_nest_and_come_back():
    html = (
        item("A", "\u00b7") + item("B", "1.", 2) + item("C", "i)", 3) + item("D", "2.", 2)
        + item("E", "\u00b7")
    )  # fmt: skip

    assert clean_html(html) == (
        "<ul><li>A<ol><li>B<ol><li>C</li></ol></li><li>D</li></ol></li><li>E</li></ul>"
    )


@pytest.mark.parametrize("marker", ["1.", "12)", "(3)", "a.", "iv.", "1.2."])
def test_a_number_makes_an_ordered_list(marker):
    assert clean_html(item("A", marker)) == "<ol><li>A</li></ol>"


@pytest.mark.parametrize("marker", ["\u00b7", "o", "\u00a7", "-", ""])
def test_any_other_mark_is_a_bullet(marker):
    assert clean_html(item("A", marker)) == "<ul><li>A</li></ul>"


def test_numbers_after_bullets_are_a_list_of_their_own():
    html = item("A", "\u00b7") + item("B", "1.")

    assert clean_html(html) == "<ul><li>A</li></ul><ol><li>B</li></ol>"


def test_words_between_two_lists_keep_them_apart():
    html = item("A", "1.") + "<p class=MsoNormal>Then:</p>" + item("B", "1.")

    assert clean_html(html) == "<ol><li>A</li></ol><p>Then:</p><ol><li>B</li></ol>"


def test_a_list_that_begins_on_a_deeper_level_is_one_list():
    assert clean_html(item("A", "o", 3) + item("B", "\u00b7", 1)) == (
        "<ul><li>A</li></ul><ul><li>B</li></ul>"
    )


def test_the_mark_may_be_wrapped_in_comments_or_stand_alone():
    paragraph = '<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1">{}One</p>'
    for mark in (
        "<!--[if !supportLists]-->1.&nbsp; <!--[endif]-->",
        "<![if !supportLists]>1.&nbsp; <![endif]>",
    ):
        assert clean_html(paragraph.format(mark)) == "<ol><li>One</li></ol>"


def test_a_typed_mark_counts_where_the_style_is_gone():
    assert clean_html(
        '<p class="MsoListParagraph">\u00b7&nbsp;&nbsp; One</p>'
        '<p class="MsoListParagraph">\u00b7 <b>Two</b></p>'
    ) == "<ul><li>One</li><li><strong>Two</strong></li></ul>"  # fmt: skip


def test_a_paragraph_that_only_looks_indented_is_no_list():
    assert clean_html('<p class="MsoListParagraph">Walk daily.</p>') == "<p>Walk daily.</p>"


def test_the_rest_of_word_is_dropped():
    html = (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><title>My file</title>"
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml>"
        "<![endif]--><style><!-- p.MsoNormal {margin:0in} --></style></head><body lang=EN-US>"
        "<!--StartFragment--><h1 style='margin:0'>Legs<o:p></o:p></h1>"
        "<p class=MsoNormal style='mso-margin-top-alt:auto'><st1:place w:st=\"on\">Ohio</st1:place>"
        " is <b style='mso-bidi-font-weight:normal'>big</b>.<a name=\"_GoBack\"></a><o:p/></p>"
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        '<p><![if !vml]><img src="file:///C:/x.png" v:shapes="_x0000_i1025"><![endif]></p>'
        "<p><span style='display:none;mso-hide:all'>secret</span>"
        "<del cite='mailto:A'>old</del>new</p><!--EndFragment--></body></html>"
    )

    assert clean_html(html) == (
        '<h2 id="legs">Legs</h2><p>Ohio is <strong>big</strong>.</p><p>new</p>'
    )


def test_a_table_of_word_keeps_its_cells():
    html = (
        "<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr style='height:1'>"
        "<td width=100 style='border:solid'><p class=MsoNormal><b>Sign<o:p></o:p></b></p>"
        "</td><td colspan=2><p class=MsoNormal>Cause<o:p></o:p></p></td></tr></table>"
    )

    assert clean_html(html) == (
        "<table><tbody><tr><td><strong>Sign</strong></td>"
        '<td colspan="2">Cause</td></tr></tbody></table>'
    )


def test_google_docs_keeps_headings_bold_italic_and_lists():
    html = (
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1">'
        '<h1 dir="ltr" style="line-height:1.38"><span style="font-weight:400">Legs</span></h1>'
        '<p dir="ltr"><span style="font-weight:400">Walk </span><span style="font-weight:700;'
        'font-style:normal">every day</span><span style="font-style:italic"> or more</span>.</p>'
        '<br><ul style="margin-top:0"><li dir="ltr" style="font-weight:400"><p dir="ltr"'
        ' role="presentation"><span>One</span></p></li><ul><li aria-level="2"><p>Sub</p></li></ul>'
        '</ul></b><br class="Apple-interchange-newline">'
    )

    assert clean_html(html) == (
        '<h2 id="legs">Legs</h2><p>Walk <strong>every day</strong><em> or more</em>.</p>'
        "<ul><li>One<ul><li>Sub</li></ul></li></ul>"
    )
