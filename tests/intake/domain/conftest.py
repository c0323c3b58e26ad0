"""Visits with the answers of shared cases are told only where those are."""

from __future__ import annotations

from tests.intake.shared import unless_shared

collect_ignore = unless_shared("test_leg_check_vignettes.py")
