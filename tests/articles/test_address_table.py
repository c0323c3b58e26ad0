"""The table of old addresses: what may stand in it, and who may write there."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import PermissionDenied

from articles import addresses, publishing
from articles.models import OldAddress
from clinic.models import AuditEvent
from tests.articles.rows import make_draft, make_live

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(db) -> User:
    """Someone who may publish, and nothing else."""
    user = User.objects.create_user("paula", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="publish_article"))
    return user


def location(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 301, (url, response.status_code)
    return response["Location"]


def leading(path="/old/", target="", article=None) -> OldAddress:
    return OldAddress(path=path, target=target, article=article)


def test_a_page_of_the_site_can_be_where_it_leads(client, publisher):
    addresses.keep(leading("Old-Contact", "/contact/?from=old#form"), by=publisher)

    assert location(client, "/old-contact?a=1") == "/contact/?from=old&a=1#form"
    event = AuditEvent.objects.get(action="old address kept")
    assert (event.actor, event.detail["path"]) == (publisher, "/old-contact/")


def test_a_new_article_does_not_take_an_address_that_the_table_leads_on():
    OldAddress.objects.create(path="/articles/old-prices/", target="/contact/")

    assert addresses.is_taken("old-prices", make_draft("another-one"))


def test_two_rows_in_a_row_make_one_step(client, publisher):
    edition = make_live("cramps")
    OldAddress.objects.create(path="/b/", article=edition.article)
    OldAddress.objects.create(path="/a/", target="/b/")

    assert location(client, "/a/") == "/articles/cramps/"


@pytest.mark.parametrize(
    ("path", "target", "field"),
    [
        ("/old/", "//evil.example/", "target"),
        ("/old/", "https://evil.example/", "target"),
        ("/old/", "/\\evil.example/", "target"),
        ("/old/", "/nothing/here/", "target"),
        ("/old/", "/articles/no-such-article/", "target"),
        ("/", "/contact/", "path"),
        ("/contact/", "/privacy/", "path"),
        ("/Contact", "/privacy/", "path"),
        ("/staff/", "/privacy/", "path"),
        ("/articles/night-cramps/", "/privacy/", "path"),
        ("/articles/topic/symptoms/", "/privacy/", "path"),
    ],
)  # fmt: skip
def test_an_address_that_would_mislead_is_refused(publisher, path, target, field):
    make_live()

    with pytest.raises(addresses.BadAddress) as refusal:
        addresses.keep(leading(path, target), by=publisher)

    assert refusal.value.field == field
    assert not OldAddress.objects.exists()


def test_a_topic_that_was_renamed_can_lead_on(client, publisher):
    make_live()

    addresses.keep(leading("/articles/topic/signs/", "/articles/topic/symptoms/"), by=publisher)

    assert location(client, "/articles/topic/signs/") == "/articles/topic/symptoms/"


@pytest.mark.parametrize("rows", [{"/a/": "/a/"}, {"/a/": "/b/", "/b/": "/a/"}])
def test_a_circle_in_the_table_ends_in_not_found(client, rows):
    for path, target in rows.items():
        OldAddress.objects.create(path=path, target=target)

    assert client.get("/a/").status_code == 404


def test_a_row_that_leads_out_leads_nowhere(client):
    """However it came into the table."""
    OldAddress.objects.create(path="/a/", target="//evil.example/")

    assert client.get("/a/").status_code == 404


def test_who_may_not_publish_may_not_lead_readers_elsewhere(nurse):
    with pytest.raises(PermissionDenied):
        addresses.keep(leading(target="/contact/"), by=nurse)
    row = OldAddress.objects.create(path="/a/", target="/contact/")
    with pytest.raises(PermissionDenied):
        addresses.drop(row, by=nurse)


def test_what_was_dropped_leads_nowhere_and_is_on_the_trail(client, publisher):
    row = addresses.keep(leading(target="/contact/"), by=publisher)

    addresses.drop(row, by=publisher)

    assert client.get("/old/").status_code == 404
    assert AuditEvent.objects.filter(action="old address dropped").count() == 1


# The desk


def post(client, **fields):
    page = "/staff/articles/oldaddress/add/"
    return client.post(page, {"path": "", "article": "", "target": "", **fields})


def test_a_publisher_keeps_an_address_at_the_desk(client, publisher):
    article = make_live("cramps").article
    client.force_login(publisher)

    post(client, path="https://old.example.org/2019/05/Cramps", article=article.pk)
    listed = client.get("/staff/articles/oldaddress/?q=2019").content.decode()

    assert "/2019/05/cramps/" in listed
    assert "/articles/cramps/" in listed
    assert AuditEvent.objects.filter(action="old address kept").count() == 1


def test_the_list_says_where_nothing_is_left(client, publisher):
    article = make_live("cramps").article
    OldAddress.objects.create(path="/a/", article=article)
    publishing.withdraw(article, by=None)
    client.force_login(publisher)

    assert "is not on the site" in client.get("/staff/articles/oldaddress/").content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"path": "/contact/", "target": "/privacy/"}, "has a page already"),
        ({"path": "/a/", "target": "//evil.example"}, "begins with"),
        ({"path": "/a/"}, "Say where it leads: choose an article, or write a page."),
        ({"path": "", "target": "/contact/"}, "This field is required"),
        ({"path": "/B", "target": "/contact/"}, "already exists"),
        ({"path": "/c/", "target": "/nothing/"}, "There is no page at this address"),
    ],
)
def test_the_desk_says_what_to_mend_and_keeps_what_was_typed(client, publisher, fields, words):
    OldAddress.objects.create(path="/b/", target="/privacy/")
    client.force_login(publisher)

    html = post(client, **fields).content.decode()

    assert words in html
    assert f'value="{fields.get("target", "")}"' in html or not fields.get("target")
    assert OldAddress.objects.count() == 1


def test_a_circle_is_refused_at_the_desk(client, publisher):
    row = OldAddress.objects.create(path="/b/", target="/privacy/")
    OldAddress.objects.create(path="/a/", target="/b/")
    client.force_login(publisher)

    client.post(f"/staff/articles/oldaddress/{row.pk}/change/", {"path": "/b/", "target": "/a/"})

    row.refresh_from_db()
    assert row.target == "/privacy/"


def test_a_nurse_has_no_table_of_addresses(client, nurse):
    client.force_login(nurse)

    assert client.get("/staff/articles/oldaddress/").status_code == 403
    assert post(client, path="/a/", target="/contact/").status_code == 403


def test_several_are_dropped_at_once_and_each_is_on_the_trail(client, publisher):
    for path in ("/a/", "/b/"):
        OldAddress.objects.create(path=path, target="/contact/")
    client.force_login(publisher)

    chosen = list(OldAddress.objects.values_list("pk", flat=True))
    form = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    client.post("/staff/articles/oldaddress/", form)

    assert not OldAddress.objects.exists()
    assert AuditEvent.objects.filter(action="old address dropped").count() == 2
