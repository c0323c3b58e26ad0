"""The editors' desk: what editors can do there, and what the desk refuses."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, State
from clinic.models import AuditEvent
from tests.articles.rows import DAY, make_article, make_hidden, make_live, make_topic

pytestmark = pytest.mark.django_db

LIST = "/staff/articles/article/"
ADD = "/staff/articles/article/add/"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def change(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def typed(article: Article | None = None, sources: int = 2, **facts) -> dict[str, object]:
    """What a browser sends from the article's form."""
    rows = list(article.sources.all()) if article else []
    post = {
        "title": "Night cramps",
        "slug": "night-cramps",
        "topic": make_topic().pk,
        "drawing": "night-leg-cramps",
        "summary": "Most cramps are harmless.",
        "standfirst": "Many of us know them.",
        "key_points": "Most cramps are harmless.",
        "body_html": "<h2>Why</h2><p>A muscle tightens.</p>",
        "author": "Edith Park",
        "reviewer": "Ingrid Solberg, MD",
        "reviewed_on": "2026-03-04",
        "review_due": "2028-03-04",
        "sources-TOTAL_FORMS": sources,
        "sources-INITIAL_FORMS": len(rows),
    }
    for number in range(sources):
        row = {"order": number, "title": f"Study {number}", "publisher": "BMJ", "year": 1999}
        if number < len(rows):
            row |= {"id": rows[number].pk, "article": article.pk}
        post |= {f"sources-{number}-{name}": value for name, value in row.items()}
    return post | facts


def act(desk, action: str, *articles: Article) -> str:
    post = {"action": action, "_selected_action": [article.pk for article in articles]}
    return desk.post(LIST, post, follow=True).content.decode()


def test_an_editor_writes_a_draft(desk):
    response = desk.post(ADD, typed(**{"sources-0-url": "example.org/study"}))

    assert response.status_code == 302
    article = Article.objects.get()
    assert article.state(timezone.now()) == State.DRAFT
    assert article.body_html == '<h2 id="why">Why</h2><p>A muscle tightens.</p>'
    assert [source.url for source in article.sources.all()] == ["https://example.org/study", ""]


def test_an_unfinished_draft_may_be_kept(desk):
    empty = dict.fromkeys(("summary", "key_points", "body_html", "reviewed_on", "review_due"), "")

    desk.post(ADD, typed(sources=0, **empty))

    assert Article.objects.get().summary == ""


def test_a_draft_may_be_kept_with_its_rows_for_sources_left_empty(desk):
    rows = {f"sources-{n}-{name}": "" for n in range(2) for name in ("title", "publisher", "year")}

    response = desk.post(ADD, typed(**rows, **{"sources-0-order": 0, "sources-1-order": 0}))

    assert response.status_code == 302
    assert not Article.objects.get().sources.exists()


def test_what_was_typed_is_still_there_after_a_mistake(desk):
    html = desk.post(ADD, typed(slug="feed", summary="My own words.")).content.decode()

    assert "“feed” is the address of another page" in html
    assert "My own words." in html
    assert "&lt;p&gt;A muscle tightens.&lt;/p&gt;" in html
    assert 'value="Study 1"' in html


def test_the_desk_says_which_tags_may_be_used(desk):
    html = desk.get(ADD).content.decode()

    assert "All other tags are taken out when you save." in html
    assert "&lt;section class=&quot;alert&quot;&gt;" in html


def test_the_days_of_publication_cannot_be_typed(desk):
    article = make_article()

    desk.post(change(article), typed(article, publish_at_0="2026-01-01", publish_at_1="00:00"))

    article.refresh_from_db()
    assert article.title == "Night cramps"
    assert article.publish_at is None


def test_an_address_stays_once_readers_may_have_it(desk):
    article = make_live()

    response = desk.post(change(article), typed(article, title="New title", slug="elsewhere"))

    assert response.status_code == 302
    article.refresh_from_db()
    assert (article.title, article.slug) == ("New title", "night-cramps")


@pytest.mark.parametrize("name", ["summary", "body_html", "reviewer", "reviewed_on", "author"])
def test_a_published_article_keeps_what_it_needed(desk, name):
    article = make_live()

    response = desk.post(change(article), typed(article, **{name: ""}))

    assert response.status_code == 200
    assert "This field is required." in response.content.decode()


