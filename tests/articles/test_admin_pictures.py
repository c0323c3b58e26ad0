"""Editors send a picture, say what it shows, frame it, and see where it is used."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils.html import escape

from articles import library, picture_store, pictures
from articles.models import Picture
from articles.picture_forms import CHOOSE_AGAIN, CHOOSE_ONE, LOST, SAY_IT
from clinic import uploads
from clinic.models import AuditEvent
from clinic.picture_opening import NO_PICTURE, TOO_SMALL, TRICKED
from tests.articles.rows import make_draft, make_live, make_picture
from tests.clinic.picture_samples import archive, halves, photo, saved, svg

pytestmark = pytest.mark.django_db

LIST = "/staff/articles/picture/"
ADD = "/staff/articles/picture/add/"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def change(picture: Picture) -> str:
    return f"{LIST}{picture.pk}/change/"


def sent(data: bytes | None = None, name: str = "leg.jpg", **facts) -> dict[str, object]:
    """What a browser sends from the form of a new picture."""
    file = SimpleUploadedFile(name, data or saved(photo(), "JPEG"), "image/jpeg")
    return {"file": file, "name": "A leg", "alt": "A leg.", "caption": "", "credit": ""} | facts


def said(**facts) -> dict[str, object]:
    """What a browser sends from the form of a picture that is there."""
    words = {"name": "A leg", "alt": "A leg.", "caption": "", "credit": ""}
    return words | {"focal_x": 50, "focal_y": 50} | facts


def errors(response) -> dict[str, list[str]]:
    assert response.status_code == 200
    return dict(response.context["adminform"].form.errors)


def test_a_picture_is_sent_and_shown_with_its_sizes(desk, editor):
    response = desk.post(ADD, sent(credit="Edith Park"), follow=True)

    picture = Picture.objects.get()
    assert response.redirect_chain == [(change(picture), 302)]
    assert (picture.name, picture.alt, picture.credit) == ("A leg", "A leg.", "Edith Park")
    assert picture.uploaded_by == editor
    assert picture_store.missing(picture) == []
    page = response.content.decode()
    assert "“A leg” is in the library." in page
    assert "300 × 200 pixels" in page
    assert f"{LIST}{picture.pk}/file/w300.jpg" in page
    assert "Nowhere yet" in page


def test_no_transaction_is_open_while_files_are_made(desk, monkeypatch):
    depth = len(connection.savepoint_ids)
    seen = []
    make = pictures.renditions

    def watched(*args, **kwargs):
        seen.append(len(connection.savepoint_ids))
        return make(*args, **kwargs)

    monkeypatch.setattr(pictures, "renditions", watched)
    desk.post(ADD, sent())
    desk.post(change(Picture.objects.get()), said(focal_x=20))

    assert seen == [depth, depth]


def test_several_are_sent_one_after_the_other(desk):
    response = desk.post(ADD, sent() | {"_addanother": "1"})

    assert response.url == ADD
    assert Picture.objects.count() == 1


def test_a_picture_is_sent_from_a_window_beside_the_article(desk):
    response = desk.post(f"{ADD}?_popup=1", sent() | {"_popup": "1"})

    assert b'id="django-admin-popup-response-constants"' in response.content
    assert Picture.objects.count() == 1


def test_what_it_shows_is_asked_unless_it_is_decorative(desk):
    assert errors(desk.post(ADD, sent(alt="  "))) == {"alt": [SAY_IT], "file": [CHOOSE_AGAIN]}
    assert not Picture.objects.exists()

    desk.post(ADD, sent(alt="", is_decorative="on"))

    assert Picture.objects.get().is_decorative


def test_without_a_file_the_words_stay(desk):
    post = sent(caption="Seen from behind")
    del post["file"]

    response = desk.post(ADD, post)

    assert errors(response) == {"file": [CHOOSE_ONE]}
    assert 'value="Seen from behind"' in response.content.decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (svg(), NO_PICTURE),
        (b"words", NO_PICTURE),
        (saved(photo(), "AVIF"), NO_PICTURE),
        (saved(halves(40, 40), "PNG"), TOO_SMALL),
        (saved(photo(), "JPEG") + archive(), TRICKED),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_beside_its_field(desk, data, sentence):
    response = desk.post(ADD, sent(data, caption="Seen from behind"))

    assert errors(response) == {"file": [sentence]}
    page = response.content.decode()
    assert escape(sentence) in page
    assert 'value="Seen from behind"' in page
    assert not Picture.objects.exists()


def test_a_file_that_is_too_heavy_is_refused_beside_its_field(desk, monkeypatch):
    library = replace(uploads.DOORS[0], most_bytes=1000)
    monkeypatch.setattr(uploads, "DOORS", (library,))

    response = desk.post(ADD, sent(caption="Seen from behind"))

    assert errors(response) == {
        "file": ["“leg.jpg” is larger than 20 MB. Save it smaller and try again."]
    }
    assert 'value="Seen from behind"' in response.content.decode()


def test_the_same_file_again_leads_to_the_picture_that_is_there(desk):
    picture = make_picture(name="Legs & feet")

    response = desk.post(ADD, sent())

    assert f"<a href='{change(picture)}'>Legs &amp; feet</a>" in errors(response)["file"][0]
    assert Picture.objects.count() == 1


def test_a_picture_is_described_and_framed_anew(desk, editor):
    picture = make_picture()

    response = desk.post(change(picture), said(alt="A  bent leg.", focal_x=20, focal_y=80))

    assert response.status_code == 302
    picture.refresh_from_db()
    assert (picture.alt, picture.focal) == ("A bent leg.", (20, 80))
    assert picture_store.missing(picture) == []
    event = AuditEvent.objects.get(action="picture changed")
    assert event.actor == editor
    assert event.detail == {"changed": ["alt", "focal_x", "focal_y"]}


@pytest.mark.parametrize("wrong", [{"focal_x": 101}, {"focal_y": -1}, {"focal_x": ""}])
def test_a_focal_point_beside_the_picture_is_refused(desk, wrong):
    picture = make_picture()

    response = desk.post(change(picture), said(**wrong, alt="Another leg."))

    assert list(errors(response)) == list(wrong)
    picture.refresh_from_db()
    assert (picture.alt, picture.focal) == ("A leg.", (50, 50))


def test_a_picture_whose_file_is_lost_can_be_described_but_not_framed(desk):
    picture = make_picture()
    default_storage.delete(picture.master_path)

    assert errors(desk.post(change(picture), said(focal_x=20))) == {"focal_x": [LOST]}
    assert desk.post(change(picture), said(alt="Another leg.")).status_code == 302


def test_the_page_of_a_picture_says_where_it_is_used(desk):
    picture = make_picture()
    draft = make_draft("on-legs", picture=picture)
    text = f'<p>See.</p><figure><img data-picture="{picture.pk}" alt="A leg."></figure>'
    make_live("on-veins", body_html=text)

    page = desk.get(change(picture)).content.decode()

    assert f'<a href="/staff/articles/article/{draft.pk}/change/">On legs</a>: at the top' in page
    assert "On veins</a>: in the text, in what readers have or had, in its revisions" in page
    assert "deletelink" not in page


def test_what_is_used_cannot_be_deleted_and_what_is_not_can(desk):
    picture = make_picture()
    article = make_draft("on-legs", picture=picture)
    delete = f"{LIST}{picture.pk}/delete/"

    assert desk.post(delete, {"post": "yes"}).status_code == 403
    article.revisions.all().delete()
    article.delete()
    assert "deletelink" in desk.get(change(picture)).content.decode()
    assert desk.post(delete, {"post": "yes"}).status_code == 302

    assert not Picture.objects.exists()
    assert AuditEvent.objects.filter(action="picture removed").exists()


def test_a_picture_that_comes_into_use_while_it_is_deleted_stays(desk, monkeypatch):
    picture = make_picture()
    remove = library.remove

    def slow(picture, *, by):
        make_draft("on-legs", body_html=f'<img data-picture="{picture.pk}" alt="A leg.">')
        remove(picture, by=by)

    monkeypatch.setattr(library, "remove", slow)
    response = desk.post(f"{LIST}{picture.pk}/delete/", {"post": "yes"}, follow=True)

    assert "It is used in “On legs”" in response.content.decode()
    assert Picture.objects.exists()


def test_a_writer_sends_and_describes_but_does_not_delete(client, writer):
    client.force_login(writer)
    client.post(ADD, sent())
    picture = Picture.objects.get()

    assert client.post(change(picture), said(alt="Another leg.")).status_code == 302
    assert client.post(f"{LIST}{picture.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_doctor_sees_pictures_and_changes_none(client, doctor):
    client.force_login(doctor)
    picture = make_picture()

    assert "A leg." in client.get(change(picture)).content.decode()
    assert client.post(change(picture), said(alt="Mine")).status_code == 403
    assert client.post(ADD, sent()).status_code == 403


def test_a_nurse_has_no_library(client, nurse):
    client.force_login(nurse)
    picture = make_picture()

    for address in (LIST, ADD, change(picture)):
        assert client.get(address).status_code == 403
    assert client.post(ADD, sent()).status_code == 403
    assert Picture.objects.count() == 1


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.post(ADD, sent()).status_code == 302
    assert not Picture.objects.exists()


def test_a_form_from_elsewhere_is_not_taken(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    assert client.post(ADD, sent()).status_code == 403
    assert not Picture.objects.exists()


def test_a_refusal_leaves_no_word_in_the_log(desk, caplog):
    with caplog.at_level(logging.INFO):
        desk.post(ADD, sent(svg(), name="Joan Alder.svg"))

    assert "Joan" not in caplog.text
