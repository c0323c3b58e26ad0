"""Role by state by action: the whole table, tried on real rows by the people themselves."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles import editing, moves, previewing, publishing, reviewing
from articles.models import Article, Presence, State
from articles.moves import NotPossible
from tests.articles.rows import DAY, make_article, make_draft, make_live, review

pytestmark = pytest.mark.django_db

WRITER, REVIEWER, PUBLISHER, NURSE = "writer", "doctor", "editor", "nurse"
PEOPLE = (WRITER, REVIEWER, PUBLISHER, NURSE)


def draft() -> Article:
    return make_draft()


def in_review() -> Article:
    article = make_draft()
    Article.objects.update(state=State.IN_REVIEW)
    article.refresh_from_db()
    return article


def scheduled() -> Article:
    article = make_article()
    publishing.publish(article, by=None, at=timezone.now() + DAY)
    return article


def live() -> Article:
    return make_live().article


def expired() -> Article:
    return make_live(days=3, until=timezone.now() - DAY).article


def withdrawn() -> Article:
    article = make_live().article
    publishing.withdraw(article, by=None)
    return article


STATES = {
    "draft": draft,
    "in review": in_review,
    "approved": make_article,
    "scheduled": scheduled,
    "live": live,
    "expired": expired,
    "withdrawn": withdrawn,
}


def save(article, by):
    article.author = "Somebody else"
    editing.save(article, by=by)


def restore(article, by):
    editing.restore(article, 1, by=by)


def share(article, by):
    previewing.share(editing.latest(article), by=by)


def submit(article, by):
    reviewing.submit(article, by=by)


def ask(article, by):
    reviewing.ask_for_changes(article, by=by, words="More sources.")


def sign(article, by):
    reviewing.sign_off(article, by=by, number=1, reviewed_on=timezone.localdate())


def publish(article, by):
    publishing.publish(article, by=by)


def plan(article, by):
    publishing.publish(article, by=by, at=timezone.now() + 2 * DAY)


def withdraw(article, by):
    publishing.withdraw(article, by=by)


def unschedule(article, by):
    publishing.unschedule(article, by=by)


def end(article, by):
    publishing.end_at(article, by=by, until=timezone.now() + 5 * DAY)


ACTIONS = (
    save, restore, share, submit, ask, sign, publish, plan, withdraw, unschedule, end,
)  # fmt: skip
EVERYWHERE = tuple(STATES)
# For each action: who may do it, and in which states it can be done.
TABLE = {
    "save": ({WRITER, PUBLISHER}, EVERYWHERE),
    "restore": ({WRITER, PUBLISHER}, EVERYWHERE),
    "share": ({WRITER, REVIEWER, PUBLISHER}, EVERYWHERE),
    "submit": ({WRITER, PUBLISHER}, ("draft", "withdrawn")),
    "ask": ({REVIEWER, PUBLISHER}, ("in review",)),
    "sign": ({REVIEWER}, ("in review", "approved", "scheduled", "live", "expired")),
    "publish": ({PUBLISHER}, ("approved", "scheduled", "expired", "withdrawn")),
    "plan": ({PUBLISHER}, ("approved", "scheduled", "live", "expired", "withdrawn")),
    "withdraw": ({PUBLISHER}, ("scheduled", "live")),
    "unschedule": ({PUBLISHER}, ("scheduled",)),
    "end": ({PUBLISHER}, ("scheduled", "live")),
}
REFUSALS = (
    PermissionDenied,
    NotPossible,
    publishing.NotReady,
    publishing.NotPublished,
    publishing.AlreadyPublished,
)
AFTER = {
    ("save", "scheduled"): (State.APPROVED, Presence.SCHEDULED),
    ("save", "live"): (State.APPROVED, Presence.LIVE),
    ("save", "expired"): (State.APPROVED, Presence.EXPIRED),
    ("save", "withdrawn"): (State.APPROVED, Presence.EXPIRED),
    ("plan", "expired"): (State.LIVE, Presence.SCHEDULED),
    ("plan", "withdrawn"): (State.LIVE, Presence.SCHEDULED),
    ("submit", "draft"): (State.IN_REVIEW, Presence.NONE),
    ("submit", "withdrawn"): (State.IN_REVIEW, Presence.EXPIRED),
    ("ask", "in review"): (State.DRAFT, Presence.NONE),
    ("sign", "in review"): (State.APPROVED, Presence.NONE),
    ("sign", "live"): (State.LIVE, Presence.LIVE),
    ("publish", "approved"): (State.LIVE, Presence.LIVE),
    ("publish", "scheduled"): (State.LIVE, Presence.LIVE),
    ("publish", "expired"): (State.LIVE, Presence.LIVE),
    ("publish", "withdrawn"): (State.LIVE, Presence.LIVE),
    ("plan", "approved"): (State.LIVE, Presence.SCHEDULED),
    ("plan", "live"): (State.LIVE, Presence.LIVE),
    ("withdraw", "live"): (State.WITHDRAWN, Presence.EXPIRED),
    ("withdraw", "scheduled"): (State.WITHDRAWN, Presence.NONE),
    ("unschedule", "scheduled"): (State.APPROVED, Presence.NONE),
    ("end", "live"): (State.LIVE, Presence.LIVE),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.__name__)
@pytest.mark.parametrize("person", PEOPLE)
def test_the_table(person, action, state, request):
    people, states = TABLE[action.__name__]
    user = request.getfixturevalue(person)
    article = STATES[state]()
    before = (article.state, article.presence(timezone.now()))

    if person in people and state in states:
        action(article, user)
    else:
        with pytest.raises(REFUSALS):
            action(article, user)

    article = Article.objects.get(pk=article.pk)
    after = (article.state, article.presence(timezone.now()))
    wanted = AFTER.get((action.__name__, state), before)
    assert after == (wanted if person in people and state in states else before)


def test_nobody_approves_what_they_wrote_last(doctor, writer):
    doctor.groups.add(*writer.groups.all())
    article = make_draft(by=doctor)
    reviewing.submit(article, by=doctor)

    with pytest.raises(NotPossible, match="wrote last"):
        sign(article, doctor)


def test_a_text_that_was_sent_back_is_not_published_although_its_words_were_signed_once(editor):
    article = review(make_draft())
    Article.objects.update(state=State.DRAFT)
    article.refresh_from_db()

    with pytest.raises(publishing.NotReady, match="Send the text for review"):
        publish(article, editor)


def test_the_desk_offers_what_the_table_allows(doctor, editor):
    article = in_review()

    assert moves.is_open(article, "sign", doctor)
    assert not moves.is_open(article, "sign", editor)
    assert not moves.is_open(article, "publish", editor)