def test_a_published_article_keeps_a_text_that_readers_can_see(desk):
    article = make_live()

    response = desk.post(change(article), typed(article, body_html="<script>alert(1)</script>"))

    assert "Write the text. Nothing is left of it without the tags." in response.content.decode()
    article.refresh_from_db()
    assert "A muscle tightens" in article.body_html


def test_a_published_article_keeps_two_sources(desk):
    article = make_live()

    response = desk.post(change(article), typed(article, **{"sources-0-DELETE": "on"}))

    assert "keeps at least two sources" in response.content.decode()
    assert article.sources.count() == 2


def test_the_list_shows_and_finds_each_state(desk):
    make_live("a-live-one")
    make_hidden()

    for state, slug in [
        ("draft", "A draft"),
        ("scheduled", "A scheduled one"),
        ("live", "A live one"),
        ("expired", "An expired one"),
    ]:
        html = desk.get(LIST, {"state": state}).content.decode()
        assert slug in html
        assert f'field-state">{State(state).label}<' in html
        assert "1 article" in html


def test_a_made_up_state_is_no_filter(desk):
    make_live()

    assert "Night cramps" in desk.get(LIST, {"state": "x"}).content.decode()


def test_an_editor_publishes_from_the_list(desk):
    ready, bare, live = make_article("ready"), make_article("bare", sources=0), make_live("live")

    html = act(desk, "publish", ready, bare, live)

    assert "“Ready” is on the site." in html
    assert "“Bare” is not ready. List at least two sources." in html
    assert "“Live” is on the site already." in html
    assert AuditEvent.objects.get().actor_name == "edith"


def test_an_editor_withdraws_from_the_list(desk):
    live, draft = make_live("live"), make_article("draft")

    html = act(desk, "withdraw", live, draft)

    assert "“Live” was taken off the site." in html
    assert "“Draft” is not on the site." in html
    live.refresh_from_db()
    assert live.state(timezone.now()) == State.EXPIRED


def test_who_may_not_publish_is_not_offered_it(desk, editor):
    editor.groups.clear()
    editor.user_permissions.set(
        Permission.objects.filter(codename__in=("view_article", "change_article"))
    )
    article = make_article()

    act(desk, "publish", article)

    assert "Publish the chosen" not in desk.get(LIST).content.decode()
    article.refresh_from_db()
    assert article.publish_at is None


def test_a_nurse_has_no_business_at_the_editors_desk(client, nurse):
    client.force_login(nurse)

    assert client.get(LIST).status_code == 403


def test_what_readers_have_seen_is_not_deleted(desk, editor):
    editor.user_permissions.add(Permission.objects.get(codename="delete_article"))
    live, draft = make_live("live"), make_article("draft")

    for article in (live, draft):
        desk.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
    act(desk, "delete_selected", live)

    assert list(Article.objects.all()) == [live]


def test_who_may_only_look_changes_no_source(desk, editor):
    editor.groups.clear()
    editor.user_permissions.add(Permission.objects.get(codename="view_article"))
    article = make_article()

    html = desk.get(change(article)).content.decode()

    assert "Study 1" in html
    assert 'name="sources-0-title"' not in html


def test_only_a_live_article_can_be_viewed_on_the_site(desk, settings):
    live = make_live()
    scheduled = make_article("scheduled", publish_at=timezone.now() + DAY)

    assert 'class="viewsitelink"' in desk.get(change(live)).content.decode()
    assert 'class="viewsitelink"' not in desk.get(change(scheduled)).content.decode()

    settings.ROLE = "staff"
    assert 'class="viewsitelink"' not in desk.get(change(live)).content.decode()


def test_the_list_costs_the_same_however_long_it_is(desk, django_assert_num_queries):
    queries = 9
    make_article("tests", topic="Tests")
    make_article("symptoms")
    desk.get(LIST)
    with django_assert_num_queries(queries):
        desk.get(LIST)

    for number in range(15):
        make_article(f"article-{number}", topic=f"Topic {number}")
    with django_assert_num_queries(queries):
        desk.get(LIST)


def test_an_editor_names_a_topic(desk):
    post = {"name": "Clinic news", "slug": "clinic-news", "line": "", "order": 6}

    assert desk.post("/staff/articles/topic/add/", post).status_code == 302
    assert "Clinic news" in desk.get("/staff/articles/topic/").content.decode()
