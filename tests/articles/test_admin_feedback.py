"""The desk's list of answers: counted for all to see, and words opened one by one."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import feedback
from articles.models import Feedback
from clinic.models import AuditEvent
from tests.articles.rows import make_live

pytestmark = pytest.mark.django_db

LIST = "/staff/articles/feedback/"


@pytest.fixture
def desk(client):
    user = User.objects.create_user("paula", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_feedback"))
    client.force_login(user)
    return client


@pytest.fixture
def rows():
    cramps, swelling = make_live("cramps"), make_live("swelling")
    return {
        "no": feedback.give(cramps, is_clear=False, words="What is a <valve>?\nRosa"),
        "yes": feedback.give(cramps, is_clear=True),
        "other": feedback.give(swelling, is_clear=True, words="Good."),
    }


def opened() -> int:
    return AuditEvent.objects.filter(action="feedback opened").count()


def shown(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_counts_the_answers_of_each_article_and_opens_none(desk, rows):
    html = shown(desk, LIST)

    assert html.count("1 of 2 found it clear") == 2
    assert html.count("1 of 1 found it clear") == 1
    assert "valve" not in html
    assert opened() == 0


def test_answers_about_an_earlier_text_count_for_its_article(desk, rows):
    from articles import editing, publishing

    article = rows["no"].edition.article
    article.title = "Cramps, mended"
    editing.save(article, by=None, minor=True, reason="The title")
    feedback.give(publishing.publish(article, by=None), is_clear=True)

    assert shown(desk, LIST).count("2 of 3 found it clear") == 3


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("words=yes", 2),
        ("words=no", 1),
        ("is_clear__exact=0", 1),
        ("q=swelling", 1),
        ("words=x", 3),
    ],
)
def test_the_list_can_be_narrowed(desk, rows, query, number):
    assert shown(desk, f"{LIST}?{query}").count("found it clear") == number


def test_the_list_costs_the_same_however_long_it_is(desk, rows, django_assert_num_queries):
    desk.get(LIST)  # the first page of a session asks more
    with CaptureQueriesContext(connection) as few:
        desk.get(LIST)

    for _ in range(20):
        feedback.give(rows["no"].edition, is_clear=True)
    with django_assert_num_queries(len(few)):
        desk.get(LIST)


def test_words_are_opened_on_the_page_of_one_answer_once(desk, rows):
    html = shown(desk, f"{LIST}{rows['no'].pk}/change/")

    assert "What is a &lt;valve&gt;?<br>Rosa" in html
    assert opened() == 1


def test_the_page_says_so_where_there_is_nothing_or_nothing_whole(desk, rows):
    assert "None, or no longer kept" in shown(desk, f"{LIST}{rows['yes'].pk}/change/")

    Feedback.objects.filter(pk=rows["other"].pk).update(words=rows["no"].words)
    assert "cannot be opened" in shown(desk, f"{LIST}{rows['other'].pk}/change/")


def test_answers_cannot_be_written_changed_or_deleted(desk, rows):
    page = f"{LIST}{rows['no'].pk}/"

    assert desk.get(f"{LIST}add/").status_code == 403
    assert desk.post(f"{page}change/", {"is_clear": "on"}).status_code == 403
    assert desk.post(f"{page}delete/", {"post": "yes"}).status_code == 403
    assert Feedback.objects.filter(is_clear=False).count() == 1


def test_who_cares_for_patients_does_not_read_what_readers_wrote(client, nurse, rows):
    client.force_login(nurse)

    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}{rows['no'].pk}/change/").status_code == 403
    assert opened() == 0
