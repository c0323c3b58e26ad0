"""What editors paste from other programs: its structure stays, its looks go."""

from __future__ import annotations

import pytest

from articles.models import Article
from articles.richtext import clean_html
from tests.journeys import clipboard
from tests.journeys.clipboard import paste
from tests.journeys.looking import look_at
from tests.journeys.steps import press
from tests.journeys.writing import begin_article, open_again, text, typed_html, use

pytestmark = pytest.mark.journey


FROM = {
    "Word": (clipboard.WORD, clipboard.WORD_STORED),
    "Word on the web": (clipboard.WORD_ON_THE_WEB, clipboard.WORD_ON_THE_WEB_STORED),
    "Google Docs": (clipboard.GOOGLE, clipboard.GOOGLE_STORED),
    "a hostile page": (clipboard.HOSTILE, clipboard.HOSTILE_STORED),
}


@pytest.mark.parametrize(("copied", "stored"), FROM.values(), ids=FROM)
def test_a_text_from_elsewhere_keeps_its_structure_and_loses_its_looks(desk, copied, stored):
    begin_article(desk)

    paste(text(desk), copied)
    look_at(desk)
    press(desk, "Save")

    article = Article.objects.get()
    assert article.body_html == stored
    assert clean_html(article.body_html) == article.body_html
    open_again(desk, article)
    look_at(desk)
    press(desk, "Save")
    article.refresh_from_db()
    assert article.body_html == stored


def test_what_is_copied_in_the_editor_is_pasted_as_it_was(desk):
    begin_article(desk)
    use(desk, "Table")
    desk.keyboard.type("Which stockings")
    desk.keyboard.press("Enter")
    desk.keyboard.type("Class")
    before = typed_html(desk)

    for keys in ("Control+a", "Control+x", "Control+v"):
        desk.keyboard.press(keys)

    assert typed_html(desk) == before
    look_at(desk)


def test_plain_words_are_pasted_as_paragraphs(desk):
    begin_article(desk)

    paste(text(desk), "", "Blood & veins\n\n<b>Not bold</b>")

    assert typed_html(desk) == "<p>Blood &amp; veins</p><p>&lt;b&gt;Not bold&lt;/b&gt;</p>"
