"""What editors paste from other programs: its structure stays, its looks go."""

from __future__ import annotations

import pytest

from articles.models import Article
from articles.richtext import clean_html
from tests.journeys.clipboard import GOOGLE, GOOGLE_STORED, WORD, WORD_STORED, paste
from tests.journeys.looking import look_at
from tests.journeys.steps import press
from tests.journeys.writing import begin_article, open_again, text

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(
    ("copied", "stored"), [(WORD, WORD_STORED), (GOOGLE, GOOGLE_STORED)], ids=["Word", "Google"]
)
def test_a_text_from_elsewhere_keeps_its_structure_and_loses_its_looks(writer, copied, stored):
    begin_article(writer)

    paste(text(writer), copied)
    look_at(writer)
    press(writer, "Save")

    article = Article.objects.get()
    assert article.body_html == stored
    assert clean_html(article.body_html) == article.body_html
    open_again(writer, article)
    look_at(writer)
    press(writer, "Save")
    article.refresh_from_db()
    assert article.body_html == stored
