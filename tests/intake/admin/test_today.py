"""What staff see first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from intake import inbox
from tests.intake.make import PRIORITY, make_contact_request, make_submission
from tests.intake.reading import words

pytestmark = pytest.mark.usefixtures("clinic")


def test_a_nurse_sees_first_who_must_be_called_first(client, nurse):
    client.force_login(nurse)
    make_submission()
    emergency = make_submission(priority=PRIORITY.EMERGENCY)
    make_contact_request()

    response = client.get("/staff/")

    assert response.context["counts"]["all"] == 3
    assert response.context["counts"]["emergency"] == 1
    assert response.context["counts"]["contact"] == 1
    assert response.context["first_in_line"][0][0] == emergency
    assert emergency.reference in words(response)


def test_overdue_calls_are_counted_and_closed_ones_are_not(client, nurse):
    client.force_login(nurse)
    long_ago = timezone.now() - timedelta(days=10)
    make_submission(now=long_ago)
    inbox.close(make_submission(now=long_ago), by=nurse)

    response = client.get("/staff/")

    assert response.context["counts"]["overdue"] == 1


def test_an_empty_inbox_says_so(client, nurse):
    client.force_login(nurse)

    assert "Nobody is waiting." in words(client.get("/staff/"))
