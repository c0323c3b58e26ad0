"""Seal a file in chunks, so that no more than one of them is ever in the making.

Each file has a fresh AES-256-GCM key, which stands in an envelope of the vault: that is the head.
A chunk is bound to the file's place, to its number and to whether it is the last. A file whose
chunks were cut off, swapped, repeated or taken from another does not open.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from clinic import vault
from clinic.vault import CannotOpen

CHUNK_BYTES = 256 * 1024
CHANGED = "The file was changed, or belongs to another place."


def seal(
    plain: bytes, *, to: Iterable[X25519PublicKey], place: str
) -> tuple[bytes, Iterator[bytes]]:
    """Return the head and the sealed chunks; an empty file has one chunk, too."""
    key = AESGCM.generate_key(256)
    return vault.seal(key, to=to, place=_place_of_head(place)), _chunks(plain, key, place)


def unseal(
    head: bytes, chunks: Iterable[bytes], *, key: X25519PrivateKey, place: str
) -> Iterator[bytes]:
    """Yield what was sealed, chunk by chunk, or raise CannotOpen.

    Whoever takes the chunks has the file only when the last one came without an exception.
    """
    cipher = AESGCM(_key_of_file(head, key, place))
    number, waiting = 0, None
    for chunk in chunks:
        if waiting is not None:
            yield _unsealed(cipher, waiting, number, place, is_last=False)
            number += 1
        waiting = chunk
    if waiting is None:
        raise CannotOpen(CHANGED)
    yield _unsealed(cipher, waiting, number, place, is_last=True)


def _chunks(plain: bytes, key: bytes, place: str) -> Iterator[bytes]:
    cipher, view = AESGCM(key), memoryview(plain)
    last = max(0, len(plain) - 1) // CHUNK_BYTES
    for number in range(last + 1):
        part = view[number * CHUNK_BYTES : (number + 1) * CHUNK_BYTES]
        yield cipher.encrypt(_nonce(number, number == last), part, place.encode())


def _key_of_file(head: bytes, key: X25519PrivateKey, place: str) -> bytes:
    return vault.unseal(head, key=key, place=_place_of_head(place))


def _unsealed(cipher: AESGCM, chunk: bytes, number: int, place: str, *, is_last: bool) -> bytes:
    try:
        return cipher.decrypt(_nonce(number, is_last), chunk, place.encode())
    except (InvalidTag, ValueError) as error:
        raise CannotOpen(CHANGED) from error


def _nonce(number: int, is_last: bool) -> bytes:
    """A key seals one file, so a counter never comes twice under it."""
    return struct.pack(">7xI?", number, is_last)


def _place_of_head(place: str) -> str:
    return f"{place}:key"
