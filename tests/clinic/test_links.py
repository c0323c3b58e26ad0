from __future__ import annotations

from clinic import links, urls


def test_a_public_page_has_its_address_also_where_only_staff_are_served(settings):
    settings.ROLE = "staff"
    settings.ROOT_URLCONF = type("Staff", (), {"urlpatterns": urls.patterns("staff")})

    assert links.page("articles:detail", "cramps") == "/articles/cramps/"
    assert links.page("home") == "/"


def test_an_address_can_carry_the_name_of_the_site(settings):
    settings.SITE_URL = "https://veins.example"

    assert links.absolute("/contact/") == "https://veins.example/contact/"


def test_an_address_tells_its_view_or_that_there_is_none():
    assert links.match("/articles/cramps/").view_name == "articles:detail"
    assert links.match("/articles/cramps/").kwargs == {"slug": "cramps"}
    assert links.match("/nothing/here/") is None
    assert links.match("/staff/") is None
