"""The vault with this clinic's keys: documents in, envelopes out, and back on the staff side."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from django.conf import settings

from clinic import sealed_files, vault


class NoKeyHere(Exception):
    """This process has no private key: it can seal, but it can never read."""


def seal(document: Any, *, place: str) -> bytes:
    """Return the document sealed to the clinic's key and to the offline recovery key."""
    return vault.seal(_bytes(document), to=_recipients(), place=place)


def unseal(envelope: bytes | memoryview, *, place: str) -> Any:
    """Return the document, or raise vault.CannotOpen, or NoKeyHere on the public side."""
    return json.loads(vault.unseal(bytes(envelope), key=_key(), place=place))


def seal_file(data: bytes, *, place: str) -> tuple[bytes, Iterator[bytes]]:
    """Return a file sealed to the same two keys: its head, and its chunks one after the other."""
    return sealed_files.seal(data, to=_recipients(), place=place)


def unseal_file(
    head: bytes | memoryview, chunks: Iterable[bytes | memoryview], *, place: str
) -> bytes:
    """Return the whole file, or raise vault.CannotOpen, or NoKeyHere on the public side."""
    parts = map(bytes, chunks)
    return b"".join(sealed_files.unseal(bytes(head), parts, key=_key(), place=place))


def lock(document: Any, *, secret: bytes, place: str) -> bytes:
    """Return the document in a box that only this secret opens."""
    return vault.lock(_bytes(document), secret=secret, place=place)


def unlock(box: bytes | memoryview, *, secret: bytes, place: str) -> Any:
    """Return the document in the box, or raise vault.CannotOpen."""
    return json.loads(vault.unlock(bytes(box), secret=secret, place=place))


def _recipients() -> list[X25519PublicKey]:
    return [
        vault.public_key(key) for key in (settings.CLINIC_PUBLIC_KEY, settings.RECOVERY_PUBLIC_KEY)
    ]


def _key() -> X25519PrivateKey:
    if settings.CLINIC_PRIVATE_KEY is None:
        raise NoKeyHere("Start this process with ROLE=staff or ROLE=all to open submissions.")
    return vault.private_key(settings.CLINIC_PRIVATE_KEY)


def _bytes(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
