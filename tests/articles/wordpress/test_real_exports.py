"""The exports that are shared for the trial, read as they are."""

from __future__ import annotations

from collections import Counter

import pytest

from articles.richtext import clean_html
from articles.wordpress.convert import convert, finish, summary_of, title_of
from articles.wordpress.export import Export
from articles.wordpress.parse import parse
from tests.articles.wordpress.conftest import FOLDER

FILES = sorted(FOLDER.glob("*.xml"))


def kinds(export: Export) -> Counter[str]:
    return Counter(item.kind for item in export.items)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_text_of_every_export_becomes_clean_html(path):
    export = parse(path)

    assert export.items
    assert export.title
    for item in export.items:
        converted = convert(item, export)
        ids = {number: number + 1 for number in range(len(converted.pictures))}
        html = finish(converted, picture_ids=ids, link=lambda href: href)
        assert clean_html(html) == html
        assert "[gallery" not in html
        assert "wp:" not in html.replace("&lt;!-- wp:", "")
        assert title_of(item)
        assert len(summary_of(item, export)) <= 300


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_two_items_share_a_guid(path):
    known = {(item.guid, item.id) for item in parse(path).items}

    assert len({guid for guid, _ in known}) == len(known)
    assert "" not in {guid for guid, _ in known}


def test_the_official_export_has_what_it_is_known_for():
    export = max(map(parse, FILES), key=lambda export: len(export.items))
    posts = Counter(item.status for item in export.items if item.kind == "post")

    assert posts == {"publish": 56, "future": 1, "draft": 1}
    assert kinds(export) == {"post": 58, "page": 21, "attachment": 37, "nav_menu_item": 70}
    assert sum(item.comments for item in export.items) == 29
    assert sum(item.pings for item in export.items) == 4
