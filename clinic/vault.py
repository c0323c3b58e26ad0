"""Seal what patients say, so that who can write need not be able to read.

Every envelope has a fresh AES-256-GCM key, wrapped by HPKE (RFC 9180: X25519, HKDF-SHA256,
AES-256-GCM) for each public key, and is bound to its place: an envelope that was moved to
another row, or changed by a bit, does not open. The envelope is

    b"UP1" · number of recipients (1 byte)
    · for each: key id (8 bytes), length (2 bytes), wrapped key
    · nonce (12 bytes) · ciphertext

An unfinished response has no recipient yet: it is locked under a secret that only the patient's
browser keeps.
"""

from __future__ import annotations

import hashlib
import secrets
import struct
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"UP1"
NONCE_BYTES = 12
KEY_ID_BYTES = 8
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class CannotOpen(Exception):
    """This envelope is not for this key or this place, or it was changed."""


def public_key(text: str) -> X25519PublicKey:
    """Return the public key that 64 hexadecimal digits stand for."""
    return X25519PublicKey.from_public_bytes(bytes.fromhex(text))


def private_key(text: str) -> X25519PrivateKey:
    """Return the private key that 64 hexadecimal digits stand for."""
    return X25519PrivateKey.from_private_bytes(bytes.fromhex(text))


def seal(plain: bytes, *, to: Iterable[X25519PublicKey], place: str) -> bytes:
    """Return an envelope that each holder of a matching private key can open, at this place."""
    content_key = AESGCM.generate_key(256)
    wrapped = [
        (_key_id(recipient), SUITE.encrypt(content_key, recipient, info=place.encode()))
        for recipient in to
    ]
    if not wrapped:
        raise ValueError("Nobody could ever open an envelope without a recipient.")
    head = MAGIC + bytes([len(wrapped)])
    for key_id, wrapping in wrapped:
        head += key_id + struct.pack(">H", len(wrapping)) + wrapping
    nonce = secrets.token_bytes(NONCE_BYTES)
    return head + nonce + AESGCM(content_key).encrypt(nonce, plain, head + place.encode())


def unseal(envelope: bytes, *, key: X25519PrivateKey, place: str) -> bytes:
    """Return what was sealed for this key at this place, or raise CannotOpen."""
    wrappings, head_length = _parse(envelope)
    own = _key_id(key.public_key())
    if own not in wrappings:
        raise CannotOpen("The envelope was not sealed for this key.")
    head, nonce = envelope[:head_length], envelope[head_length : head_length + NONCE_BYTES]
    try:
        content_key = SUITE.decrypt(wrappings[own], key, info=place.encode())
        return AESGCM(content_key).decrypt(
            nonce, envelope[head_length + NONCE_BYTES :], head + place.encode()
        )
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("The envelope was changed, or belongs to another place.") from error


def lock(plain: bytes, *, secret: bytes, place: str) -> bytes:
    """Return a box that opens only with the same secret at the same place."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(_derived(secret, place)).encrypt(nonce, plain, place.encode())


def unlock(box: bytes, *, secret: bytes, place: str) -> bytes:
    """Return what was locked with this secret at this place, or raise CannotOpen."""
    try:
        return AESGCM(_derived(secret, place)).decrypt(
            box[:NONCE_BYTES], box[NONCE_BYTES:], place.encode()
        )
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("The secret does not fit.") from error


def _derived(secret: bytes, place: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=b"unfinished " + place.encode()).derive(secret)


def _key_id(key: X25519PublicKey) -> bytes:
    return hashlib.sha256(key.public_bytes_raw()).digest()[:KEY_ID_BYTES]


def _parse(envelope: bytes) -> tuple[dict[bytes, bytes], int]:
    """Return the wrapped keys by key id, and where the head ends."""
    try:
        if envelope[: len(MAGIC)] != MAGIC:
            raise CannotOpen("This is not a sealed envelope.")
        place = len(MAGIC) + 1
        wrappings = {}
        for _ in range(envelope[len(MAGIC)]):
            key_id = envelope[place : place + KEY_ID_BYTES]
            (length,) = struct.unpack_from(">H", envelope, place + KEY_ID_BYTES)
            start = place + KEY_ID_BYTES + 2
            wrappings[key_id] = envelope[start : start + length]
            place = start + length
    except (IndexError, struct.error) as error:
        raise CannotOpen("The envelope is cut short.") from error
    return wrappings, place
