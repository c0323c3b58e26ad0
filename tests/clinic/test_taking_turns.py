"""Two starts at once: one prepares the site, the other waits and finds it done."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import psycopg
from django.conf import settings

from clinic import taking_turns
from clinic.management.commands import prepare
from clinic.management.commands.prepare import WAITING
from tests.databases import fresh_database


def start(folder: Path, database: str) -> subprocess.Popen[str]:
    """Start to prepare a site whose static files are there already: they take seconds."""
    (folder / "static").mkdir(parents=True, exist_ok=True)
    (folder / "static.digest").write_text(prepare.static_digest())
    return subprocess.Popen(
        [sys.executable, "manage.py", "prepare"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATA_DIR": str(folder), "DATABASE_URL": database, "SAMPLE": "no"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def on_another_machine(database: str):
    """Have the turn on the same PostgreSQL; then be gone, as if the machine were."""
    with closing(psycopg.connect(database)) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [taking_turns.LOCK])
        yield


def a_third(folder: Path, database: str) -> tuple[list[Path], AbstractContextManager[None]]:
    """Return where two are started, and the turn of a third that both must wait for."""
    if database.startswith("postgres"):
        return [folder / "one", folder / "two"], on_another_machine(database)
    return [folder, folder], taking_turns.in_folder(folder, print, WAITING)


def test_two_starts_at_once_take_turns_on_an_empty_database(tmp_path):
    with fresh_database(tmp_path, "turns") as database:
        folders, turn = a_third(tmp_path, database)
        with turn:
            both = [start(folder, database) for folder in folders]
            said = [each.stdout.readline() for each in both]

        rest = [each.communicate()[0] for each in both]

    assert said == [f"{WAITING}\n"] * 2, rest
    assert rest == ["", ""]
    assert [each.returncode for each in both] == [0, 0]
