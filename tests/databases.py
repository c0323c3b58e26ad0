"""Databases of a test's own, of the kind that the tests run on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg


@contextmanager
def fresh_database(folder: Path, name: str) -> Iterator[str]:
    """Yield the address of an empty database; on PostgreSQL it is dropped at the end."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield f"sqlite:///{folder / 'upstream.sqlite3'}"
        return
    own = f"upstream_{name}_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {own}")
        yield urlsplit(server)._replace(path=f"/{own}").geturl()
        connection.execute(f"DROP DATABASE {own} WITH (FORCE)")
