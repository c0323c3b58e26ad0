"""One `prepare` at a time, on this machine and on all that share its database."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

LOCK = 0x50524550  # "PREP": beside the lock of the audit trail
# However the server is set, whoever waits for the longest migration is not sent away.
WITHOUT_LIMITS = ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
Say = Callable[[str], object]


@contextmanager
def in_folder(folder: Path, say: Say, waiting: str) -> Iterator[None]:
    """Go on once nobody on this machine is at it in the same folder; say what is waited for.

    The system ends a turn together with the process that has it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "prepare.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(waiting)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def in_database(say: Say, waiting: str) -> Iterator[None]:
    """Go on once nobody is at it in the same PostgreSQL; SQLite has no other machines.

    The turn belongs to a transaction on a connection of its own: one that stays open keeps its
    connection to the server, whatever stands between, where a lock of the session would be left
    behind in a pool. PostgreSQL ends the turn together with the connection.
    """
    if connection.vendor != "postgresql":
        yield
        return
    other = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        _take(other, say, waiting)
        yield
    finally:
        other.close()


def _take(other: BaseDatabaseWrapper, say: Say, waiting: str) -> None:
    other.set_autocommit(False)
    with other.cursor() as cursor:
        for limit in WITHOUT_LIMITS:
            cursor.execute(f"SET LOCAL {limit} = 0")
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            say(waiting)
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
