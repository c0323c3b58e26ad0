"""Unfinished responses: what was begun before an upgrade goes on after it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from clinic import sealing
from intake import answering
from intake.domain.responses import write_response
from intake.models import UnfinishedResponse
from tests.intake.make import answered, make_release

pytestmark = pytest.mark.usefixtures("clinic")


def test_a_response_that_an_older_version_kept_is_opened_as_it_was():
    release, now = make_release(), timezone.now()
    key, secret = answering.begin(release, came_from="cramps", now=now)
    given = answered(release)
    row = UnfinishedResponse.objects.get(pk=key)
    written = {name: value for name, value in given.items() if value is not None}
    older = {
        "response": write_response(release.definition, written, status="in-progress"),
        "blank": [name for name, value in given.items() if value is None],
        "came_from": "cramps",
        "read": ["U1"],
        "reference": "",
    }
    row.box = sealing.lock(older, secret=secret, place=row.place)
    row.save()

    opened = answering.opened(key, secret, now=now)

    assert opened.draft.answers == given
    assert opened.draft.came_from == "cramps"
    assert opened.draft.read == {"U1"}
    assert opened.walk.first_open is None
