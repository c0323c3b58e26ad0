"""What a migration does to rows that are there already."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from clinic.models import OutboxMessage


@pytest.fixture
def migrate_to(transactional_db):
    """Take the tables of the floor back to what they were, and forward again in the end."""

    def go(name: str | None):
        executor = MigrationExecutor(connection)
        last = [node for node in executor.loader.graph.leaf_nodes() if node[0] == "clinic"]
        state = executor.migrate([("clinic", name)] if name else last)
        return state.apps

    yield go
    go(None)


@pytest.mark.django_db(transaction=True)
def test_letters_from_before_that_were_never_to_be_tried_are(migrate_to):
    apps = migrate_to("0002_keep_audit_events")
    letters = apps.get_model("clinic", "OutboxMessage").objects
    letters.create(to=[], subject="New leg check", body="", due_at=None)

    migrate_to(None)

    assert [letter.to for letter in OutboxMessage.objects.due(timezone.now())] == [[]]
