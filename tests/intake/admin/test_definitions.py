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

    ruleset = release.ruleset
    findings = [each for pattern in ruleset.patterns for each in pattern.findings]
    for rule in (*ruleset.rules, *ruleset.flags, *findings):
        assert f"{rule.id} {rule.reason}" in shown
        assert rule.source in shown
    assert "E2 Vein bleeding now If “Has a vein on your leg bled?” is" in shown
    assert "Add a rule" not in shown


def test_nobody_changes_a_release(client, administrator):
    client.force_login(administrator)
    release = Release.objects.get()

    response = client.post(f"/staff/intake/release/{release.pk}/change/", {"version": 9})

    assert response.status_code == 403
    assert Release.objects.get().version == 1
