"""Save and come back: a code, or a link by mail, opens an unfinished response on another device.

The response stays locked under the secret that the patient's cookie holds. A code keeps that
secret wrapped, under a key that is made, slowly, of the code's own letters and of this server's
SECRET_KEY. A dump of the database alone opens nothing; with SECRET_KEY every guess costs scrypt.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from clinic import throttle, vault
from intake import answering
from intake.answering import NotHere
from intake.domain import codes
from intake.models import ResumeCode
from intake.models.comeback import MOST_TRIES

CODE_KEPT_FOR = timedelta(days=7)
SALT_BYTES = 16
TOKEN_BYTES = 32
PEPPER = "intake.comeback"
# About 80 ms and 16 MB a guess.
SCRYPT = {"n": 2**14, "r": 8, "p": 2, "dklen": 32}

Kind = ResumeCode.Kind


class WrongCode(Exception):
    """This code opens nothing: it is wrong, it was replaced, or its response is over or sent."""


class Locked(Exception):
    """This code was tried too often and opens nothing any more."""


def make_code(opened: answering.Opened, secret: bytes, *, now: datetime) -> str:
    """Return a new code, as it is shown, and keep the response longer.

    It takes the place of every way back that there was before, a link by mail as well.
    """
    letters = _fresh_letters()
    row = _way_back(opened, Kind.CODE, letters[: codes.LOCATOR_LENGTH], now)
    salt = secrets.token_bytes(SALT_BYTES)
    key = _stretched(letters[codes.LOCATOR_LENGTH :], salt)
    row.wrapped = salt + vault.lock(secret, secret=key, place=row.place)
    _put(row, secret, replacing=list(Kind), now=now)
    return codes.written(letters)


def come_back(code: str, *, now: datetime) -> tuple[str, bytes]:
    """Return key and secret of the response that this code opens.

    Raises codes.NotACode, WrongCode or Locked. A code that does not exist answers as late, and
    with the same words, as one that does.
    """
    letters = codes.read(code)
    locator = _keyed("locator", Kind.CODE, letters[: codes.LOCATOR_LENGTH])
    row = ResumeCode.objects.usable(now).filter(pk=locator, kind=Kind.CODE).first()
    may_try = bool(row) and ResumeCode.objects.count_a_try(locator)
    secret = _unwrapped(row, letters[codes.LOCATOR_LENGTH :])
    if row is None:
        tries = throttle.hit(f"no such code {locator}", int(CODE_KEPT_FOR.total_seconds()))
        raise Locked if tries >= MOST_TRIES else WrongCode
    if not may_try:
        raise Locked
    if secret is None:
        raise Locked if ResumeCode.objects.wipe_if_locked(locator) else WrongCode
    ResumeCode.objects.forgive(locator)
    return row.response_id, secret


def make_link(opened: answering.Opened, secret: bytes, *, now: datetime) -> str:
    """Return the token of a new link, which takes the place of the one before."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = _way_back(opened, Kind.LINK, token, now)
    row.wrapped = vault.lock(secret, secret=_token_key(token), place=row.place)
    _put(row, secret, replacing=[Kind.LINK], now=now)
    return token


def forget_link(token: str) -> None:
    """Let a link open nothing: its letter was not sent."""
    ResumeCode.objects.filter(pk=_keyed("locator", Kind.LINK, token)).delete()


def follow_link(token: str, *, now: datetime) -> tuple[str, bytes]:
    """Return key and secret of the response that this link opens, or raise NotHere."""
    locator = _keyed("locator", Kind.LINK, token)
    row = ResumeCode.objects.usable(now).filter(pk=locator, kind=Kind.LINK).first()
    if row is None:
        raise NotHere(locator[:8])
    try:
        secret = vault.unlock(bytes(row.wrapped), secret=_token_key(token), place=row.place)
    except vault.CannotOpen as error:
        raise NotHere(row.response_id) from error
    return row.response_id, secret


def _way_back(opened: answering.Opened, kind: Kind, finder: str, now: datetime) -> ResumeCode:
    locator = _keyed("locator", kind, finder)
    return ResumeCode(locator=locator, response=opened.row, kind=kind, made_at=now)


@transaction.atomic
def _put(row: ResumeCode, secret: bytes, *, replacing: list[Kind], now: datetime) -> None:
    """Store a way back while its response is still there and not sent, or raise NotHere."""
    response = answering.locked(row.response_id, secret, now=now).row
    if response.sent_at:
        raise NotHere(response.key)
    ResumeCode.objects.filter(response=response, kind__in=replacing).delete()
    row.save(force_insert=True)
    response.expires_at = max(response.expires_at, now + CODE_KEPT_FOR)
    response.save(update_fields=["expires_at"])


def _fresh_letters() -> str:
    """Return the letters of a code whose locator finds no other one."""
    while True:
        letters = "".join(secrets.choice(codes.LETTERS) for _ in range(codes.LENGTH))
        locator = _keyed("locator", Kind.CODE, letters[: codes.LOCATOR_LENGTH])
        if not ResumeCode.objects.filter(pk=locator).exists():
            return letters


def _unwrapped(row: ResumeCode | None, letters: str) -> bytes | None:
    """Return the secret that these letters open, or None; without a row it takes as long."""
    wrapped = bytes(row.wrapped) if row else b""
    key = _stretched(letters, wrapped[:SALT_BYTES])
    try:
        return vault.unlock(wrapped[SALT_BYTES:], secret=key, place=row.place if row else "")
    except vault.CannotOpen:
        return None


def _stretched(letters: str, salt: bytes) -> bytes:
    slow = hashlib.scrypt(letters.encode(), salt=salt, **SCRYPT)
    return bytes.fromhex(_keyed("key", Kind.CODE, slow.hex()))


def _token_key(token: str) -> bytes:
    return bytes.fromhex(_keyed("key", Kind.LINK, token))


def _keyed(purpose: str, kind: Kind, text: str) -> str:
    """Return a hash that nobody can make or check without this server's SECRET_KEY."""
    return salted_hmac(f"{PEPPER}.{purpose}.{kind}", text, algorithm="sha256").hexdigest()
