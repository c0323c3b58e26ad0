"""One article's way to readers, walked on its own page: checklist, review, times, links."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import editing, previewing, reviewing
from articles.models import Article, Edition, Opinion, Presence, PreviewLink, Reviewer, State
from tests.articles.rows import DAY, make_article, make_draft, make_live
from tests.articles.test_editing import change

pytestmark = pytest.mark.django_db


def desk_of(article: Article) -> str:
    return reverse("admin:articles_article_desk", args=[article.pk])


def press(client, article: Article, act: str, **fields):
    """Send one of the small forms of the desk."""
    post = {"act": act} | {f"{act}-{name}": value for name, value in fields.items()}
    return client.post(desk_of(article), post, follow=True)


def sign_in(client, user):
    client.force_login(user)
    return client


def days(reviewed=0, due=700) -> dict[str, str]:
    today = timezone.localdate()
    return {
        "reviewed_on": (today + reviewed * DAY).isoformat(),
        "due_on": (today + due * DAY).isoformat(),
    }


def local(moment) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def test_from_draft_to_readers(client, writer, doctor, editor):
    article = make_draft(by=writer)

    html = press(sign_in(client, writer), article, "submit").content.decode()
    assert "“Night cramps” waits for a medical review." in html
    assert "Sign the review" not in html and "Withdraw" not in html

    html = press(sign_in(client, doctor), article, "sign", number=1, **days()).content.decode()
    assert "The medical review of “Night cramps” is signed. Next, somebody who publishes" in html

    html = press(sign_in(client, editor), article, "publish").content.decode()
    assert "“Night cramps” is published." in html
    assert article.presence(timezone.now()) == Presence.LIVE
    assert "Article review signed" in html  # the timeline tells it all


def test_the_desk_says_what_is_missing_before_anyone_presses(client, editor):
    article = make_draft(sources=1, summary="")

    html = sign_in(client, editor).get(desk_of(article)).content.decode()

    missing = re.findall(r'ad-missing">\s*<strong>([^<]+)', html)
    assert {"Summary", "Sources", "Medical review"} <= set(missing)


def test_the_desk_says_that_a_doctor_did_not_see_the_minor_edits(client, editor, writer):
    article = make_article()
    sign_in(client, editor)
    assert "after the signature" not in client.get(desk_of(article)).content.decode()

    article.title = "Night kramps"
    editing.save(article, by=writer, minor=True, reason="A slip")

    assert "1 minor edit came after the signature" in client.get(desk_of(article)).content.decode()


def test_a_refusal_stays_on_the_page_with_what_was_typed(client, editor):
    article = make_article(sources=1)
    at = local(timezone.now() + DAY)

    response = press(client=sign_in(client, editor), article=article, act="publish", at=at)

    html = response.content.decode()
    assert response.status_code == 422
    assert "Name at least 2 sources: 1 more." in html
    assert f'value="{at}"' in html


def test_times_are_those_of_the_clinic(client, editor):
    article = make_article()
    at = (timezone.now() + DAY).replace(second=0, microsecond=0)

    press(sign_in(client, editor), article, "publish", at=local(at), until=local(at + DAY))

    edition = Edition.objects.get()
    assert (edition.live_from, edition.live_until) == (at, at + DAY)


def test_what_is_planned_is_taken_off_the_schedule(client, editor):
    article = make_article()
    sign_in(client, editor)
    press(client, article, "publish", at=local(timezone.now() + DAY))

    html = press(client, article, "unschedule").content.decode()

    assert "“Night cramps” is off the schedule." in html
    assert article.presence(timezone.now()) == Presence.NONE


def test_withdrawing_asks_why(client, editor):
    article = make_live().article
    sign_in(client, editor)

    assert (
        "Say why readers should no longer have it."
        in press(client, article, "withdraw").content.decode()
    )
    html = press(client, article, "withdraw", reason="The dose was wrong.").content.decode()

    assert "“Night cramps” was taken off the site." in html and "The dose was wrong." in html
    assert not Edition.objects.published(timezone.now()).exists()


def test_a_doctor_sends_it_back_with_words(client, writer, doctor):
    article = make_draft(by=writer)
    reviewing.submit(article, by=writer)

    press(sign_in(client, doctor), article, "ask", words="Name the dose.")

    article.refresh_from_db()
    assert article.state == State.DRAFT
    assert "Name the dose." in sign_in(client, writer).get(desk_of(article)).content.decode()


def test_a_text_that_changed_while_the_doctor_read_is_not_signed(client, writer, doctor):
    article = make_draft(by=writer)
    reviewing.submit(article, by=writer)
    change(article, by=writer, title="Changed meanwhile")

    response = press(sign_in(client, doctor), article, "sign", number=1, **days())

    assert "Read it again, then sign." in response.content.decode()
    assert not article.reviews.exists()


@pytest.mark.parametrize("act", ["publish", "withdraw", "sign", "ask", "submit"])
def test_who_has_no_right_is_refused_whatever_they_send(client, nurse, doctor, writer, act):
    article = make_article()
    refused = doctor if act in {"publish", "withdraw", "submit"} else writer
    fields = {"number": 1, "words": "x", "reason": "x", **days()}

    response = press(sign_in(client, refused), article, act, **fields)

    assert response.status_code == 403
    assert press(sign_in(client, nurse), article, act, **fields).status_code == 403


def test_something_that_is_no_act_does_nothing(client, editor):
    article = make_article()

    assert press(sign_in(client, editor), article, "explode").status_code == 200
    assert desk_of(article).replace(str(article.pk), "999999") and (
        client.get(desk_of(article).replace(str(article.pk), "999999")).status_code == 404
    )


class TestLinks:
    def make(self, client, article, **fields) -> str:
        post = {"share-days": 14} | {f"share-{name}": value for name, value in fields.items()}
        response = client.post(reverse("admin:articles_article_share", args=[article.pk]), post)
        found = re.search(r"<code>([^<]+)</code>", response.content.decode())
        return found[1] if found else ""

    def test_a_link_is_shown_once_and_works_without_signing_in(self, client, editor):
        article = make_draft()

        address = self.make(sign_in(client, editor), article, made_for="Dr. Aziz")

        assert address.startswith("http://localhost/articles/preview/")
        assert address not in client.get(desk_of(article)).content.decode()
        client.logout()
        assert client.get(address.removeprefix("http://localhost")).status_code == 200
        link = PreviewLink.objects.get()
        assert timezone.now() + timedelta(days=13) < link.expires_at

    def test_a_link_is_closed(self, client, editor):
        article = make_draft()
        address = self.make(sign_in(client, editor), article).removeprefix("http://localhost")
        link = PreviewLink.objects.get()

        client.post(reverse("admin:articles_article_revoke", args=[article.pk, link.pk]))

        assert client.get(address).status_code == 404

    def test_a_link_of_another_article_is_not_closed_here(self, client, editor):
        self.make(sign_in(client, editor), make_draft())
        other, link = make_draft("other"), PreviewLink.objects.get()

        response = client.post(reverse("admin:articles_article_revoke", args=[other.pk, link.pk]))

        assert response.status_code == 404

    def test_an_approval_by_link_is_signed_in_the_doctors_name(self, client, writer, editor):
        outside = Reviewer.objects.create(name="Noor Aziz", credentials="MD")
        article = make_draft(by=writer)
        reviewing.submit(article, by=writer)
        address = self.make(sign_in(client, editor), article, reviewer=outside.pk)
        post = {"verdict": "approves", "name": "Noor Aziz", "words": "All right."}
        client.post(address.removeprefix("http://localhost"), post)
        html = client.get(desk_of(article)).content.decode()
        assert "Sign the review for Noor Aziz, MD" in html and "All right." in html

        fields = {"opinion": Opinion.objects.get().pk, "number": 1, **days()}
        press(client, article, "countersign", **fields)

        article.refresh_from_db()
        assert article.state == State.APPROVED
        assert article.reviews.get().reviewer_name == "Noor Aziz, MD"

    def test_the_preview_button_leads_to_the_page_itself(self, client, writer):
        article = make_draft(title="Seen before it is public")

        response = sign_in(client, writer).post(
            reverse("admin:articles_article_preview", args=[article.pk])
        )

        page = client.get(response["Location"].removeprefix("http://localhost"))
        assert "Seen before it is public" in page.content.decode()


def test_the_desk_of_an_article_that_was_never_saved_is_kind(client, editor):
    article = Article.objects.create()

    html = sign_in(client, editor).get(desk_of(article)).content.decode()

    assert "Save the article first." in html


def test_a_preview_of_what_was_never_saved_is_not_there(client, editor):
    article = Article.objects.create()
    address = reverse("admin:articles_article_preview", args=[article.pk])

    assert sign_in(client, editor).post(address).status_code == 404
    assert previewing.find("x", timezone.now()) is None
    assert editing.latest(article) is None
