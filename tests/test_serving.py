"""The site as `make run` serves it: real processes, a fresh folder, a port of its own."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from clinic import keys
from tests.served import GIVEN_BY_THE_TESTS, is_gone, serve

# One worker does them all: they share a folder that takes a while to fill.
pytestmark = pytest.mark.xdist_group("serving")
reads_proc = pytest.mark.skipif(sys.platform != "linux", reason="Only Linux has /proc.")


@pytest.fixture(scope="module")
def first(tmp_path_factory) -> tuple[Path, list[str]]:
    """A folder that was served once, and what was said then."""
    folder = tmp_path_factory.mktemp("fresh") / "data"
    keys.make_keys(folder)
    with serve(folder) as site:
        assert site.status("/healthz") == 200
    return folder, site.said


@pytest.fixture(scope="module", autouse=True)
def no_keys_of_the_tests():
    with pytest.MonkeyPatch.context() as patch:
        for name in GIVEN_BY_THE_TESTS:
            patch.delenv(name, raising=False)
        yield


def test_the_first_start_says_what_to_open_and_how_to_sign_in(first):
    folder, said = first
    accounts = folder / "demo-accounts.txt"

    assert [line.split(":")[0] for line in said[-5:]] == [
        *("For patients", "For staff", "To sign in", "Emails", "To stop")
    ]
    assert said[-3].endswith(f"names and passwords are in {accounts}")
    assert said[-2].endswith(f"{folder}/mail")
    for role in ("Nurse: nurse ", "Publisher: editor ", "Clinic administrator: admin "):
        told = next(line for line in said if line.startswith(role))
        assert told in accounts.read_text()
        assert len(told.removeprefix(role)) >= 16


def test_nobody_else_can_read_what_the_first_start_made(first):
    folder, _ = first
    made = [path for path in folder.rglob("*") if folder / "static" not in (path, *path.parents)]

    loose = [path for path in (folder, *made) if path.stat().st_mode & 0o077]

    assert loose == []


def test_a_second_start_keeps_accounts_and_content(first):
    folder, _ = first
    before = (folder / "demo-accounts.txt").read_text()

    with serve(folder) as site:
        pages = ("/", "/articles/", "/check/", "/contact/", "/staff/", "/sitemap.xml")
        assert [site.status(page) for page in pages] == [200] * len(pages)

    assert len(site.said) == 5
    assert (folder / "demo-accounts.txt").read_text() == before


@reads_proc
def test_stopping_leaves_nothing_running(first):
    with serve(first[0]) as site:
        children = site.children()
        assert len(children) == 2

        site.process.terminate()

        assert site.process.wait(30) == 0
    assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []


@reads_proc
@pytest.mark.parametrize("which", [0, 1], ids=["server", "jobs"])
def test_when_one_half_dies_the_other_is_ended(first, which):
    with serve(first[0]) as site:
        children = site.children()

        os.kill(children[which], signal.SIGKILL)

        assert site.process.wait(30) == 1
    assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []
    with pytest.raises(OSError, match="refused"):
        site.status("/healthz")


@reads_proc
def test_what_was_started_ends_when_we_are_killed(first):
    with serve(first[0]) as site:
        children = site.children()

        site.process.kill()
        site.process.wait(30)

        assert all(is_gone(pid) for pid in children)
    with pytest.raises(OSError, match="refused"):
        site.status("/healthz")
