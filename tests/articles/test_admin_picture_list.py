"""Editors find a picture: by its looks, by words, by whether it is used."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import library
from tests.articles.rows import make_draft, make_picture
from tests.clinic.picture_samples import halves, saved

pytestmark = pytest.mark.django_db

LIST = "/staff/articles/picture/"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def names(response) -> list[str]:
    return [picture.name for picture in response.context["cl"].result_list]


def test_the_list_shows_small_pictures_and_is_searched_by_words(desk):
    make_picture(name="Stocking", alt="Knee-high.")
    veins = make_picture(saved(halves(), "PNG"), name="Veins", alt="Blue lines.")
    library.change(veins, by=None, caption="Behind the knee")

    response = desk.get(LIST)
    assert names(response) == ["Veins", "Stocking"]
    assert f'src="{veins.thumbnail_url}" alt=""' in response.content.decode()

    assert names(desk.get(LIST, {"q": "stocking"})) == ["Stocking"]
    assert names(desk.get(LIST, {"q": "blue"})) == ["Veins"]
    assert names(desk.get(LIST, {"q": "knee"})) == ["Veins", "Stocking"]
    assert names(desk.get(LIST, {"q": "foot"})) == []


def test_the_list_is_narrowed_to_what_is_used_or_used_nowhere(desk):
    used = make_picture(name="Used")
    make_picture(saved(halves(), "PNG"), name="Unused")
    make_draft("on-legs", body_html=f'<img data-picture="{used.pk}" alt="A leg.">')

    assert names(desk.get(LIST, {"use": "used"})) == ["Used"]
    assert names(desk.get(LIST, {"use": "unused"})) == ["Unused"]


def test_a_longer_list_costs_no_more_queries(desk, django_assert_num_queries):
    make_picture()
    desk.get(LIST)  # the session learns that the password is her own
    with CaptureQueriesContext(connection) as before:
        desk.get(LIST)
    for size in range(100, 110):
        make_picture(saved(halves(size, 100), "PNG"), name=f"Leg {size}")

    with django_assert_num_queries(len(before)):
        desk.get(LIST)
