"""Staff send pictures, and patients photos with their answers. No other file is taken."""

from __future__ import annotations

import gc
import re
import threading
import tracemalloc
from io import BytesIO

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from clinic import uploads
from clinic.uploads import (
    BUSY,
    MEGABYTE,
    MOST_BYTES,
    MOST_BYTES_OF_PATIENTS,
    PICTURES,
    TOO_MANY,
    TOO_MANY_OF_PATIENTS,
    place_given_back,
    refused,
)

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
    monkeypatch.setattr(uploads.KnownFiles, "receive_data_chunk", pytest.fail)

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
    request = sent(*[b"a picture"] * 4)

    assert len(taken(request)) == 1
    assert refused(request) == [TOO_MANY]


def test_nothing_is_written_to_disk(monkeypatch):
    monkeypatch.setattr("tempfile.NamedTemporaryFile", pytest.fail)

    request = sent(bytes(5_000_000))

    assert len(taken(request)[0]) == 5_000_000
    assert not hasattr(request.FILES["pictures"], "temporary_file_path")


def test_an_empty_file_is_taken_as_such():
    assert taken(sent(b"")) == [b""]


QUESTION = "/check/2345abcd2345abcd/question/photos"
PASS = {"check_2345abcd2345abcd": "c2VjcmV0"}


@pytest.fixture
def patient_sends(monkeypatch):
    """Send photos from a browser with a pass, and let go of the place in the end."""
    monkeypatch.setattr(uploads, "SECONDS_TO_WAIT", 0.05)
    requests = []

    def send(*files: bytes, to=QUESTION, cookies=PASS):
        uploaded = [SimpleUploadedFile("leg.jpg", data, "image/jpeg") for data in files]
        request = RequestFactory().post(to, {"name": "A leg", "pictures": uploaded})
        request.COOKIES = cookies
        requests.append(request)
        return request

    yield send
    for request in requests:
        answered(request)


def answered(request):
    place_given_back(lambda _: None)(request)
    request.has_upload_place = False


@pytest.mark.parametrize("to", [QUESTION, f"/es{QUESTION}", f"{QUESTION}@2.0", f"{QUESTION}x"])
def test_a_patient_sends_photos_with_an_answer(patient_sends, to):
    request = patient_sends(b"a leg", b"another", to=to)

    assert taken(request) == [b"a leg", b"another"]
    assert request.POST["name"] == "A leg"
    assert refused(request) == []


@pytest.mark.parametrize(
    "cookies",
    [
        *({}, {"staff": "x"}, {"check_": "x"}, {"check_2345abcd2345abcd": ""}),
        {"check_2222222222222222": "c2VjcmV0"},
    ],
)
def test_who_has_no_pass_to_these_answers_gets_no_photo_in(patient_sends, cookies):
    request = patient_sends(b"a leg", cookies=cookies)

    assert taken(request) == []
    assert request.POST["name"] == "A leg"


@pytest.mark.parametrize(
    "to",
    [
        *("/check/begin/", "/check/2345abcd2345abcd/", "/check/2345abcd2345abcd/check/"),
        *("/contact/", "/", "/x/check/2345abcd2345abcd/question/photos", "/staff/intake/preview/"),
        *("/check/2345abcd/question/photos", "/check/2345ABCD2345ABCD/question/photos"),
    ],
)
def test_a_pass_opens_no_other_page_for_photos(patient_sends, to):
    assert taken(patient_sends(b"a leg", to=to)) == []


def test_a_pass_does_not_let_anybody_into_the_library(patient_sends):
    assert taken(patient_sends(b"a leg", to=f"{PICTURES}add/")) == []


def test_ten_megabytes_of_a_patient_are_taken_and_a_byte_more_is_not(patient_sends):
    request = patient_sends(bytes(MOST_BYTES_OF_PATIENTS), bytes(MOST_BYTES_OF_PATIENTS + 1))

    assert [len(data) for data in taken(request)] == [MOST_BYTES_OF_PATIENTS]
    assert refused(request) == [
        "“leg.jpg” is larger than 10 MB. Choose a smaller file, or take a new photo."
    ]


def test_five_photos_at_a_time(patient_sends):
    request = patient_sends(*[b"a leg"] * 7)

    assert len(taken(request)) == 5
    assert refused(request) == [TOO_MANY_OF_PATIENTS]


def test_a_third_patient_waits_until_another_is_done(patient_sends):
    first, second = patient_sends(b"a leg"), patient_sends(b"a leg")
    assert taken(first) == taken(second) == [b"a leg"]

    third = patient_sends(b"a leg", b"another leg")
    assert taken(third) == []
    assert refused(third) == [BUSY]
    assert third.POST["name"] == "A leg"

    answered(first)
    assert taken(patient_sends(b"a leg")) == [b"a leg"]


def test_the_place_is_given_back_when_the_page_breaks(patient_sends):
    def breaks(request):
        assert taken(request) == [b"a leg"]
        raise RuntimeError

    for _ in range(3):
        request = patient_sends(b"a leg")
        with pytest.raises(RuntimeError):
            place_given_back(breaks)(request)
        request.has_upload_place = False


def test_staff_need_no_place(patient_sends):
    for _ in range(2):
        assert taken(patient_sends(b"a leg")) == [b"a leg"]

    assert taken(sent(b"a picture")) == [b"a picture"]


def test_no_photo_of_a_patient_is_written_to_disk(patient_sends, monkeypatch):
    monkeypatch.setattr("tempfile.NamedTemporaryFile", pytest.fail)

    assert len(taken(patient_sends(bytes(5_000_000)))[0]) == 5_000_000


def test_fifty_patients_at_once_hold_the_memory_of_two(patient_sends, monkeypatch):
    monkeypatch.setattr(uploads, "SECONDS_TO_WAIT", 0.01)
    request = patient_sends(*[bytes(MEGABYTE)] * 2)
    body = request.read()
    outcomes = []

    def one():
        again = WSGIRequest({**request.environ, "wsgi.input": BytesIO(body)})
        again.COOKIES = PASS
        place_given_back(lambda each: outcomes.append(len(each.FILES.getlist("pictures"))))(again)
        gc.collect()

    tracemalloc.start()
    threads = [threading.Thread(target=one) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert {0, 2} >= set(outcomes)
    assert len(outcomes) == 50
    assert peak < 3 * len(body)


def test_nginx_lets_files_through_on_these_pages_alone():
    nginx = (settings.BASE_DIR / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    limits = re.findall(r"client_max_body_size +(\d+)m;", nginx)
    library, questions = (
        nginx[nginx.index(place) :].partition("\n    }")[0]
        for place in (f"location {PICTURES} {{", "?/check/[2-9a-z]+/question/ {")
    )

    assert sorted(limits) == ["1", "25", "52"]
    assert "client_max_body_size 25m;" in library
    assert "proxy_request_buffering off;" in library
    assert "client_max_body_size 52m;" in questions
    assert "client_body_buffer_size 52m;" in questions
    assert MOST_BYTES < 25 * 1024 * 1024
    assert 5 * MOST_BYTES_OF_PATIENTS < 52 * 1024 * 1024
