"""What stories about the intake begin with."""

from __future__ import annotations

import pytest

from tests.intake.make import make_profile, make_release


@pytest.fixture
def clinic(db):
    """A clinic with a profile and a published leg check."""
    make_release()
    return make_profile()
