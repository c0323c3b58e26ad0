"""What the index holds, and that no question can harm it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import search
from articles.models import Edition, SearchWord
from articles.searching import index
from tests.articles.rows import make_live

pytestmark = pytest.mark.django_db


def find(text: str) -> search.Results:
    return search.search(text, timezone.now())


def slugs(text: str) -> list[str]:
    return [hit.edition.slug for hit in find(text).hits]


def test_a_new_edition_takes_the_place_of_the_old():
    edition = make_live("legs", title="Heavy legs", summary="About lymph.")
    Edition.objects.filter(pk=edition.pk).update(live_until=timezone.now())
    new = make_live("legs-2", title="Tired legs")
    new.article_id = edition.article_id
    new.save()

    search.index(new)

    assert slugs("tired") == ["legs-2"]
    assert find("lymph").total == 0
    assert not SearchWord.objects.filter(word="lymph").exists()


def test_indexing_twice_counts_each_word_once():
    edition = make_live("legs", title="Heavy legs")
    before = list(SearchWord.objects.order_by("word").values())

    search.index(edition)

    assert list(SearchWord.objects.order_by("word").values()) == before
    assert find("heavy").total == 1


def test_what_is_forgotten_is_not_found_and_its_words_are_not_known():
    edition = make_live("legs", title="Heavy legs")

    search.forget(edition)
    search.forget(edition)

    assert find("heavy").total == 0
    assert not SearchWord.objects.exists()


def test_the_index_made_anew_finds_the_same(monkeypatch):
    monkeypatch.setattr(search, "A_BATCH", 2)
    for number in range(5):
        make_live(f"legs-{number}", title=f"Legs {'and legs ' * number}")
    before, words = slugs("leg"), list(SearchWord.objects.order_by("word").values())

    assert search.rebuild() == 5

    assert slugs("leg") == before
    assert list(SearchWord.objects.order_by("word").values()) == words


def test_an_empty_index_is_filled_once():
    make_live("night-cramps")
    index.clear()
    assert slugs("cramps") == []

    search.rebuild_if_empty()

    assert slugs("cramps") == ["night-cramps"]


@pytest.mark.parametrize(
    "text",
    ["", "   ", "\x00", '"', "'", '"""', "AND", "OR NOT NEAR", "NEAR(", "*", "^", ":", "title:legs",
     "a*", "-legs", "(", ")", "🙂", "\ud800", "ساق", "静脉", "the and of", "%", "%s", "{}",
     "{seen}", "\\", "';--", "a" * 10_000, "leg " * 2_500, "\u200b", "1e5", "don't",
     "’’", "\x02leg\x03"],
)  # fmt: skip
def test_any_question_is_a_fair_question(text):
    make_live()

    results = find(text)

    assert results.total >= 0
    assert len(results.query) <= search.MOST_LETTERS


@pytest.mark.parametrize("text", ["", "the", "🙂", '"', "\x00"])
def test_who_asks_nothing_is_told_nothing(text):
    make_live()

    assert find(text).hits == []


@given(st.text(max_size=300) | st.text(alphabet="\"'*^:()-+ANDORTlegvein \x00\\%{}", max_size=80))
@settings(max_examples=150, deadline=2_000)
def test_nothing_that_can_be_typed_is_an_error(text):
    find(text)


def test_an_article_longer_than_any_index_takes_is_found_by_its_beginning():
    words = " ".join(f"w{number}" for number in range(index.MOST_STEMS + 10))

    make_live("endless", title="Endless", body_html=f"<p>{words}</p>")

    assert slugs("w9") == ["endless"]
    assert connection.is_usable()
