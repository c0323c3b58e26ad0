"""The worked cases that clinicians shared for the trial come out as they wrote."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command

from tests.intake.shared import FILES


@pytest.mark.django_db
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_shared_case_comes_out_as_its_clinician_wrote(file):
    out = StringIO()

    call_command("triage_cases", "leg-check", str(file), stdout=out)

    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(lines) == len(json.loads(file.read_text(encoding="utf-8"))) >= 25
    assert [line["id"] for line in lines if not line["ok"]] == []
