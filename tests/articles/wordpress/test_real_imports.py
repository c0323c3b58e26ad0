"""The exports that are shared for the trial, brought in as they are."""

from __future__ import annotations

import pytest

from articles.models import Article, Imported, Revision
from articles.wordpress.load import load
from articles.wordpress.parse import parse
from tests.articles.wordpress.conftest import FOLDER
from tests.articles.wordpress.loading import DOCTOR

FILES = sorted(FOLDER.glob("*.xml"))

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_export_comes_in_once(path, client):
    export = parse(path)

    first = load(export, vouched=DOCTOR)
    again = load(export, vouched=DOCTOR)

    assert len(first.fates) == len(export.items)
    assert {each.outcome for each in again.fates} <= {"unchanged", "skipped", "not_brought_in"}
    assert all(each.why for each in first.fates if each.outcome in {"skipped", "not_brought_in"})
    for each in first.fates:
        if each.state_here == "live":
            assert client.get(each.address).status_code == 200


def test_the_official_export_adds_up():
    export = max(map(parse, FILES), key=lambda export: len(export.items))

    first = load(export).as_data()
    counts = Article.objects.count(), Imported.objects.count(), Revision.objects.count()
    again = load(export).as_data()

    assert (first["posts"]["total"], first["posts"]["made"]) == (58, 58)
    assert first["posts"]["states"] == {"published": 56, "draft": 1, "scheduled": 1}
    assert (first["pages"]["total"], first["pages"]["made"]) == (21, 21)
    assert (first["attachments"]["total"], first["attachments"]["not_brought_in"]) == (37, 37)
    assert first["comments_dropped"] == 33
    assert first["other"]["nav_menu_item"]["total"] == 70
    for kind in ("posts", "pages", "attachments"):
        assert (again[kind]["made"], again[kind]["updated"]) == (0, 0)
    assert (Article.objects.count(), Imported.objects.count(), Revision.objects.count()) == counts
