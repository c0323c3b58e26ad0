"""The cases that are shared for the trial are told only where those are."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[5] / "shared" / "fhir" / "responses"

# Left out and not skipped: where nothing may be skipped, a clone without them must still pass.
collect_ignore = [] if FOLDER.exists() else ["test_shared_responses.py"]
