"""What stories about the intake begin with."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from clinic.models import SiteLanguage
from intake import photos, submitting, workshop
from intake.domain.values import Attachment
from intake.files.kinds import Cleaned
from intake.models import Submission, UnfinishedResponse
from tests.clinic.languages import offer_spanish
from tests.intake.make import make_profile, make_release, make_unfinished


@pytest.fixture
def clinic(db):
    """A clinic with a profile and a published leg check."""
    make_release()
    return make_profile()


@pytest.fixture
def spanish(clinic, administrator) -> SiteLanguage:
    """A clinic that offers Spanish, too."""
    return offer_spanish(by=administrator)


@pytest.fixture
def at(monkeypatch):
    """Return a function that sets the clock, in the clinic's time: at("2026-11-24 10:00")."""

    def set_clock(moment: str) -> datetime:
        now = datetime.fromisoformat(moment).replace(tzinfo=timezone.get_default_timezone())
        monkeypatch.setattr(timezone, "now", lambda: now.astimezone(UTC))
        return now

    return set_clock


@pytest.fixture
def quick_workshop(monkeypatch):
    """Take every file as it is: what happens in the workshop is told elsewhere."""

    def clean_apart(data, **how):
        return Cleaned("image/jpeg", data)

    monkeypatch.setattr(workshop, "clean_apart", clean_apart)


@pytest.fixture
def begun(clinic) -> tuple[UnfinishedResponse, bytes]:
    """A response that is ready to be sent, with its secret."""
    key, secret = make_unfinished(make_release())
    return UnfinishedResponse.objects.get(pk=key), secret


@pytest.fixture
def row(begun) -> UnfinishedResponse:
    return begun[0]


@pytest.fixture
def send_with(begun, monkeypatch):
    """Send the response with these files among its answers."""

    def send(*files: Attachment) -> Submission:
        monkeypatch.setattr(photos, "named_in", lambda _: tuple(file.id for file in files))
        reference = submitting.send_response(begun[0].pk, begun[1], now=timezone.now())
        return Submission.objects.get(reference=reference)

    return send
