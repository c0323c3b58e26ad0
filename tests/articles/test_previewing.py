"""A preview link shows one revision to whoever has it, until it ends, and takes an answer."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles import editing, previewing, publishing
from articles.models import Article, Opinion, PreviewLink, State
from clinic.models import AuditEvent
from tests.articles.rows import DAY, make_article, make_draft, make_live
from tests.articles.test_editing import change

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(writer) -> Article:
    return make_draft(by=writer, title="Not public yet")


@pytest.fixture
def address(article, writer) -> str:
    return previewing.share(editing.latest(article), by=writer).removeprefix("http://localhost")


def test_whoever_has_the_link_sees_the_page_without_signing_in(client, address):
    response = client.get(address)

    html = response.content.decode()
    assert response.status_code == 200
    assert "Not public yet" in html
    assert "Not medically reviewed yet" in html
    assert "Preview of revision 1. It is not public." in html
    assert '<aside class="preview-bar" aria-label="Preview">' in html  # on paper as well


def test_nobody_keeps_or_lists_a_preview(client, address):
    response = client.get(address)

    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert not response.cookies


def test_a_preview_is_the_page_that_readers_will_see(client, writer):
    edition = make_live()
    public = client.get(edition.get_absolute_url()).content.decode()
    link = previewing.share(edition.revision, by=writer).removeprefix("http://localhost")

    shown = client.get(link).content.decode()

    def article_of(html: str) -> str:
        """Without the form below it, which asks those who read what is public."""
        article = html.partition("<article>")[2].partition("</article>")[0]
        before, _, rest = article.partition('<section class="panel tint stack no-print"')
        after = rest.partition("</section>")[2] if rest else ""
        return "".join(f"{before}{after}".split())

    assert article_of(shown) == article_of(public) != ""


def test_even_an_empty_draft_has_a_preview(client, writer):
    article = Article()
    editing.save(article, by=writer)
    link = previewing.share(editing.latest(article), by=writer).removeprefix("http://localhost")

    assert client.get(link).status_code == 200


def test_a_link_shows_the_revision_it_was_made_for(client, address, article, writer):
    change(article, by=writer, title="Written later")

    html = client.get(address).content.decode()

    assert "Not public yet" in html
    assert "Written later" not in html


def test_the_secret_itself_is_not_in_the_database(address):
    secret = address.split("/")[-2]

    assert len(secret) >= 43
    assert secret not in str(PreviewLink.objects.values())


@pytest.mark.parametrize("how", ["expired", "revoked", "wrong", "cut"])
def test_a_link_that_does_not_work_says_so_kindly(client, address, writer, how):
    if how == "expired":
        PreviewLink.objects.update(expires_at=timezone.now())
    elif how == "revoked":
        previewing.revoke(PreviewLink.objects.get(), by=writer)
    elif how == "wrong":
        address = address.replace("preview/", "preview/x")
    else:
        address = address[:-9] + "/"

    response = client.get(address)

    assert response.status_code == 404
    assert "This link does not work any more" in response.content.decode()
    assert response["Cache-Control"] == "no-store, private"
    assert client.post(address, {"verdict": "approves", "name": "A"}).status_code == 404
    assert not Opinion.objects.exists()


def test_an_approval_is_kept_with_name_and_words_and_changes_nothing_else(client, address, article):
    post = {"verdict": "approves", "name": "Noor Aziz", "words": "Fine."}

    response = client.post(address, post, follow=True)

    html = response.content.decode()
    assert "Thank you." in html
    assert "<form" not in html
    assert f'<a href="{address}#answer">Answer again</a>' in html
    opinion = Opinion.objects.get()
    assert (opinion.verdict, opinion.name, opinion.words) == ("approves", "Noor Aziz", "Fine.")
    article.refresh_from_db()
    assert (article.state, article.reviews.count()) == (State.DRAFT, 0)
    event = AuditEvent.objects.first()
    assert (event.action, event.target_id) == ("article preview answered", str(article.pk))
    assert event.detail["name"] == "Noor Aziz"


@pytest.mark.parametrize(
    ("post", "words"),
    [
        ({"name": "Noor"}, "Choose whether you approve the text"),
        ({"verdict": "approves"}, "Enter your name"),
        ({"verdict": "asks", "name": "Noor"}, "Say what should change</a>"),
        ({"verdict": "publish", "name": "Noor"}, "Choose whether you approve the text"),
    ],
)
def test_an_answer_that_lacks_something_says_what_and_keeps_the_rest(client, address, post, words):
    response = client.post(address, post | {"words": ""})

    html = response.content.decode()
    assert response.status_code == 422
    assert words in html
    assert "<title>Error: " in html
    assert post.get("name", "") in html
    assert not Opinion.objects.exists()


def test_a_flood_of_answers_is_slowed_and_nothing_typed_is_lost(client, address, monkeypatch):
    monkeypatch.setattr("articles.preview_views.ANSWERS_AN_HOUR", 1)
    post = {"verdict": "asks", "name": "Noor", "words": "Please mend the dose."}
    client.post(address, post)

    response = client.post(address, post)

    html = response.content.decode()
    assert response.status_code == 422
    assert "Wait an hour" in html
    assert "Please mend the dose." in html
    assert Opinion.objects.count() == 1


def test_only_who_may_read_drafts_shares_them(article, nurse):
    with pytest.raises(PermissionDenied):
        previewing.share(editing.latest(article), by=nurse)


def test_an_own_preview_ends_soon(article, writer):
    previewing.look(editing.latest(article), by=writer)

    assert PreviewLink.objects.get().expires_at < timezone.now() + DAY


def test_a_link_that_is_closed_twice_was_closed_the_first_time(editor):
    previewing.share(editing.latest(make_draft()), by=editor)
    link = PreviewLink.objects.get()
    previewing.revoke(link, by=editor)
    closed = link.revoked_at

    previewing.revoke(link, by=editor)

    link.refresh_from_db()
    assert link.revoked_at == closed


def test_a_preview_says_nothing_of_a_day_that_is_only_planned(editor):
    now = timezone.now()
    article = make_article()
    publishing.publish(article, by=editor, at=now + 7 * DAY)

    shown = previewing.as_edition(editing.latest(article), now)

    assert shown.first_published_at == now


def test_no_name_hides_a_shared_link_from_the_desk(article, writer):
    previewing.look(editing.latest(article), by=writer)
    for made_for in ("", "their own look", "Dr. Aziz"):
        previewing.share(editing.latest(article), by=writer, made_for=made_for)

    found = previewing.shared(article, timezone.now())

    assert sorted(link.made_for for link in found) == ["", "Dr. Aziz", "their own look"]
