"""The audit trail: an event for each act, in the act's own transaction, chained by hashes."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, models
from django.utils import timezone

from clinic.models import AuditEvent

# Any number will do, as long as every process takes the same one.
LOCK = 0x7570_7374


class OutsideTransaction(RuntimeError):
    """An act and its audit event must be one transaction: wrap the act in `atomic`."""


def record(
    action: str,
    target: models.Model | None = None,
    *,
    by: User | None = None,
    **detail: Any,
) -> AuditEvent:
    """Write who did what to which record. Details never hold a patient's words."""
    if not connection.in_atomic_block:
        raise OutsideTransaction(action)
    _wait_for_turn()
    event = AuditEvent(
        at=timezone.now(),
        action=action,
        target_type=target._meta.label_lower if target else "",
        target_id=str(target.pk) if target else "",
        actor=by,
        actor_name=by.get_username() if by else "",
        detail=_plain(detail),
        previous_hash=AuditEvent.objects.values_list("hash", flat=True).first() or "",
    )
    event.hash = _fingerprint(event)
    event.save(force_insert=True)
    return event


def verify() -> int | None:
    """Return the id of the first event that does not fit the chain, or None if all do."""
    previous = ""
    for event in AuditEvent.objects.order_by("id").iterator():
        if event.previous_hash != previous or event.hash != _fingerprint(event):
            return event.pk
        previous = event.hash
    return None


def _wait_for_turn() -> None:
    """Let one transaction at a time add to the chain. SQLite's IMMEDIATE already does."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _fingerprint(event: AuditEvent) -> str:
    content = {
        "at": event.at.astimezone(UTC).isoformat(),
        "action": event.action,
        "target": [event.target_type, event.target_id],
        "actor": [event.actor_id, event.actor_name],
        "detail": event.detail,
        "previous": event.previous_hash,
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Return the value as JSON that every database gives back unchanged."""
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if value is None or isinstance(value, bool | int):
        return value
    return str(value)
