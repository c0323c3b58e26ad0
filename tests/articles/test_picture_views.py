"""Files of pictures: to anyone while readers see the picture, else by a preview or to staff."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from articles import editing, library, previewing, publishing
from articles.models import Picture, PreviewLink
from tests.articles.rows import (
    DAY,
    make_article,
    make_draft,
    make_live,
    make_picture,
    review,
)
from tests.clinic.picture_samples import halves, saved

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 10, 17, tzinfo=UTC)  # in Chicago; midnight is twelve hours away


def body(picture: Picture) -> str:
    return f'<p>See.</p><figure><img data-picture="{picture.pk}" alt="A leg."></figure>'


def public(picture: Picture, name: str = "") -> str:
    return f"/articles/pictures/{picture.key}/{name or picture.planned()[0].name}"


def staff(picture: Picture, name: str = "") -> str:
    return f"/staff/articles/picture/{picture.pk}/file/{name or picture.planned()[0].name}"


def kept_for(response) -> int:
    return int(response["Cache-Control"].removeprefix("public, max-age="))


@pytest.fixture
def picture() -> Picture:
    return make_picture()


def test_each_file_of_a_leading_picture_is_a_picture_of_its_kind(client, picture):
    make_live(picture=picture)

    for file in picture.planned():
        response = client.get(public(picture, file.name))
        assert response.status_code == 200
        assert response["Content-Type"] == file.mime
        assert response["X-Content-Type-Options"] == "nosniff"
        assert Image.open(BytesIO(response.content)).size == (file.width, file.height)


def test_a_picture_in_the_text_is_shown_too(client, picture):
    make_live(body_html=body(picture))

    assert client.get(public(picture)).status_code == 200


def test_it_takes_a_query_for_the_picture_and_one_for_the_next_change(
    client, picture, django_assert_num_queries
):
    make_live(picture=picture)

    with django_assert_num_queries(2):
        client.get(public(picture))


def test_a_head_has_the_headers_alone(client, picture):
    make_live(picture=picture)

    response = client.head(public(picture))

    assert response.status_code == 200
    assert response.content == b""
    assert response["Content-Type"] == "image/avif"
    assert response["ETag"] == client.get(public(picture))["ETag"]


def test_nobody_may_send_to_it(client, picture):
    make_live(picture=picture)

    assert client.post(public(picture)).status_code == 405


def test_who_has_it_already_does_not_get_it_again(client, picture):
    make_live(picture=picture)
    first = client.get(public(picture))

    for method in (client.get, client.head):
        again = method(public(picture), headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
        assert again["Cache-Control"].startswith("public, max-age=")
    other = client.get(public(picture), headers={"If-None-Match": '"other"'})
    assert other.status_code == 200


def test_it_may_be_kept_for_a_day_but_never_beyond_the_next_change(client, picture, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    article = make_live(picture=picture).article
    scheduled = make_article("a-scheduled-one")
    assert kept_for(client.get(public(picture))) == 12 * 60 * 60

    publishing.publish(scheduled, by=None, at=NOON + DAY / 24)
    assert kept_for(client.get(public(picture))) == 60 * 60

    publishing.end_at(article, by=None, until=NOON + DAY / 48)
    assert kept_for(client.get(public(picture))) == 30 * 60


@pytest.mark.parametrize("state", ["draft", "approved", "scheduled", "withdrawn", "expired"])
@pytest.mark.parametrize("place", ["picture", "body_html"])
def test_what_no_reader_sees_leaks_to_nobody(client, editor, picture, state, place):
    facts = {place: picture if place == "picture" else body(picture)}
    make_one = {
        "draft": lambda: make_draft("on-legs", **facts),
        "approved": lambda: make_article("on-legs", **facts),
        "scheduled": lambda: publishing.publish(
            make_article("on-legs", **facts), by=None, at=timezone.now() + DAY
        ),
        "withdrawn": lambda: publishing.withdraw(make_live("on-legs", **facts).article, by=None),
        "expired": lambda: make_live("on-legs", days=2, until=timezone.now() - DAY, **facts),
    }
    make_one[state]()

    for visitor in ("anyone", "staff"):
        if visitor == "staff":
            client.force_login(editor)
        for file in picture.planned():
            response = client.get(public(picture, file.name))
            assert response.status_code == 404, visitor
            assert "no-store" in response["Cache-Control"]
    etag = f'"{picture.key}-{picture.planned()[0].name}"'
    assert client.get(public(picture), headers={"If-None-Match": etag}).status_code == 404


def test_a_picture_that_a_new_text_leaves_out_goes_with_the_old_text(client, picture):
    first = make_live(body_html=body(picture))
    article = first.article
    article.body_html = "<p>Words alone.</p>"
    editing.save(article, by=None)
    assert client.get(public(picture)).status_code == 200

    publishing.publish(review(article), by=None)

    assert client.get(public(picture)).status_code == 404


def test_a_picture_of_the_library_that_no_article_uses_is_not_shown(client, picture):
    make_live()

    assert client.get(public(picture)).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        *("master.webp", "w9.jpg", "c300-1-1.jpg", "w300", "w300.png", "W300.AVIF", "%00"),
        *("..%2f..%2fupstream.sqlite3", "../../../etc/passwd", "..%5cmaster.webp", "w300.avif%00"),
        *("", "w300.avif/", "%2fetc%2fpasswd"),
    ],
)
def test_no_other_name_leads_anywhere(client, editor, picture, name):
    make_live(picture=picture)
    client.force_login(editor)

    assert client.get(f"/articles/pictures/{picture.key}/{name}").status_code == 404
    assert client.get(staff(picture).replace("w300.avif", name)).status_code in (301, 302, 404)


def test_an_unknown_key_leads_nowhere(client):
    assert client.get(f"/articles/pictures/{'0' * 32}/w480.avif").status_code == 404
    assert client.get("/articles/pictures/%00/w480.avif").status_code == 404


def test_a_cut_around_an_older_focal_point_is_over(client, picture):
    make_live(picture=picture)
    old = picture.cuts("image/jpeg")[0].name

    library.change(picture, by=None, focal_x=10)

    assert client.get(public(picture, old)).status_code == 404
    assert client.get(public(picture, picture.cuts("image/jpeg")[0].name)).status_code == 200


def test_a_lost_file_is_said_to_those_who_run_the_site(client, picture, caplog):
    make_live(picture=picture)
    default_storage.delete(picture.path(picture.planned()[0].name))

    response = client.get(public(picture))

    assert response.status_code == 404
    assert "no-store" in response["Cache-Control"]
    assert f"Picture {picture.key} has lost its file w300.avif." in caplog.text


# By a preview link


@pytest.fixture
def preview(writer, picture):
    """Return the address of a preview whose text has a picture, and the link."""
    article = make_draft(body_html=body(picture))
    address = previewing.share(article.revisions.get(), by=writer)
    return address.removeprefix("http://localhost"), PreviewLink.objects.get()


def test_a_preview_shows_the_pictures_of_its_revision_and_no_others(client, preview, picture):
    address, _ = preview
    other = make_picture(saved(halves(), "PNG"), name="Other")

    response = client.get(f"{address}pictures/{picture.key}/w300.webp")

    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert client.get(f"{address}pictures/{other.key}/w300.webp").status_code == 404
    assert client.get(f"{address}pictures/{picture.key}/master.webp").status_code == 404
    assert client.get(public(picture)).status_code == 404


def test_a_preview_shows_the_picture_at_the_top(client, writer, picture):
    article = make_draft(picture=picture)
    address = previewing.share(article.revisions.get(), by=writer).removeprefix("http://localhost")

    assert client.get(f"{address}pictures/{picture.key}/w300.webp").status_code == 200


def test_a_preview_keeps_the_picture_of_its_revision(client, preview, picture):
    address, link = preview
    article = link.revision.article
    article.body_html = "<p>Words alone.</p>"
    editing.save(article, by=None)

    assert client.get(f"{address}pictures/{picture.key}/w300.webp").status_code == 200


def test_a_link_that_is_over_shows_no_picture(client, preview, picture, writer):
    address, link = preview
    previewing.revoke(link, by=writer)

    response = client.get(f"{address}pictures/{picture.key}/w300.webp")

    assert response.status_code == 404
    assert "no-store" in response["Cache-Control"]
    assert (
        client.get(f"/articles/preview/guess/pictures/{picture.key}/w300.webp").status_code == 404
    )


# To staff


def test_staff_who_may_see_the_library_see_any_picture_of_it(client, writer, doctor, picture):
    for person in (writer, doctor):
        client.force_login(person)
        response = client.get(staff(picture))
        assert (response.status_code, response["Content-Type"]) == (200, "image/avif")
        assert response["Cache-Control"] == "no-store, private"
    assert client.get(picture.thumbnail_url)["Content-Type"] == "image/jpeg"


def test_nobody_else_does(client, nurse, picture):
    assert client.get(staff(picture)).status_code == 302
    client.force_login(nurse)
    assert client.get(staff(picture)).status_code == 403
    assert client.get("/staff/articles/picture/999/file/w300.avif").status_code == 403
