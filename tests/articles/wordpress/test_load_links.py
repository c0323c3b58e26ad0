"""Links of imported texts lead on, and so do all addresses that the old site had."""

from __future__ import annotations

import pytest

from articles.models import OldAddress, Topic
from tests.articles.rows import make_live
from tests.articles.wordpress.exports import make_item
from tests.articles.wordpress.loading import (
    DOCTOR,
    SITE,
    article,
    attachment,
    bring_in,
    fate,
    in_category,
    page,
    post,
)

pytestmark = pytest.mark.django_db


def linked(href: str) -> str:
    return f'<p>Read <a href="{href}">this</a> first.</p>'


@pytest.mark.parametrize(
    "href",
    [
        f"{SITE}/2012/03/15/compression/",
        "http://www.riverside.example/2012/03/15/compression",
        f"{SITE}/?p=8",
        f"{SITE}/?page_id=8",
        "/compression",
        "/compression/comment-page-2/",
        "/2012/03/15/Compression/?utm_source=mail#comments",
    ],
)
def test_a_link_to_an_article_that_comes_later_holds_for_ever(href):
    reckoning = bring_in(post(7, "cramps", linked(href)), post(8, "compression"))

    target = article("compression").pk
    assert article("cramps").body_html == f'<p>Read <a href="article:{target}">this</a> first.</p>'
    assert fate(reckoning).links_not_carried == []


def test_a_link_that_leads_nowhere_leaves_its_words_and_is_listed():
    reckoning = bring_in(post(7, "cramps", linked(f"{SITE}/shop/socks/") * 2))

    assert "<a" not in article("cramps").body_html
    assert "Read this first." in article("cramps").body_html
    assert fate(reckoning).links_not_carried == [f"{SITE}/shop/socks/"]
    assert f"  in “Cramps”: {SITE}/shop/socks/" in reckoning.in_words()


@pytest.mark.parametrize(
    "href", ["https://www.nih.gov/veins", "mailto:a@b.example", "tel:+15551234"]
)
def test_a_link_to_elsewhere_stays(href):
    bring_in(post(7, "cramps", linked(href)))

    assert f'href="{href}"' in article("cramps").body_html


def test_a_link_to_an_archive_leads_to_the_topic_that_it_became():
    archive = f"{SITE}/category/legs/self-care/page/2/"
    text = linked(archive) + linked(f"{SITE}/tag/socks/")

    reckoning = bring_in(post(7, "cramps", text), post(8, inside=in_category("Self-care")))

    assert 'href="/articles/topic/self-care/"' in article("cramps").body_html
    assert fate(reckoning).links_not_carried == [f"{SITE}/tag/socks/"]
    assert Topic.objects.filter(slug="self-care").exists()


def test_a_link_to_a_page_that_is_here_too_stays():
    make_live("veins")
    text = linked("/contact/") + linked(f"{SITE}/") + linked("/articles/veins/") + linked("/feed/")

    bring_in(post(7, "cramps", text))

    html = article("cramps").body_html
    for href in ("/contact/", "/", "/articles/veins/", "/articles/feed/"):
        assert f'href="{href}"' in html


def test_a_link_to_an_attachment_s_page_leads_to_the_article_it_belongs_to():
    text = linked(f"{SITE}/stocking/") + linked(f"{SITE}/lost/")
    reckoning = bring_in(
        post(7, "cramps", text),
        post(8, "compression"),
        attachment(9, "stocking.jpg", wp_post_parent="8"),
        attachment(10, "lost.jpg"),
    )

    assert f'href="article:{article("compression").pk}"' in article("cramps").body_html
    assert fate(reckoning).links_not_carried == [f"{SITE}/lost/"]


def test_an_article_does_not_link_to_itself():
    reckoning = bring_in(post(7, "cramps", linked("/cramps/")))

    assert "<a" not in article("cramps").body_html
    assert fate(reckoning).links_not_carried == []


@pytest.mark.parametrize(
    "old",
    [
        "/?p=7",
        "/?page_id=7",
        "/2012/03/15/cramps/",
        "/2012/03/15/cramps",
        "/cramps/",
        "/archives/7",
        "/calf-stocking/",
        "/?attachment_id=9",
    ],
)
def test_every_address_that_it_had_leads_to_the_article(client, old):
    bring_in(
        post(7, "cramps"),
        attachment(9, "calf-stocking.jpg", wp_post_parent="7"),
        vouched=DOCTOR,
    )

    response = client.get(old)

    assert (response.status_code, response.url) == (301, "/articles/cramps/")


def test_an_address_of_something_else_is_left_alone_and_listed(client):
    other = make_live("veins").article
    OldAddress(path="/?p=7", article=other).save()

    reckoning = bring_in(post(7, "cramps"), page(8, "contact"), vouched=DOCTOR)

    assert client.get("/?p=7").url == "/articles/veins/"
    assert client.get("/contact/").status_code == 200
    assert fate(reckoning).addresses_not_kept == ["/?p=7"]
    assert fate(reckoning, 1).addresses_not_kept == ["/contact/"]
    assert "  of “Contact”: /contact/" in reckoning.in_words()


def test_the_files_of_the_old_site_get_no_address():
    bring_in(post(7, "cramps"), attachment(9, "stocking.jpg", wp_post_parent="7"))

    assert not OldAddress.objects.filter(path__contains="wp-content").exists()


def test_a_post_without_any_address_comes_in_all_the_same():
    bring_in(make_item(title="Bare", content_encoded="Words.", wp_status="publish"))

    assert article("bare").body_html == "<p>Words.</p>"


@pytest.mark.parametrize("odd", ["%00", "%0Ax", "x" * 600])
def test_an_address_that_cannot_be_kept_stops_nothing(odd):
    links = "".join(f'<a href="{SITE}/{place}{odd}/">Look</a> ' for place in ("", "category/"))

    reckoning = bring_in(post(7, "spider-veins", f"<p>{links}</p>", link=f"{SITE}/{odd}/"))

    assert not OldAddress.objects.filter(path__endswith=f"{odd[-1].lower()}/").exists()
    assert len(fate(reckoning).addresses_not_kept) == (0 if len(odd) > 500 else 1)
