"""There is no way round the cleaning: the column itself does it."""

from __future__ import annotations

import pytest

from articles.models import Article
from tests.articles.rows import make_article, make_topic

pytestmark = pytest.mark.django_db

DIRTY = '<p onclick="x()">Walk.</p><script>alert(1)</script>'
CLEAN = "<p>Walk.</p>"


def stored() -> str:
    return Article.objects.values_list("body_html", flat=True).get()


def test_saving_cleans_the_row_and_the_instance():
    article = make_article(body_html=DIRTY)

    assert (article.body_html, stored()) == (CLEAN, CLEAN)


def test_updating_many_rows_cleans_them():
    make_article()

    Article.objects.update(body_html=DIRTY)

    assert stored() == CLEAN


def test_writing_in_bulk_cleans():
    Article.objects.bulk_create([Article(slug="x", topic=make_topic(), body_html=DIRTY)])
    assert stored() == CLEAN

    article = Article.objects.get()
    article.body_html = DIRTY + DIRTY
    Article.objects.bulk_update([article], ["body_html"])
    assert stored() == CLEAN + CLEAN


def test_a_search_for_markup_is_not_cleaned():
    make_article(body_html="<p>Walk.</p>")

    assert Article.objects.filter(body_html__contains="<p>Walk").exists()
