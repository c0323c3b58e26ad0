"""Files that come in with a page."""

from __future__ import annotations

from intake.models import Photo
from intake.views import files
from tests.intake.reading import words
from tests.intake.test_attaching import PHOTO, begin, photo


def test_one_connection_sends_so_many_files_and_no_more(
    client, clinic, quick_workshop, monkeypatch
):
    monkeypatch.setattr(files, "MOST_AN_HOUR", 1)
    address = begin(client, PHOTO)
    client.post(address, {"photo": photo("one.jpg"), "form:attach": "photo"})

    refused = client.post(address, {"photo": photo("two.jpg"), "form:attach": "photo"})

    assert refused.status_code == 422
    assert "Please wait an hour before you add another" in words(refused)
    assert Photo.objects.count() == 1
