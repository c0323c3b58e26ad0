from __future__ import annotations

import pytest

from articles.paths import feed_kind, is_in_site, is_short, is_storable, normal, without


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("/2019/05/cramps/", "/2019/05/cramps/"),
        ("/2019/05/cramps", "/2019/05/cramps/"),
        ("2019/05/Cramps", "/2019/05/cramps/"),
        ("//2019///05/cramps//", "/2019/05/cramps/"),
        ("/index.php/2019/05/cramps/", "/2019/05/cramps/"),
        ("/cramps/amp/", "/cramps/"),
        ("/cramps/comment-page-2/", "/cramps/"),
        ("/amp/", "/amp/"),
        ("/caf%C3%A9/", "/café/"),
        ("/cafe\u0301/", "/café/"),
        ("/archives/12", "/archives/12/"),
        ("https://old.example.org/2019/05/cramps/#more", "/2019/05/cramps/"),
        ("HTTP://old.example.org:8080/?p=12", "/?p=12"),
        ("https://old.example.org", "/"),
        ("/?p=12", "/?p=12"),
        ("/?p=0012", "/?p=12"),
        ("/index.php?page_id=7&x=1", "/?p=7"),
        ("/?utm=1&attachment_id=3", "/?p=3"),
        ("/?cat=3", "/?cat=3"),
        ("/cramps/?p=12", "/cramps/"),
        ("/?p=twelve", "/"),
        ("/?p=²", "/"),
        ("", "/"),
    ],
)
def test_an_address_is_kept_in_one_form(typed, kept):
    assert normal(typed) == kept
    assert normal(kept) == kept


@pytest.mark.parametrize(
    ("path", "query", "kind"),
    [
        ("/feed/", "", "rss"),
        ("/feed", "", "rss"),
        ("/feed/rss2/", "", "rss"),
        ("/feed/rdf/", "", "rss"),
        ("/feed/atom/", "", "atom"),
        ("/category/veins/feed/", "", "rss"),
        ("/category/veins/deep/feed/atom/", "", "atom"),
        ("/tag/sleep/feed", "", "rss"),
        ("/author/edith/feed/", "", "rss"),
        ("/wp-rss2.php", "", "rss"),
        ("/wp-atom.php", "", "atom"),
        ("/", "feed=rss2", "rss"),
        ("/index.php", "feed=Atom", "atom"),
        ("/", "feed=comments-rss2", None),
        ("/", "feed=", None),
        ("/comments/feed/", "", None),
        ("/feed/me/", "", None),
        ("/cramps/", "feed=rss2", None),
    ],
)
def test_the_feeds_of_wordpress_are_known(path, query, kind):
    assert feed_kind(path, query) == kind


@pytest.mark.parametrize("target", ["/", "/contact/", "/articles/?page=2", "/a/#b"])
def test_a_page_of_the_site_stays_in_it(target):
    assert is_in_site(target)


@pytest.mark.parametrize(
    "target",
    ["", "contact/", "//evil.example", "/\\evil.example", "/a\\b", "https://evil.example/",
     "javascript:alert(1)", "/a\nb", "/\t/evil.example", " /contact/", "/a\x00"],
)  # fmt: skip
def test_what_could_lead_out_does_not(target):
    assert not is_in_site(target)


def test_a_query_stays_as_it_was_asked_less_one_name():
    assert without("b=%20&p=12&&a&p=1", "p") == "b=%20&a"
    assert without("b=1", "p") == "b=1"


def test_only_some_questions_to_the_home_page_are_addresses():
    assert is_short("p=1")
    assert is_short("feed=rss2")
    assert not is_short("utm_source=x&page=2")


def test_what_no_row_could_hold_is_not_asked_for():
    assert is_storable("/a/")
    assert not is_storable("/a\x00/")
    assert not is_storable("/" + "a" * 500)
