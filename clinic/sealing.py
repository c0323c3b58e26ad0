"""The vault with this clinic's keys: documents in, envelopes out, and back on the staff side."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings

from clinic import vault


class NoKeyHere(Exception):
    """This process has no private key: it can seal, but it can never read."""


def seal(document: Any, *, place: str) -> bytes:
    """Return the document sealed to the clinic's key and to the offline recovery key."""
    recipients = (settings.CLINIC_PUBLIC_KEY, settings.RECOVERY_PUBLIC_KEY)
    return vault.seal(_bytes(document), to=map(vault.public_key, recipients), place=place)


def unseal(envelope: bytes | memoryview, *, place: str) -> Any:
    """Return the document, or raise vault.CannotOpen, or NoKeyHere on the public side."""
    if settings.CLINIC_PRIVATE_KEY is None:
        raise NoKeyHere("Start this process with ROLE=staff or ROLE=all to open submissions.")
    key = vault.private_key(settings.CLINIC_PRIVATE_KEY)
    return json.loads(vault.unseal(bytes(envelope), key=key, place=place))


def lock(document: Any, *, secret: bytes, place: str) -> bytes:
    """Return the document in a box that only this secret opens."""
    return vault.lock(_bytes(document), secret=secret, place=place)


def unlock(box: bytes | memoryview, *, secret: bytes, place: str) -> Any:
    """Return the document in the box, or raise vault.CannotOpen."""
    return json.loads(vault.unlock(bytes(box), secret=secret, place=place))


def _bytes(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
