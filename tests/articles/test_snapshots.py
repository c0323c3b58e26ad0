"""A snapshot is put back as far as what it names is still there."""

from __future__ import annotations

import pytest

from articles import snapshots
from tests.articles.rows import make_draft, make_picture

pytestmark = pytest.mark.django_db


def test_a_picture_that_is_gone_stays_away_and_the_rest_comes_back():
    article = make_draft(picture=make_picture())
    content = snapshots.content_of(article)

    snapshots.restore(article, content | {"picture": content["picture"] + 1, "title": "Before"})

    article.refresh_from_db()
    assert (article.title, article.picture) == ("Before", None)


def test_the_same_words_have_one_fingerprint_whoever_wrote_them():
    content = snapshots.content_of(make_draft())
    others = content | {"author": "Ida Berg", "slug": "x", "about": "x", "drawing": "", "topic": 9}

    assert snapshots.substance_of(others) == snapshots.substance_of(content)
    for name in snapshots.SUBSTANCE:
        new = [] if name == "sources" else "x"
        assert snapshots.substance_of(content | {name: new}) != snapshots.substance_of(content)
