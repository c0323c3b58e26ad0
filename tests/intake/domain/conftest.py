"""The clinic's worked cases that are shared for the trial are told only where those are."""

from __future__ import annotations

from pathlib import Path

VIGNETTES = Path(__file__).resolve().parents[4] / "shared" / "clinical" / "vignettes-public.json"

# Left out and not skipped: where nothing may be skipped, a clone without them must still pass.
collect_ignore = [] if VIGNETTES.exists() else ["test_leg_check_vignettes.py"]
