"""Releases: open to read, closed to change."""

from __future__ import annotations

import pytest

from intake.models import Release
from tests.intake.reading import words

pytestmark = pytest.mark.usefixtures("clinic")


def test_a_nurse_reads_every_rule_with_its_reason_and_source(client, nurse):
    client.force_login(nurse)
    release = Release.objects.get()

    shown = words(client.get(f"/staff/intake/release/{release.pk}/change/"))

    for rule in release.ruleset.rules:
        assert f"{rule.id} {rule.priority.name.capitalize()} {rule.reason} {rule.text}" in shown


def test_nobody_changes_a_release(client, administrator):
    client.force_login(administrator)
    release = Release.objects.get()

    response = client.post(f"/staff/intake/release/{release.pk}/change/", {"version": 9})

    assert response.status_code == 403
    assert Release.objects.get().version == 1
