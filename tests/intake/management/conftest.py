"""Shared cases are run only where they are."""

from __future__ import annotations

from tests.intake.shared import unless_shared

collect_ignore = unless_shared("test_shared_cases.py")
