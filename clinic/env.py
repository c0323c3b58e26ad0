"""Read the environment strictly: an odd value stops the start with one clear sentence."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"0", "false", "no", "off"})


class Misconfigured(Exception):
    """A setting is missing or cannot be understood. The message says what to set."""


def text(name: str, default: str | None = None) -> str:
    """Return the stripped value of NAME, or the default; without either, raise."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise Misconfigured(f"{name} is not set. Set it in the environment.")
    return default


def flag(name: str, default: bool = False) -> bool:
    """Return NAME as a boolean; anything but yes or no in its usual spellings raises."""
    value = text(name, "yes" if default else "no").lower()
    if value not in YES | NO:
        raise Misconfigured(f"{name} is {value!r}. Write yes or no.")
    return value in YES


def number(name: str, default: int) -> int:
    """Return NAME as a whole number that is not negative."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit()):
        raise Misconfigured(f"{name} is {value!r}. Write a whole number.")
    return int(value)


def port(name: str, default: int) -> int:
    """Return NAME as the number of a port."""
    value = number(name, default)
    if not 0 < value < 65536:
        raise Misconfigured(f"{name} is {value}. Write a number from 1 to 65535.")
    return value


def words(name: str, default: str = "") -> list[str]:
    """Return NAME split at commas and white space."""
    return text(name, default).replace(",", " ").split()


def one_of(name: str, choices: tuple[str, ...]) -> str:
    """Return NAME, which must be one of the choices; the first is the default."""
    value = text(name, choices[0])
    if value not in choices:
        raise Misconfigured(f"{name} is {value!r}. Write one of: {', '.join(choices)}.")
    return value


def url(name: str, default: str) -> str:
    """Return NAME as scheme and host, such as https://clinic.example: no path, no slash."""
    value = text(name, default)
    problem = Misconfigured(
        f"{name} is {value!r}. Write an address like https://clinic.example, without a path."
    )
    try:
        parts = urlsplit(value)
        is_whole = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError as error:
        raise problem from error
    if parts.scheme not in ("http", "https") or not is_whole or parts.path.strip("/"):
        raise problem
    if parts.query or parts.fragment or parts.username:
        raise problem
    return f"{parts.scheme}://{parts.netloc.lower()}"


def time_zone(name: str, default: str) -> str:
    """Return NAME, which must be a time zone such as America/Chicago."""
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Misconfigured(
            f"{name} is {value!r}. Write a time zone like America/Chicago."
        ) from error
    return value


def key(name: str, file: Path) -> str:
    """Return a secret that must be 32 bytes in hexadecimal digits."""
    value = secret(name, file).lower()
    if not re.fullmatch(r"[0-9a-f]{64}", value):
        raise Misconfigured(
            f"{name} is no key. Write the 64 hexadecimal digits that `make setup` made."
        )
    return value


def secret(name: str, file: Path) -> str:
    """Return NAME, or the content of the file that NAME_FILE names, or of the given file."""
    if value := os.environ.get(name, "").strip():
        return value
    path = Path(text(f"{name}_FILE", str(file)))
    try:
        value = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise Misconfigured(
            f"{name} is not set and {path} cannot be read ({error.strerror}). "
            f"Run `make setup`, or set {name} or {name}_FILE."
        ) from error
    if not value:
        raise Misconfigured(f"{path} is empty. Put the value of {name} into it.")
    return value
