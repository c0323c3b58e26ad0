"""What a broken-off upload leaves is found, and what is missing is made anew."""

from __future__ import annotations

import os
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from articles import library, picture_store
from clinic import audit
from tests.articles.rows import make_picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def fail(*args, **kwargs):
    raise IntegrityError


def age(media: Path) -> None:
    """Let all files be of yesterday."""
    yesterday = time.time() - 24 * 60 * 60
    for path in media.rglob("*"):
        os.utime(path, (yesterday, yesterday))


def tidy(*options: str) -> str:
    out = StringIO()
    call_command("tidy_pictures", *options, stdout=out, stderr=out)
    return out.getvalue()


def test_an_upload_that_broke_off_is_forgotten_once_it_must_be_over(media, monkeypatch):
    with monkeypatch.context() as patch, pytest.raises(IntegrityError):
        patch.setattr(audit, "record", fail)
        make_picture()
    assert list(media.rglob("*.jpg"))

    assert tidy("--remove") == ""
    age(media)
    tidy("--remove")

    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_tidying_makes_what_is_missing():
    picture = make_picture()
    lost = picture.path(picture.planned()[0].name)
    default_storage.delete(lost)

    assert tidy().splitlines() == [f"made {lost}"]
    assert default_storage.exists(lost)
    assert tidy() == ""


def test_tidying_names_what_belongs_to_no_picture_and_removes_it_when_told(media):
    picture = make_picture()
    library.change(picture, by=None, focal_x=20)
    stray = media / "pictures" / ("0" * 32) / "w480.avif"
    stray.parent.mkdir()
    stray.write_bytes(b"from an upload that broke off")
    age(media)

    listed = tidy()

    over = [f"c300-50-50.{ending}" for ending in ("avif", "jpg", "webp")]
    assert listed.count("belongs to none") == len(over) + 1
    assert all(name in listed for name in (*over, "0" * 32))
    assert stray.exists()

    assert tidy("--remove").count("removed") == len(over) + 1
    assert not stray.parent.exists()
    assert picture_store.missing(picture) == []
    assert tidy() == ""


def test_tidying_names_a_picture_whose_file_is_lost(capsys):
    picture = make_picture()
    default_storage.delete(picture.master_path)
    default_storage.delete(picture.path(picture.planned()[0].name))

    with pytest.raises(CommandError, match="1 to bring back"):
        call_command("tidy_pictures")

    assert picture.key in capsys.readouterr().err


def test_an_empty_library_is_tidy():
    assert tidy("--remove") == ""
