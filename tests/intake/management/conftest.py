"""The worked cases that are shared for the trial are run only where those are."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "clinical"

# Left out and not skipped: where nothing may be skipped, a clone without them must still pass.
collect_ignore = [] if FOLDER.exists() else ["test_shared_cases.py"]
