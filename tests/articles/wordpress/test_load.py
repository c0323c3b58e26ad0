"""Posts and pages of an export become articles, in states that this site can answer for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles import desk, editing, publishing
from articles.models import Article, Edition, Imported, OldAddress, Presence, Review, Topic
from clinic.models import AuditEvent
from tests.articles.rows import make_article, make_live, make_topic
from tests.articles.wordpress.exports import comment, meta
from tests.articles.wordpress.loading import (
    DOCTOR,
    SITE,
    article,
    bring_in,
    fate,
    in_category,
    page,
    post,
)

pytestmark = pytest.mark.django_db
OLD_DAY = datetime(2012, 3, 15, 15, 30, tzinfo=UTC)
MAYA = (
    "<wp:author><wp:author_login>maya</wp:author_login>"
    "<wp:author_display_name>Maya Torres, RN</wp:author_display_name></wp:author>"
)


def test_a_post_becomes_an_article_with_all_that_was_known_of_it():
    inside = in_category("Self-care", "Veins &amp; legs") + in_category(
        "socks", taxonomy="post_tag"
    )
    text = "<h2>Why</h2>\n\nVeins widen.<!--more-->"

    bring_in(
        post(7, "spider-veins", text, excerpt_encoded="Small veins show.", inside=inside),
        before=MAYA,
    )

    found = article("spider-veins")
    assert (found.title, found.topic.name, found.author) == (
        "Spider veins",
        "Self-care",
        "Maya Torres, RN",
    )
    assert found.about == "Veins & legs\nsocks"
    assert found.summary == found.standfirst == "Small veins show."
    assert found.body_html == '<h2 id="why">Why</h2><p>Veins widen.</p>'
    assert found.created_at == found.published_before == OLD_DAY
    revision = editing.latest(found)
    assert (revision.number, revision.reason, revision.saved_by) == (1, "Imported", None)
    assert Imported.objects.get(article=found).guid == f"{SITE}/?p=7"


@pytest.mark.parametrize(
    ("status", "state", "was_public"),
    [
        ("publish", "in_review", True),
        ("draft", "draft", False),
        ("pending", "draft", False),
        ("private", "draft", False),
    ],
)
def test_no_reader_sees_what_no_doctor_read(client, status, state, was_public):
    bring_in(post(7, "spider-veins", wp_status=status))

    found = article("spider-veins")
    assert found.state == state
    assert found.published_before == (OLD_DAY if was_public else None)
    assert found.presence(timezone.now()) == Presence.NONE
    assert client.get("/articles/spider-veins/").status_code == 404


def test_what_needed_a_password_is_a_draft():
    reckoning = bring_in(post(7, wp_post_password="sesame"), vouched=DOCTOR)

    assert article("post-7").state == "draft"
    assert "password" in fate(reckoning).why


def test_a_planned_post_waits_for_review_and_its_day_is_not_forgotten():
    reckoning = bring_in(
        post(7, wp_status="future", wp_post_date_gmt="2098-01-02 09:00:00", wp_post_date="")
    )

    revision = editing.latest(article("post-7"))
    assert revision.reason == "Imported; planned for 2098-01-02 09:00 UTC"
    assert (fate(reckoning).state_there, fate(reckoning).state_here) == ("scheduled", "in review")


@pytest.mark.parametrize(("status", "why"), [("trash", "in the bin"), ("auto-draft", "ever saved")])
def test_what_was_thrown_away_stays_away(status, why):
    reckoning = bring_in(post(7, wp_status=status))

    assert not Article.objects.exists()
    assert (fate(reckoning).outcome, why in fate(reckoning).why) == ("skipped", True)


def test_menus_and_unknown_kinds_are_counted_and_left():
    reckoning = bring_in(post(7, wp_post_type="nav_menu_item"), post(8, wp_post_type="recipe"))

    data = reckoning.as_data()
    assert not Article.objects.exists()
    assert data["other"]["recipe"] == {
        "total": 1,
        "skipped": 1,
        "why": "this kind of entry has no place here",
    }
    assert "menus" in data["other"]["nav_menu_item"]["why"]


def test_with_a_doctor_s_name_texts_go_live_under_their_old_day(client):
    reckoning = bring_in(post(7, "spider-veins", inside=in_category("Symptoms")), vouched=DOCTOR)

    edition = Edition.objects.published(timezone.now()).get()
    assert (edition.first_published_at, edition.live_from) == (OLD_DAY, OLD_DAY)
    assert edition.review.reviewer_name == DOCTOR.name
    assert (edition.review.reviewed_on, edition.review.due_on) == (
        DOCTOR.reviewed_on,
        DOCTOR.due_on,
    )
    assert fate(reckoning).state_here == "live"
    text = client.get("/articles/spider-veins/").content.decode()
    assert "March 15, 2012" in text
    assert "Ingrid Solberg" in text
    for empty in ("Key points", "References", 'src=""', 'class="lead"'):
        assert empty not in text
    assert 'class="sum"' not in client.get("/articles/").content.decode()


def test_the_desk_still_names_what_an_imported_text_lacks():
    bring_in(post(7), vouched=DOCTOR)

    found = article("post-7")
    missing = " ".join(desk.missing(found, editing.latest(found), timezone.localdate()))
    assert "Name at least 2 sources" in missing
    assert "key points" in missing


def test_what_was_planned_is_planned_here_too():
    bring_in(
        post(7, wp_status="future", wp_post_date_gmt="2098-01-02 09:00:00"),
        vouched=DOCTOR,
    )

    edition = Edition.objects.get()
    assert edition.live_from == datetime(2098, 1, 2, 9, tzinfo=UTC)
    assert not Edition.objects.published(timezone.now()).exists()


def test_drafts_stay_drafts_whoever_vouches():
    bring_in(post(7, wp_status="draft"), vouched=DOCTOR)

    assert article("post-7").state == "draft"
    assert not Review.objects.exists()


def test_an_empty_post_is_not_published_and_the_reckoning_says_why():
    reckoning = bring_in(post(7, content=""), vouched=DOCTOR)

    assert article("post-7").state == "in_review"
    assert fate(reckoning).why == "not published: Write the text."
    assert not Review.objects.exists()


def test_nobody_at_the_desk_can_leave_the_checklist_out(editor):
    with pytest.raises(PermissionDenied):
        publishing.publish(make_article(sources=0), by=editor, was_public=True)


def test_an_import_needs_a_review_too():
    bring_in(post(7))

    with pytest.raises(publishing.NotReady, match="medical reviewer"):
        publishing.publish(article("post-7"), by=None, was_public=True)


def test_topics_are_found_again_by_name_and_made_once():
    make_topic("Self-care")

    bring_in(
        post(7, inside=in_category("self-care")),
        post(8, inside=in_category("Uncategorized", "Veins &amp; legs")),
        post(9, inside=in_category("Veins &amp; legs")),
        post(10),
        page(11, "our-team"),
        post(12, inside=in_category("Long " * 20)),
        post(13, inside=in_category("静脈", "脚")),
        post(14, inside=in_category("脚")),
    )

    names = {x.slug: x.topic.name for x in Article.objects.all()}
    assert names["post-7"] == "Self-care"
    assert names["post-8"] == names["post-9"] == "Veins & legs"
    assert names["post-10"] == "Uncategorized"
    assert names["our-team"] == "Pages"
    assert len(names["post-12"]) <= 60
    assert (names["post-13"], names["post-14"]) == ("静脈", "脚")
    assert all(topic.slug for topic in Topic.objects.all())


def test_an_address_that_is_taken_gets_a_number():
    make_live("spider-veins")

    bring_in(
        post(7, "spider-veins"),
        post(8, "spider-veins"),
        page(9, "search"),
        post(10, "", title="", wp_post_name=""),
    )

    slugs = set(Article.objects.values_list("slug", flat=True))
    assert {"spider-veins", "spider-veins-2", "spider-veins-3", "search-2"} <= slugs
    assert len(slugs) == 5


def test_an_address_that_readers_had_for_another_article_stays_theirs():
    other = make_live("new-name").article
    OldAddress(path="/articles/spider-veins/", article=other).save()

    bring_in(post(7, "spider-veins"))

    assert article("spider-veins-2")


def test_all_authors_of_a_text_are_named():
    names = in_category("Maya Torres", "Edith Park", taxonomy="author")

    bring_in(post(7, inside=names), post(8, dc_creator="gone"))

    assert article("post-7").author == "Maya Torres, Edith Park"
    assert article("post-8").author == "gone"


def test_comments_are_counted_and_dropped():
    reckoning = bring_in(post(7, inside=comment() + comment() + comment("pingback")))

    assert reckoning.as_data()["comments_dropped"] == 3
    assert "2 comments and 1 pings dropped." in reckoning.in_words()
    assert "Thank you!" not in article("post-7").body_html


def test_the_search_engine_s_description_stands_in_for_an_excerpt():
    bring_in(post(7, inside=meta("_yoast_wpseo_metadesc", "What to do about cramps.")))

    assert article("post-7").summary == "What to do about cramps."


def test_the_import_is_in_the_audit_trail():
    bring_in(post(7), vouched=DOCTOR)

    event = AuditEvent.objects.get(action="articles imported")
    assert event.detail == {
        "source": SITE,
        "outcomes": {"made": 1},
        "reviewer": DOCTOR.name,
    }


def test_an_entry_that_stands_twice_comes_in_once():
    reckoning = bring_in(post(7), post(7))

    assert Article.objects.count() == 1
    assert [x.outcome for x in reckoning.fates] == ["made", "skipped"]
    assert fate(reckoning, 1).why == "it stands in the file twice"


def test_the_reckoning_says_it_in_plain_words():
    reckoning = bring_in(
        post(7),
        post(8, wp_status="draft"),
        page(9, "our-team"),
        post(10, wp_post_type="recipe"),
    )

    assert reckoning.in_words()[:6] == [
        "Riverside Veins: 4 entries.",
        "2 posts made (1 draft, 1 published).",
        "1 page made (1 published).",
        "1 of kind recipe skipped (1: this kind of entry has no place here).",
        "2 articles wait for a medical review. Until then no reader sees them.",
        "0 comments and 0 pings dropped.",
    ]


def test_a_guid_longer_than_its_column_is_known_again():
    guid = f"{SITE}/?p=7&x=" + "y" * 600

    bring_in(post(7, guid=guid))
    reckoning = bring_in(post(7, guid=guid))

    assert Article.objects.count() == 1
    assert fate(reckoning).outcome == "unchanged"
