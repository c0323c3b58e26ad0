"""Nothing goes on the site or off it unchecked or without a trace, and times alone decide."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from articles import editing, publishing, reviewing
from articles.models import Article, Edition, OldAddress, Presence, State
from clinic import audit
from clinic.models import AuditEvent
from tests.articles.rows import DAY, make_article, make_draft, make_live, review
from tests.articles.test_editing import change

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


@pytest.fixture
def now():
    return timezone.now()


def title_at(moment) -> str | None:
    edition = Edition.objects.published(moment).first()
    return edition.title if edition else None


def rewrite(article: Article, title: str, *, minor: bool = False) -> Article:
    """Have the article say something else, reviewed and ready."""
    change(article, by=None, title=title, minor=minor, reason="A typing error")
    article.refresh_from_db()
    return article if minor else review(article)


def test_who_publishes_puts_an_article_on_the_site(editor, now):
    article = make_article()

    edition = publishing.publish(article, by=editor)

    assert article.presence(timezone.now()) == Presence.LIVE
    assert edition.published_on == timezone.localdate(now)
    event = AuditEvent.objects.first()
    assert (event.action, event.actor, event.detail["slug"]) == (
        "article published",
        editor,
        article.slug,
    )


def test_an_article_comes_and_goes_by_its_times(editor, now):
    start, end = now + DAY, now + 3 * DAY

    publishing.publish(make_article(), by=editor, at=start, until=end)

    assert title_at(start - SECOND) is None
    assert title_at(start) == title_at(end - SECOND) == "Night cramps"
    assert title_at(end) is None


def test_new_words_take_over_at_their_time_without_a_gap(editor, now):
    article = make_live().article
    start = now + DAY

    publishing.publish(rewrite(article, "New words"), by=editor, at=start)

    assert title_at(now) == title_at(start - SECOND) == "Night cramps"
    assert title_at(start) == "New words"
    assert Edition.objects.published(start).count() == 1


def test_new_words_at_once_take_over_at_once(editor):
    article = make_live().article

    publishing.publish(rewrite(article, "New words"), by=editor)

    assert [edition.title for edition in Edition.objects.published(timezone.now())] == ["New words"]


def test_planning_anew_forgets_the_plan_before(editor, now):
    article = make_live().article
    rewrite(article, "New words")
    publishing.publish(article, by=editor, at=now + DAY)

    publishing.publish(article, by=editor, at=now + 3 * DAY)

    assert title_at(now + 2 * DAY) == "Night cramps"
    assert title_at(now + 3 * DAY) == "New words"
    assert Edition.objects.count() == 2


def test_what_was_planned_can_go_out_at_once(editor, now):
    article = make_live().article
    publishing.publish(rewrite(article, "New words"), by=editor, at=now + DAY)

    publishing.publish(article, by=editor)

    assert title_at(timezone.now()) == title_at(now + 2 * DAY) == "New words"
    assert Edition.objects.not_over(timezone.now()).count() == 1


def test_what_was_planned_is_taken_off_the_schedule_and_readers_keep_what_they_have(editor, now):
    article = make_live().article
    publishing.publish(rewrite(article, "New words"), by=editor, at=now + DAY)

    publishing.unschedule(article, by=editor)

    assert title_at(now + 9 * DAY) == "Night cramps"
    assert article.state == State.APPROVED


def test_an_end_of_its_own_stays_when_a_plan_is_forgotten(editor, now):
    edition = make_live(until=now + 2 * DAY)
    publishing.publish(rewrite(edition.article, "New words"), by=editor, at=now + 5 * DAY)

    publishing.unschedule(edition.article, by=editor)

    edition.refresh_from_db()
    assert edition.live_until == now + 2 * DAY


def test_the_end_can_be_set_and_taken_away(editor, now):
    edition = make_live()

    publishing.end_at(edition.article, by=editor, until=now + DAY)
    assert title_at(now + DAY) is None

    publishing.end_at(edition.article, by=editor, until=None)
    assert title_at(now + DAY) == "Night cramps"


@pytest.mark.parametrize(
    ("times", "words"),
    [
        ({"at": -DAY}, "still to come"),
        ({"at": 2 * DAY, "until": DAY}, "after the start"),
        ({"until": -DAY}, "after the start"),
    ],
)
def test_times_that_cannot_be_are_refused(editor, now, times, words):
    article = make_article()

    with pytest.raises(publishing.BadTime, match=words):
        publishing.publish(article, by=editor, **{name: now + at for name, at in times.items()})
    assert not Edition.objects.exists()


def test_an_end_in_the_past_is_refused(editor, now):
    edition = make_live()

    with pytest.raises(publishing.BadTime):
        publishing.end_at(edition.article, by=editor, until=now - DAY)


def test_withdrawing_takes_it_off_the_site_and_the_schedule(editor, now):
    article = make_live().article
    publishing.publish(rewrite(article, "New words"), by=editor, at=now + DAY)

    publishing.withdraw(article, by=editor, reason="A recall")

    assert title_at(timezone.now()) is title_at(now + 2 * DAY) is None
    assert article.state == State.WITHDRAWN
    assert AuditEvent.objects.first().detail["reason"] == "A recall"


def test_the_same_words_are_not_published_twice(editor):
    article = make_live().article

    with pytest.raises(publishing.AlreadyPublished):
        publishing.publish(article, by=editor)


def test_everything_that_is_missing_is_told_at_once(editor):
    bare = dict.fromkeys(("summary", "standfirst", "key_points", "body_html", "drawing"), "")
    article = make_draft(sources=1, **bare)

    with pytest.raises(publishing.NotReady) as refusal:
        publishing.publish(article, by=editor)

    words = str(refusal.value).lower()
    for thing in ("summary", "standfirst", "key points", "text", "source", "review"):
        assert thing in words
    assert not Edition.objects.exists()


def test_a_review_that_is_overdue_keeps_an_article_back(editor):
    today = timezone.localdate()
    article = make_article(reviewed_on=today - 2 * DAY, due_on=today)

    with pytest.raises(publishing.NotReady, match="overdue"):
        publishing.publish(article, by=editor)


def test_an_article_comes_back_under_the_date_readers_know(editor):
    edition = make_live(days=30)
    publishing.withdraw(edition.article, by=editor)

    again = publishing.publish(edition.article, by=editor)

    assert again.first_published_at == edition.first_published_at


def test_a_change_of_substance_is_dated_and_a_minor_one_is_not(editor):
    article = make_live(days=30).article

    minor = publishing.publish(rewrite(article, "Night, cramps", minor=True), by=editor)
    assert minor.updated_on is None

    major = publishing.publish(rewrite(article, "New words"), by=editor)
    assert major.updated_on == timezone.localdate()


def test_a_minor_edit_hides_no_change_of_substance_before_it(editor):
    article = make_live(days=30).article
    rewrite(article, "New words")

    edition = publishing.publish(rewrite(article, "New, words", minor=True), by=editor)

    assert edition.updated_on == timezone.localdate()


def test_an_address_that_readers_had_is_kept(editor):
    article = make_live("old-address").article
    change(article, by=editor, slug="new-address")

    publishing.publish(article, by=editor)

    old = OldAddress.objects.get()
    assert (old.path, old.article) == ("/articles/old-address/", article)


def test_an_edition_is_what_was_signed_even_if_the_text_in_hand_is_not(editor, doctor, writer):
    article = make_draft(by=writer)
    reviewing.submit(article, by=writer)
    reviewing.sign_off(article, by=doctor, number=1, reviewed_on=timezone.localdate())
    in_hand = Article.objects.get()
    in_hand.title = "Never saved"

    edition = publishing.publish(in_hand, by=editor)

    assert edition.title == editing.latest(article).content["title"] == "Night cramps"
    assert edition.review.substance == edition.revision.substance


def test_two_articles_never_share_an_address():
    make_live("cramps")
    article = make_article("night-cramps")
    Article.objects.filter(slug="cramps").update(slug="")
    article.slug = "cramps"
    editing.save(article, by=None)

    with pytest.raises(publishing.NotReady, match="that of another article"):
        publishing.publish(article, by=None)


@pytest.mark.parametrize("act", ["publish", "withdraw"])
def test_what_cannot_be_audited_does_not_happen(editor, monkeypatch, act):
    article = make_article() if act == "publish" else make_live().article
    before = Edition.objects.filter(live_until=None).count()

    def fail(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(DatabaseError):
        getattr(publishing, act)(article, by=editor)

    assert Edition.objects.filter(live_until=None).count() == before
