"""Who works on the accounts and the profile."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User


@pytest.fixture
def ada(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def superuser(db):
    return User.objects.create_superuser("root", password="a long enough password")
