"""Make the keys that are missing: `python -m clinic.keys DATA_DIR`. Needs no Django.

The private half of a pair is written first and the public half is derived from what is on disk,
so a start that was cut short, or two at once, still end with one pair that fits.
"""

from __future__ import annotations

import argparse
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

RECOVERY_FILE = "recovery-private-key.txt"
RECOVERY_TEXT = """\
The recovery key of this clinic's portal

Whoever holds this key can read every patient's answers, even if the clinic's own key is lost.
Move this file off this machine now: print it, or put it on two memory sticks, and lock them away.
The portal itself never needs it. docs/running.md tells how it is used.

{key}
"""


class KeyLost(Exception):
    """A key is missing that patients' answers were sealed to. The message says what to do."""


def write_once(path: Path, text: str) -> None:
    """Put the text at the path, whole and for the owner only, unless something is there."""
    if path.exists():
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()


def public_half(private: Path) -> str:
    """Return the public key, in hex, of the private key on the file's last line."""
    key = bytes.fromhex(private.read_text(encoding="utf-8").split()[-1])
    return X25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw().hex()


def make_pair(public: Path, private: Path, text: str = "{key}\n") -> None:
    """Make what is missing of a pair, the private half inside the text."""
    write_once(private, text.format(key=X25519PrivateKey.generate().private_bytes_raw().hex()))
    if not public.exists():
        write_once(public, f"{public_half(private)}\n")


def is_given(name: str) -> bool:
    """Say whether the environment brings the key, so that no file is wanted."""
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))


def has_data(folder: Path) -> bool:
    """Say whether there is a database already, with rows that a lost key may have sealed."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        database = Path(urlsplit(url).path[1:]) if url else folder / "upstream.sqlite3"
        return database.exists() and database.stat().st_size > 0

    import psycopg  # Only here: every start comes through this module, and this costs 0.15 s.

    try:
        with psycopg.connect(url) as connection:
            found = connection.execute("SELECT to_regclass('django_migrations')").fetchone()
    except psycopg.OperationalError as problem:
        raise ConnectionError(0, str(problem).splitlines()[0]) from problem
    return found != (None,)


def make_keys(folder: Path) -> bool:
    """Make the folder and every key that is missing; return whether a recovery key was made."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    hidden = folder / "secrets"
    hidden.mkdir(mode=0o700, exist_ok=True)
    if not is_given("SECRET_KEY"):
        write_once(hidden / "secret_key", f"{secrets.token_urlsafe(48)}\n")
    if os.environ.get("ROLE") == "public":
        return False

    if not is_given("CLINIC_PRIVATE_KEY"):
        public, private = hidden / "clinic_public_key", hidden / "clinic_private_key"
        if not private.exists() and (public.exists() or has_data(folder)):
            raise KeyLost(
                f"{private} is missing, and a new key could not open what patients have sent. "
                "Put the key back from your backup, or start afresh with another DATA_DIR."
            )
        make_pair(public, private)

    recovery = hidden / "recovery_public_key"
    if is_given("RECOVERY_PUBLIC_KEY") or recovery.exists():
        return False
    make_pair(recovery, folder / RECOVERY_FILE, RECOVERY_TEXT)
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the keys that are missing in a folder.")
    parser.add_argument("folder", type=Path, metavar="DATA_DIR")
    folder = parser.parse_args().folder.expanduser().resolve()
    try:
        if make_keys(folder):
            print(f"Move {folder / RECOVERY_FILE} to a safe place off this machine: it opens all.")
    except KeyLost as problem:
        sys.exit(str(problem))
    except ConnectionError as problem:
        sys.exit(f"The database of DATABASE_URL does not answer: {problem.strerror}")
    except OSError as problem:
        sys.exit(f"The data folder {folder} cannot be used: {problem.strerror}. Set DATA_DIR.")


if __name__ == "__main__":
    main()
