"""What stories of the builder begin with."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.fixture
def desk(client, editor) -> Client:
    """The browser of an editor."""
    client.force_login(editor)
    return client
