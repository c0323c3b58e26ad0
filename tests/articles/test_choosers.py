"""What the editor's dialogs may choose from, and who may ask."""

from __future__ import annotations

import pytest

from articles.models import Picture
from tests.articles.rows import make_draft, make_picture
from tests.clinic.picture_samples import photo, saved

pytestmark = pytest.mark.django_db

ARTICLES = "/staff/articles/article/choose-article/"
PICTURES = "/staff/articles/article/choose-picture/"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def calf() -> Picture:
    make_picture(saved(photo(640, 360), "PNG"), name="A foot", alt="A foot.")
    return make_picture(name="A calf", alt="A raised vein.")


def titles(desk, **asked) -> list[str]:
    return [article["title"] for article in desk.get(ARTICLES, asked).json()]


def test_articles_are_found_by_all_words_of_their_title(desk):
    swollen = make_draft("swollen-ankles")
    make_draft("night-cramps")

    found = desk.get(ARTICLES, {"q": "ANKLES  swo"})

    assert found.json() == [{"id": swollen.pk, "title": "Swollen ankles", "state": "Draft"}]
    assert titles(desk) == ["Night cramps", "Swollen ankles"]
    assert titles(desk, q="swollen cramps") == []
    assert titles(desk, q="\0%_'") == []
    assert titles(desk, q="swo " * 2_000) == ["Swollen ankles"]


def test_one_article_is_found_by_its_number(desk):
    article = make_draft("swollen-ankles")
    make_draft("night-cramps")

    assert titles(desk, id=article.pk) == ["Swollen ankles"]
    for nobody in ("0", "", "x", "-1", "²", "9" * 30, f"{article.pk} or 1=1"):
        assert titles(desk, id=nobody) == []


def test_a_list_to_choose_from_stays_short(desk, django_assert_max_num_queries):
    for number in range(23):
        make_draft(f"article-{number}", sources=0)

    with django_assert_max_num_queries(10):
        assert len(titles(desk, q="article")) == 20


def test_pictures_are_found_by_what_is_said_of_them(desk, calf):
    for words in ("calf", "RAISED vein", "vein calf"):
        assert desk.get(PICTURES, {"q": words}).json() == [
            {
                "id": calf.pk,
                "name": "A calf",
                "alt": "A raised vein.",
                "is_decorative": False,
                "thumbnail": calf.thumbnail_url,
            }
        ]
    assert len(desk.get(PICTURES).json()) == 2
    assert desk.get(PICTURES, {"q": "foot calf"}).json() == []
    assert desk.get(PICTURES, {"id": calf.pk}).json()[0]["name"] == "A calf"


@pytest.mark.parametrize("address", [ARTICLES, PICTURES])
def test_only_who_may_see_articles_may_ask(client, nurse, desk, calf, address):
    assert desk.post(address).status_code == 405
    assert desk.get(address)["Cache-Control"] == "no-store, private"
    client.logout()
    assert client.get(address)["Location"].startswith("/staff/login/")
    client.force_login(nurse)
    assert client.get(address).status_code == 403
