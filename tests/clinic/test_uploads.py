"""Files are taken from staff who send pictures. From anybody else, and anywhere else, from none."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from clinic import uploads
from clinic.uploads import MOST_BYTES, MOST_FILES, PICTURES, TOO_MANY, refused

EDITOR = User(username="edith", is_staff=True)
TOO_LARGE = "“leg.jpg” is larger than 20 MB. Save it smaller and try again."


def sent(*files: bytes, to=f"{PICTURES}add/", by: User | AnonymousUser | None = EDITOR, **typed):
    """Send files, each called leg.jpg, in one field, and return the request as a view gets it."""
    uploaded = [SimpleUploadedFile("leg.jpg", data, "image/jpeg") for data in files]
    request = RequestFactory().post(to, {"name": "A leg", "pictures": uploaded, **typed})
    if by:
        request.user = by
    return request


def taken(request) -> list[bytes]:
    return [file.read() for file in request.FILES.getlist("pictures")]


def test_a_picture_of_an_editor_is_taken():
    request = sent(b"a picture")

    [file] = request.FILES.getlist("pictures")
    assert (file.name, file.content_type, file.size) == ("leg.jpg", "image/jpeg", 9)
    assert file.read() == b"a picture"
    assert request.POST["name"] == "A leg"
    assert refused(request) == []


@pytest.mark.parametrize("to", [f"{PICTURES}add/", f"{PICTURES}7/change/", f"{PICTURES}several/"])
def test_pictures_are_taken_on_every_page_about_pictures(to):
    assert taken(sent(b"a picture", to=to)) == [b"a picture"]


@pytest.mark.parametrize(
    "to",
    [
        *("/", "/check/begin/", "/contact/", "/staff/", "/staff/login/", "/staff/articles/"),
        *("/staff/articles/picture", "/staff/articles/article/add/", "/x/staff/articles/picture/"),
        "/staff/intake/submission/add/",
    ],
)
def test_no_other_page_takes_a_file(to):
    request = sent(b"a picture", to=to)

    assert taken(request) == []
    assert request.POST["name"] == "A leg"
    assert refused(request) == []


@pytest.mark.parametrize(
    "by",
    [
        None,
        AnonymousUser(),
        User(username="patient"),
        User(username="left", is_staff=True, is_active=False),
    ],
)
def test_nobody_but_staff_is_listened_to(by):
    request = sent(b"a picture", by=by)

    assert taken(request) == []
    assert request.POST["name"] == "A leg"


def test_a_stranger_gets_no_file_in_before_signing_in(client, db, monkeypatch):
    monkeypatch.setattr(uploads.StaffPictures, "receive_data_chunk", pytest.fail)

    answer = client.post(f"{PICTURES}add/", {"file": SimpleUploadedFile("leg.jpg", b"a picture")})

    assert answer.status_code in (302, 404)


def test_twenty_megabytes_are_taken_and_a_byte_more_is_not():
    assert [len(data) for data in taken(sent(bytes(MOST_BYTES)))] == [MOST_BYTES]

    request = sent(bytes(MOST_BYTES + 1))

    assert taken(request) == []
    assert refused(request) == [TOO_LARGE]


def test_a_file_that_is_too_large_takes_nothing_typed_with_it():
    request = sent(bytes(MOST_BYTES + 1))

    assert taken(request) == []
    assert request.POST["name"] == "A leg"
    assert refused(request) == [TOO_LARGE]


def test_a_second_picture_is_left_out_and_the_editor_is_told():
    request = sent(*[b"a picture"] * (MOST_FILES + 3))

    assert len(taken(request)) == MOST_FILES
    assert refused(request) == [TOO_MANY]


def test_nothing_is_written_to_disk(monkeypatch):
    monkeypatch.setattr("tempfile.NamedTemporaryFile", pytest.fail)

    request = sent(bytes(5_000_000))

    assert len(taken(request)[0]) == 5_000_000
    assert not hasattr(request.FILES["pictures"], "temporary_file_path")


def test_an_empty_file_is_taken_as_such():
    assert taken(sent(b"")) == [b""]


def test_nginx_lets_a_picture_through_on_these_pages_alone():
    nginx = (settings.BASE_DIR / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    limits = re.findall(r"client_max_body_size +(\d+)m;", nginx)
    block = nginx[nginx.index(f"location {PICTURES} {{") :]

    assert limits == ["1", "25"]
    assert "client_max_body_size 25m;" in block[: block.index("}")]
    assert MOST_FILES * MOST_BYTES < 25 * 1024 * 1024
