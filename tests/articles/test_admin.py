"""Writing at the desk: drafts save with anything, and nothing typed is ever lost."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.forms import model_to_dict
from django.urls import reverse

from articles import editing
from articles.models import Article, Edition, State
from clinic.models import AuditEvent
from tests.articles.rows import make_article, make_draft, make_live, make_topic

pytestmark = pytest.mark.django_db

LIST = "/staff/articles/article/"
ADD = "/staff/articles/article/add/"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def change(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def typed(sources: int = 2, **facts) -> dict[str, object]:
    """What a browser sends from the form of a new article."""
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
        "sources-TOTAL_FORMS": sources,
        "sources-INITIAL_FORMS": 0,
    }
    for number in range(sources):
        row = {"order": number, "title": f"Study {number}", "publisher": "BMJ", "year": 1999}
        post |= {f"sources-{number}-{name}": value for name, value in row.items()}
    return post | facts


def sent_back(article: Article, **facts) -> dict[str, object]:
    """The article's form, sent as it was opened; a browser ends lines in its own way."""
    names = ("title", "slug", "topic", "drawing", "summary", "standfirst", "key_points",
             "body_html", "about", "author")  # fmt: skip
    sent = {name: model_to_dict(article)[name] for name in names}
    sources = list(article.sources.all())
    sent |= {"sources-TOTAL_FORMS": len(sources), "sources-INITIAL_FORMS": len(sources)}
    for number, source in enumerate(sources):
        for name, value in model_to_dict(source).items():
            sent[f"sources-{number}-{name}"] = value
    sent["base"] = article.revisions.first().number
    return {
        name: "" if value is None else str(value).replace("\n", "\r\n")
        for name, value in (sent | facts).items()
    }


def act(desk, action: str, *articles: Article) -> str:
    post = {"action": action, "_selected_action": [article.pk for article in articles]}
    return desk.post(LIST, post, follow=True).content.decode()


def test_a_draft_is_written_with_its_sources_as_one_revision(desk, editor):
    response = desk.post(ADD, typed(**{"sources-0-url": "example.org/study"}))

    assert response.status_code == 302
    article = Article.objects.get()
    assert article.state == State.DRAFT
    assert article.body_html == '<h2 id="why">Why</h2><p>A muscle tightens.</p>'
    revision = article.revisions.get()
    assert [source["url"] for source in revision.content["sources"]] == [
        "https://example.org/study",
        "",
    ]
    assert revision.saved_by == editor


def test_an_empty_draft_is_kept(desk):
    empty = dict.fromkeys(typed(sources=0), "")
    forms = {"sources-TOTAL_FORMS": 0, "sources-INITIAL_FORMS": 0}

    assert desk.post(ADD, empty | forms).status_code == 302

    article = Article.objects.get()
    assert str(article) == f"Untitled article {article.pk}"
    assert "Untitled article" in desk.get(LIST).content.decode()


def test_a_source_of_which_only_the_link_is_known_is_kept(desk):
    bare = {"sources-0-title": "", "sources-0-publisher": "", "sources-0-year": ""}

    desk.post(ADD, typed(sources=1, **bare, **{"sources-0-url": "https://example.org/"}))

    assert Article.objects.get().sources.get().url == "https://example.org/"


def test_a_draft_may_be_kept_with_its_rows_for_sources_left_empty(desk):
    rows = {f"sources-{n}-{name}": "" for n in range(2) for name in ("title", "publisher", "year")}

    desk.post(ADD, typed(**rows, **{"sources-0-order": 0, "sources-1-order": 0}))

    assert not Article.objects.get().sources.exists()


def test_what_was_typed_is_still_there_after_a_mistake(desk):
    html = desk.post(ADD, typed(slug="feed", summary="My own words.")).content.decode()

    assert "“feed” is the address of another page" in html
    assert "My own words." in html
    assert "&lt;p&gt;A muscle tightens.&lt;/p&gt;" in html
    assert 'value="Study 1"' in html


def test_an_address_that_readers_know_for_another_article_is_refused(desk):
    article = make_live("cramps").article
    article.slug = "moved-on"
    article.save()

    html = desk.post(ADD, typed(slug="cramps")).content.decode()

    assert "Readers know this address as that of another article." in html


def test_an_article_sent_back_unchanged_leaves_no_trace(desk):
    call_command("sample_articles", verbosity=0)
    events = AuditEvent.objects.count()

    for article in Article.objects.all():
        assert desk.post(change(article), sent_back(article)).status_code == 302

    assert AuditEvent.objects.count() == events
    assert not Article.objects.exclude(revisions__number=1).exists()


def test_a_change_is_a_revision_that_says_what_and_why(desk, editor):
    article = make_draft()

    desk.post(change(article), sent_back(article, title="Cramps at night", reason="Clearer"))

    newest = article.revisions.first()
    assert (newest.number, newest.saved_by, newest.reason) == (2, editor, "Clearer")
    assert AuditEvent.objects.first().detail["fields"] == ["title"]


