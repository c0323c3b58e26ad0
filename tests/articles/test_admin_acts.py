"""What the desk says and offers at each moment, and what is still taken from who was away."""

from __future__ import annotations

import pytest
from django.utils import timezone

from articles import reviewing
from articles.models import Presence, State
from clinic.models import AuditEvent
from tests.articles.rows import DAY, make_article, make_draft, make_live, review
from tests.articles.test_admin_desk import desk_of, local, press, sign_in
from tests.articles.test_editing import change
from tests.clinic.test_middleware import sit_idle

pytestmark = pytest.mark.django_db


def test_what_is_seldom_wanted_is_folded_away_until_it_was_refused(client, editor):
    article = make_live().article
    sign_in(client, editor)

    assert (
        '<details class="ad-details"><summary>Take it off'
        in client.get(desk_of(article)).content.decode()
    )
    html = press(client, article, "withdraw").content.decode()

    assert '<details class="ad-details" open><summary>Take it off' in html
    assert '<a href="#act-withdraw">Not done: withdraw now.' in html
    assert "<title>Error: Night cramps | Review and publish" in html


def test_nobody_is_offered_to_publish_what_readers_have_already(client, editor):
    article = make_live().article
    sign_in(client, editor)

    assert "act-publish" not in client.get(desk_of(article)).content.decode()
    change(article, by=editor, summary="Most are harmless.")
    assert "act-publish" not in client.get(desk_of(article)).content.decode()  # not reviewed
    article.refresh_from_db()
    review(article)
    assert "act-publish" in client.get(desk_of(article)).content.decode()


def test_the_desk_names_the_time_zone_and_leads_to_the_page(client, editor, settings):
    article = make_live().article

    html = sign_in(client, editor).get(desk_of(article)).content.decode()

    assert f"All times are clinic time ({settings.TIME_ZONE})." in html
    assert '<a href="/articles/night-cramps/">On the site</a>' in html


def test_a_planned_publication_names_its_time_and_can_be_moved_to_now(client, editor):
    article = make_article()
    sign_in(client, editor)

    html = press(client, article, "publish", at=local(timezone.now() + DAY)).content.decode()
    assert "“Night cramps” is published from " in html
    assert "Text: scheduled" in html

    html = press(client, article, "publish").content.decode()
    assert "“Night cramps” is published." in html
    assert article.presence(timezone.now()) == Presence.LIVE


def test_a_doctor_is_led_to_what_changed_since_the_last_review(client, doctor, editor):
    article = make_live().article
    sign_in(client, doctor)
    assert "since=review" not in client.get(desk_of(article)).content.decode()

    change(article, by=editor, summary="Most are harmless.")

    assert "since=review" in client.get(desk_of(article)).content.decode()


@pytest.mark.parametrize("part", ["ask", "share"])
def test_an_address_that_only_takes_forms_leads_back_to_the_desk(client, editor, part):
    article = make_draft()

    response = sign_in(client, editor).get(f"{desk_of(article)}{part}/")

    assert response["Location"] == desk_of(article)


def test_what_a_doctor_asks_for_is_kept_however_long_it_took_to_write(client, doctor, writer):
    article = make_draft(by=writer)
    reviewing.submit(article, by=writer)
    client.force_login(doctor)
    sit_idle(client, 90)

    desk = f"/staff/articles/article/{article.pk}/desk/"
    words = {"act": "publish", "ask-words": "Name the dose."}
    shown = client.post(f"{desk}ask/", words, follow=True).content.decode()

    assert "What you typed is saved." in shown
    assert (
        AuditEvent.objects.get(action="article needs changes").detail["words"] == words["ask-words"]
    )
    article.refresh_from_db()
    assert article.state == State.DRAFT


def test_nobody_signs_for_a_doctor_who_left(client, doctor, writer):
    article = make_draft(by=writer)
    reviewing.submit(article, by=writer)
    client.force_login(doctor)
    sit_idle(client, 21)

    sign = {"act": "sign", "sign-number": 1, "sign-reviewed_on": "2020-01-01"}
    desk = f"/staff/articles/article/{article.pk}/desk/"
    for address in (desk, f"{desk}ask/"):
        client.post(address, sign | {"sign-due_on": "2099-01-01"})

    assert not article.reviews.exists()


def test_a_look_of_ones_own_leaves_no_line_among_the_links_and_in_the_timeline(client, editor):
    article = make_draft()
    sign_in(client, editor)

    client.post(f"/staff/articles/article/{article.pk}/preview/")

    html = client.get(desk_of(article)).content.decode()
    assert "Close this link" not in html and "Article preview made" not in html
    assert AuditEvent.objects.filter(action="article preview made").exists()


def test_a_signature_that_is_due_again_stands_open(client, doctor):
    edition = make_live()
    sign_in(client, doctor)
    assert (
        "<summary>It is signed. Sign it again"
        in client.get(desk_of(edition.article)).content.decode()
    )

    edition.review.due_on = timezone.localdate()
    edition.review.save()

    html = client.get(desk_of(edition.article)).content.decode()
    assert "Sign it again" not in html and 'value="Sign the review"' in html
