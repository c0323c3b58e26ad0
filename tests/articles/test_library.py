"""The library of pictures: the same file once, no note of it kept, nothing lost that is in use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import IntegrityError
from PIL import Image

from articles import library, picture_store
from articles.models import Picture
from articles.pictures import Refused
from clinic import audit
from clinic.models import AuditEvent
from tests.articles.rows import make_picture
from tests.clinic.picture_samples import dotted, photo, saved, svg, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def files(media: Path) -> list[str]:
    return sorted(str(path.relative_to(media)) for path in media.rglob("*") if path.is_file())


def fail(*args, **kwargs):
    raise IntegrityError


def test_a_sent_picture_gets_its_row_its_files_and_a_trace(writer, media):
    picture, is_new = library.add(
        saved(photo(900, 600), "JPEG"),
        name="A stocking",
        alt="A knee-high stocking.",
        caption="Class 2",
        credit="Edith Park",
        by=writer,
    )

    assert is_new
    assert (picture.width, picture.height, picture.focal) == (900, 600, (50, 50))
    said = (picture.alt, picture.caption, picture.credit)
    assert said == ("A knee-high stocking.", "Class 2", "Edith Park")
    assert picture.uploaded_by == writer
    expected = ["master.webp", *(file.name for file in picture.planned())]
    assert files(media) == sorted(f"pictures/{picture.key}/{name}" for name in expected)
    event = AuditEvent.objects.get(action="picture added")
    assert (event.actor, event.target_id) == (writer, str(picture.pk))


def test_nobody_else_on_the_machine_may_read_the_files(writer, media):
    mask = os.umask(0o022)
    try:
        make_picture(by=writer)
    finally:
        os.umask(mask)

    assert {oct(path.stat().st_mode & 0o777) for path in media.rglob("*")} == {"0o600", "0o700"}


def test_what_was_sent_is_not_kept(writer, media):
    sent = told("JPEG", photo(900, 600))
    library.add(sent, name="Holiday", by=writer)

    kept = [path.read_bytes() for path in media.rglob("*.*")]
    assert sent not in kept
    assert [data for data in kept if b"GPS" in data or b"Clinic phone" in data] == []


def test_the_same_file_again_is_the_same_picture(writer, editor, media):
    sent = saved(photo(), "PNG")
    first, _ = library.add(sent, name="Legs", by=writer)
    before = files(media)

    second, is_new = library.add(sent, name="Other legs", alt="Legs.", by=editor)

    assert (second, is_new) == (first, False)
    assert Picture.objects.get().name == "Legs"
    assert files(media) == before
    assert AuditEvent.objects.filter(action="picture added").count() == 1


def test_two_who_send_the_same_file_at_once_get_the_same_picture(writer, editor):
    sent = saved(photo(), "PNG")
    hers, his = library.receive(sent), library.receive(sent)

    first, is_first_new = library.keep(hers, name="Legs", by=writer)
    second, is_second_new = library.keep(his, name="Legs", by=editor)

    assert first == second
    assert (is_first_new, is_second_new) == (True, False)


def test_a_file_that_is_no_picture_leaves_nothing(writer, media):
    with pytest.raises(Refused, match="not a picture"):
        library.add(svg(), name="A drawing", by=writer)

    assert not Picture.objects.exists()
    assert files(media) == []


def test_without_its_trace_there_is_no_picture(writer, monkeypatch):
    monkeypatch.setattr(audit, "record", fail)

    with pytest.raises(IntegrityError):
        make_picture(by=writer)

    assert not Picture.objects.exists()


def test_who_has_no_right_does_nothing(nurse, writer):
    picture = make_picture()

    with pytest.raises(PermissionDenied):
        make_picture(name="Other", by=nurse)
    with pytest.raises(PermissionDenied):
        library.change(picture, by=nurse, name="Mine")
    with pytest.raises(PermissionDenied):
        library.remove(picture, by=writer)


def test_changed_words_leave_the_files_and_a_trace(writer, media):
    picture = make_picture()
    before = {path: path.stat().st_mtime_ns for path in media.rglob("*.*")}

    changed = library.change(picture, by=writer, name=picture.name, alt="A knee.", caption="Mine")

    assert changed == ["alt", "caption"]
    picture.refresh_from_db()
    assert (picture.alt, picture.caption) == ("A knee.", "Mine")
    assert {path: path.stat().st_mtime_ns for path in media.rglob("*.*")} == before
    assert AuditEvent.objects.get(action="picture changed").detail == {"changed": changed}


def test_a_change_that_changes_nothing_leaves_no_trace(writer):
    picture = make_picture()

    assert library.change(picture, by=writer, name=picture.name) == []
    assert not AuditEvent.objects.filter(action="picture changed").exists()


def test_a_change_of_what_a_picture_has_not_is_a_mistake(writer):
    with pytest.raises(TypeError, match="key"):
        library.change(make_picture(), by=writer, key="other")


def test_around_a_new_focal_point_it_is_cut_anew(writer):
    picture = make_picture(saved(dotted((60, 100), 900, 200), "PNG"))

    library.change(picture, by=writer, focal_x=5, focal_y=50)

    smallest = picture.cuts("image/jpeg")[0]
    assert smallest.name.endswith("-5-50.jpg")
    assert picture_store.missing(picture) == []
    with default_storage.open(picture.path(smallest.name)) as file, Image.open(file) as cut:
        assert cut.convert("RGB").getpixel((60, 100)) == pytest.approx((254, 0, 0), abs=8)


def test_a_cut_that_a_crash_left_half_written_is_written_again(writer):
    picture = make_picture()
    library.change(picture, by=writer, focal_x=40)
    half = picture.path(picture.cuts("image/avif")[0].name)
    whole = default_storage.size(half)
    library.change(picture, by=writer, focal_x=50)
    Path(default_storage.path(half)).write_bytes(b"half")

    library.change(picture, by=writer, focal_x=40)

    assert default_storage.size(half) == whole


def test_without_its_master_a_picture_keeps_the_focal_point_it_has(writer):
    picture = make_picture()
    default_storage.delete(picture.master_path)

    with pytest.raises(picture_store.MasterLost, match=picture.key):
        library.change(picture, by=writer, focal_x=40)

    picture.refresh_from_db()
    assert picture.focal_x == 50


def test_what_is_used_nowhere_can_go(editor, media, django_capture_on_commit_callbacks):
    picture = make_picture()

    with django_capture_on_commit_callbacks(execute=True):
        library.remove(picture, by=editor)

    assert not Picture.objects.exists()
    assert files(media) == []
    assert list((media / "pictures").iterdir()) == []
    assert AuditEvent.objects.get(action="picture removed").detail["name"] == "A leg"


def test_a_picture_that_comes_back_at_once_keeps_its_files(
    editor, media, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as afterwards:
        library.remove(make_picture(), by=editor)
    again = make_picture()

    for forget in afterwards:
        forget()

    assert picture_store.missing(again) == []


def test_a_removal_without_its_trace_did_not_happen(editor, media, monkeypatch):
    picture = make_picture()
    monkeypatch.setattr(audit, "record", fail)

    with pytest.raises(IntegrityError):
        library.remove(picture, by=editor)

    assert Picture.objects.filter(key=picture.key).exists()
    assert picture_store.missing(picture) == []