def test_a_source_that_changes_is_a_change(desk):
    article = make_article()

    desk.post(change(article), sent_back(article, **{"sources-0-year": "2003"}))

    newest = article.revisions.first()
    assert newest.content["sources"][0]["year"] == 2003
    assert newest.covered_by is None


def test_a_minor_edit_asks_why(desk):
    article = make_article()
    minor = sent_back(article, title="Night, cramps", is_minor="on")

    assert "Say in a few words why" in desk.post(change(article), minor).content.decode()

    desk.post(change(article), minor | {"reason": "A comma"})
    newest = article.revisions.first()
    assert newest.is_minor and newest.covered_by


def test_the_second_of_two_editors_is_stopped_and_loses_nothing(desk, client, writer):
    article = make_draft(by=writer, key_points="First.\nSecond.")
    mine = sent_back(article, title="My title", key_points="First.\nMine.")
    other = Article.objects.get()
    other.title = "Wren’s title"
    editing.save(other, by=writer)

    html = desk.post(change(article), mine).content.decode()

    assert "wren saved this article after you opened it." in html
    assert 'value="My title"' in html  # nothing typed is lost
    assert "<ins>Wren’s title</ins>" in html  # the difference, in words
    assert "<del>Second.</del>" in html.replace("\n", "")
    article.refresh_from_db()
    assert article.title == "Wren’s title"

    desk.post(change(article), mine | {"base": 2})
    article.refresh_from_db()
    assert article.title == "My title"
    assert [revision.number for revision in article.revisions.all()] == [3, 2, 1]


def test_editors_are_told_that_readers_keep_what_they_have(desk):
    article = make_live().article

    html = desk.post(
        change(article), sent_back(article, title="Not yet"), follow=True
    ).content.decode()

    assert "Readers keep the text they have until this one is published." in html
    assert Edition.objects.get().title == "Night cramps"


def test_a_nurse_has_no_business_at_the_editors_desk(client, nurse):
    client.force_login(nurse)
    article = make_draft()

    for page in ("", f"{article.pk}/change/", f"{article.pk}/desk/", f"{article.pk}/revisions/"):
        assert client.get(LIST + page).status_code == 403


def test_a_draft_is_deleted_and_what_readers_saw_or_a_doctor_signed_is_not(desk, editor):
    live, signed, draft = make_live("live").article, make_article("signed"), make_draft("draft")

    for article in (live, signed, draft):
        desk.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
    act(desk, "delete_selected", live)

    assert set(Article.objects.all()) == {live, signed}
    event = AuditEvent.objects.get(action="article deleted")
    assert (event.actor, event.detail["title"]) == (editor, "Draft")


def test_a_writer_deletes_nothing(client, writer):
    client.force_login(writer)
    draft = make_draft(by=writer)

    delete = reverse("admin:articles_article_delete", args=[draft.pk])

    assert client.post(delete, {"post": "yes"}).status_code == 403
    assert Article.objects.exists()


def test_who_saves_sees_what_the_article_needs_next(desk):
    response = desk.post(ADD, typed(), follow=True)

    article = Article.objects.get()
    html = response.content.decode()
    assert response.redirect_chain == [(f"{LIST}{article.pk}/desk/", 302)]
    assert "“Night cramps” is saved. Below is what it needs next." in html
    assert "Send for review" in html


def test_who_goes_on_writing_stays_with_the_text(desk):
    response = desk.post(ADD, typed() | {"_continue": "yes"}, follow=True)

    assert response.redirect_chain == [(change(Article.objects.get()), 302)]
    assert "You can go on writing." in response.content.decode()


def test_a_new_article_is_no_minor_edit(desk):
    assert "This is a minor edit" not in desk.get(ADD).content.decode()
    html = desk.get(change(make_draft())).content.decode()

    assert html.index('id="sources-group"') < html.index("This is a minor edit")
    assert "Save and add another" not in html


def test_each_mistake_is_named_at_the_top_and_leads_to_its_field(desk):
    html = desk.post(ADD, typed(slug="feed", **{"sources-1-year": "12"})).content.decode()

    assert "<title>Error: " in html
    assert '<a href="#id_slug">Address: “feed” is the address of another page.' in html
    assert '<a href="#id_sources-1-year">Source 2, year: Ensure' in html


def test_two_empty_rows_wait_for_sources_and_no_more_than_are_needed(desk):
    for sources, rows in ((0, 2), (1, 2), (3, 3)):
        html = desk.get(change(make_draft(f"with-{sources}", sources=sources))).content.decode()

        assert f'name="sources-TOTAL_FORMS" value="{rows}"' in html


def test_a_reviewer_reads_and_changes_nothing(client, doctor):
    client.force_login(doctor)
    article = make_draft()

    response = client.get(change(article), follow=True)

    assert response.redirect_chain == [(f"{LIST}{article.pk}/desk/", 302)]
    assert ">Preview</button>" in response.content.decode()  # as readers see it
    assert ">Write</a>" not in response.content.decode()
    assert client.post(change(article), sent_back(article, title="New")).status_code == 403
