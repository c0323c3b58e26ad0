"""The first minutes with the project: keys, and refusals that take one line."""

from __future__ import annotations

import os
import re
import shutil
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from clinic import keys

ROOT = Path(__file__).resolve().parent.parent
KEYS = ("SECRET_KEY", "CLINIC_PRIVATE_KEY", "CLINIC_PUBLIC_KEY", "RECOVERY_PUBLIC_KEY")


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch):
    """Take the tests' own keys and database out of the environment."""
    for name in (*KEYS, "DATABASE_URL", "ROLE"):
        monkeypatch.delenv(name, raising=False)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def contents(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*_key*")}


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    outside_make = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    return subprocess.run(
        command,
        cwd=ROOT,
        env=outside_make | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


# Keys


def test_the_first_start_makes_keys_that_only_the_owner_can_read(tmp_path):
    folder = tmp_path / "deep" / "data"

    assert keys.make_keys(folder)

    made = {path.name: mode(path) for path in folder.rglob("*") if path.is_file()}
    assert made == dict.fromkeys(
        (
            "secret_key",
            "clinic_private_key",
            "clinic_public_key",
            "recovery_public_key",
            "recovery-private-key.txt",
        ),
        0o600,
    )
    assert mode(folder) == mode(folder / "secrets") == 0o700
    assert len((folder / "secrets" / "secret_key").read_text().strip()) >= 50


def test_the_two_halves_of_each_pair_fit(tmp_path):
    keys.make_keys(tmp_path)

    for public, private in (
        ("secrets/clinic_public_key", "secrets/clinic_private_key"),
        ("secrets/recovery_public_key", keys.RECOVERY_FILE),
    ):
        key = X25519PrivateKey.from_private_bytes(
            bytes.fromhex((tmp_path / private).read_text().split()[-1])
        )
        half = bytes.fromhex((tmp_path / public).read_text())
        assert key.public_key().public_bytes_raw() == half


def test_a_second_start_changes_no_key(tmp_path):
    keys.make_keys(tmp_path)
    before = contents(tmp_path)

    assert not keys.make_keys(tmp_path)
    assert contents(tmp_path) == before


def test_the_recovery_key_stays_away_once_it_was_moved(tmp_path):
    keys.make_keys(tmp_path)
    (tmp_path / keys.RECOVERY_FILE).unlink()

    keys.make_keys(tmp_path)

    assert not (tmp_path / keys.RECOVERY_FILE).exists()


def test_a_start_that_was_cut_short_is_completed_with_the_pair_it_began(tmp_path):
    keys.make_keys(tmp_path)
    before = contents(tmp_path)
    (tmp_path / "secrets" / "clinic_public_key").unlink()

    keys.make_keys(tmp_path)

    assert contents(tmp_path) == before


def test_what_another_start_wrote_meanwhile_stays(tmp_path, monkeypatch):
    path = tmp_path / "secret_key"
    path.write_text("theirs")
    monkeypatch.setattr(Path, "exists", lambda self: False)

    keys.write_once(path, "ours")

    assert path.read_text() == "theirs"
    assert [entry.name for entry in tmp_path.iterdir()] == ["secret_key"]


def test_a_lost_clinic_key_is_not_papered_over(tmp_path):
    keys.make_keys(tmp_path)
    (tmp_path / "secrets" / "clinic_private_key").unlink()

    with pytest.raises(keys.KeyLost, match="Put the key back from your backup"):
        keys.make_keys(tmp_path)

    assert not (tmp_path / "secrets" / "clinic_private_key").exists()


@pytest.mark.parametrize("url", ["", "sqlite:///{folder}/upstream.sqlite3"])
def test_a_database_without_its_keys_gets_no_new_ones(tmp_path, monkeypatch, url):
    if url:
        monkeypatch.setenv("DATABASE_URL", url.format(folder=tmp_path))
    (tmp_path / "upstream.sqlite3").write_bytes(b"rows")

    with pytest.raises(keys.KeyLost):
        keys.make_keys(tmp_path)


def test_a_public_process_gets_no_private_key(tmp_path, monkeypatch):
    monkeypatch.setenv("ROLE", "public")

    keys.make_keys(tmp_path)

    assert list(contents(tmp_path)) == ["secrets/secret_key"]


def test_keys_that_the_environment_brings_are_not_made(tmp_path, monkeypatch):
    for name in KEYS:
        monkeypatch.setenv(f"{name}_FILE", "/run/secrets/a-key")

    keys.make_keys(tmp_path)

    assert contents(tmp_path) == {}


# Refusals: one line on standard error, no traceback


def test_a_data_folder_that_cannot_be_made_is_one_line(tmp_path):
    (tmp_path / "file").touch()

    answer = run(sys.executable, "-m", "clinic.keys", tmp_path / "file" / "data")

    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr.splitlines() == [
        f"The data folder {tmp_path}/file/data cannot be used: Not a directory. Set DATA_DIR."
    ]


def test_a_database_that_does_not_answer_is_one_line(tmp_path):
    answer = run(
        *(sys.executable, "-m", "clinic.keys", tmp_path),
        DATABASE_URL="postgres://nobody@127.0.0.1:1/nothing",
    )

    assert answer.returncode == 1
    assert len(answer.stderr.splitlines()) == 1
    assert "does not answer" in answer.stderr


@pytest.mark.parametrize(
    ("command", "said"),
    [("serve", "cannot be used: Address already in use"), ("prepare", "unable to open database")],
)
def test_what_cannot_be_served_is_one_line(tmp_path, command, said):
    keys.make_keys(tmp_path)
    (tmp_path / "upstream.sqlite3").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        answer = run(sys.executable, "manage.py", command, DATA_DIR=str(tmp_path), PORT=port)

    assert answer.returncode == 1
    assert answer.stdout == ""
    assert len(answer.stderr.splitlines()) == 1
    assert said in answer.stderr


@pytest.mark.parametrize("port", ["0", "65536"])
def test_a_port_that_is_none_is_one_line(tmp_path, port):
    answer = run(sys.executable, "manage.py", "serve", DATA_DIR=str(tmp_path), PORT=port)

    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr == f"PORT is {port}. Write a number from 1 to 65535.\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 1", "Upstream needs Python 3.11 or newer, and none was found."),
        (
            'case "$2" in *ensurepip*) exit 1;; esac',
            "Python's venv module is missing (on Debian: apt-get install python3-venv).",
        ),
    ],
    ids=["old Python", "no venv"],
)
def test_a_machine_without_a_fit_python_is_told_so_in_one_line(tmp_path, script, said):
    make = shutil.which("make")
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements.txt").touch()
    for name in ("python3", "python3.13"):
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o755)

    answer = run(make, "-C", tmp_path, "--no-print-directory", "run", PATH=str(tmp_path))

    assert answer.returncode != 0
    ours, makes_own = answer.stderr.splitlines()
    assert ours == said
    assert makes_own.startswith("make: ***")


def test_help_lists_every_target():
    listed = run(shutil.which("make"), "help").stdout

    for target in ("setup", "run", "test", "check", "lock", "clean"):
        assert f"make {target}\t" in listed


@pytest.mark.parametrize(("variable", "closing"), [("", "1 skipped in"), ("1", "1 error in")])
def test_ci_lets_nothing_skip(tmp_path, variable, closing):
    (tmp_path / "conftest.py").write_text("from tests.conftest import pytest_runtest_makereport")
    story = tmp_path / "test_story.py"
    story.write_text("import pytest\n\n@pytest.mark.skip\ndef test_story(): ...\n")

    answer = run(
        *(sys.executable, "-m", "pytest", "-c", "pyproject.toml", story),
        UPSTREAM_NO_SKIP=variable,
    )

    assert answer.stdout.splitlines()[-1].startswith(closing)
    assert answer.returncode == (1 if variable else 0)


def test_the_readme_lists_every_setting():
    settings = (ROOT / "clinic" / "settings.py").read_text()
    readme = (ROOT / "README.md").read_text()

    names = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', settings))

    assert len(names) > 15
    assert [name for name in sorted(names) if f"| `{name}` |" not in readme] == []
