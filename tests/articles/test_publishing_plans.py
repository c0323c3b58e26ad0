"""What is planned can be changed until its time comes, and then it is as if it had never been."""

from __future__ import annotations

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import SearchWord, State
from articles.search import search
from tests.articles.rows import DAY, make_article, make_live, review
from tests.articles.test_editing import change

pytestmark = pytest.mark.django_db


def test_an_end_before_the_planned_start_is_refused(editor):
    article = make_article()
    start = timezone.now() + 3 * DAY
    planned = publishing.publish(article, by=editor, at=start)

    with pytest.raises(publishing.BadTime, match="after the start"):
        publishing.end_at(article, by=editor, until=start - DAY)

    planned.refresh_from_db()
    assert planned.live_until is None


def test_a_text_that_nobody_reviewed_is_not_approved_by_taking_a_plan_back(editor):
    article = make_live().article
    publishing.publish(article, by=editor, at=timezone.now() + DAY)
    change(article, by=None, title="Words that no doctor read")
    article.refresh_from_db()

    publishing.unschedule(article, by=editor)

    article.refresh_from_db()
    assert article.state == State.DRAFT


def test_what_was_planned_and_taken_back_leaves_no_word_in_the_search(editor):
    article = make_live(title="Night cramps").article
    change(article, by=None, title="Pneumatic stockings")
    article.refresh_from_db()
    review(article)
    publishing.publish(article, by=editor, at=timezone.now() + DAY)
    assert SearchWord.objects.filter(word="pneumatic").exists()

    publishing.unschedule(article, by=editor)

    assert not SearchWord.objects.filter(word="pneumatic").exists()
    assert search("cramps", timezone.now() + 2 * DAY).total == 1
    assert search("pneumatic", timezone.now() + 2 * DAY).hits == []


def test_a_new_address_and_then_a_typing_error_leave_the_date_as_it_was(editor):
    article = make_live().article
    change(article, by=None, slug="cramps-at-night")
    change(article, by=None, title="Night cramp", minor=True, reason="A typing error")
    article.refresh_from_db()

    edition = publishing.publish(article, by=editor)

    assert (edition.title, edition.updated_on) == ("Night cramp", None)
