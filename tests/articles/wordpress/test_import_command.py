"""`manage.py import_wordpress`: what it refuses, what it reports, and that it can be killed."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.models import Article, Edition
from clinic.keys import make_keys
from tests.articles.wordpress.exports import make_export
from tests.articles.wordpress.loading import post

REVIEWED = ("--reviewed-by", "Ingrid Solberg, MD", "--reviewed-on", "2026-03-04")


@pytest.fixture
def export(tmp_path) -> Path:
    return written(tmp_path / "export.xml", make_export(post(7, "cramps"), post(8, "plan")))


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.django_db
def test_it_brings_articles_in_and_reports(export, tmp_path, capsys):
    report = tmp_path / "report.json"

    call_command("import_wordpress", export, "--report", str(report))

    assert "2 posts made (2 published)." in capsys.readouterr().out
    data = json.loads(report.read_text())
    assert data["posts"] == {
        "total": 2,
        "made": 2,
        "updated": 0,
        "unchanged": 0,
        "skipped": 0,
        "not_brought_in": 0,
        "states": {"published": 2},
    }
    assert data["items"][0]["address"] == "/articles/cramps/"
    assert Article.objects.count() == 2


@pytest.mark.django_db
def test_a_dry_run_reports_and_writes_nothing(export, tmp_path, capsys):
    call_command("import_wordpress", export, "--dry-run", "--report", f"{tmp_path}/report.json")

    assert "Nothing was written." in capsys.readouterr().out
    assert json.loads((tmp_path / "report.json").read_text())["dry_run"] is True
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_who_vouches_names_the_doctor_and_the_day(export):
    call_command("import_wordpress", export, *REVIEWED, "--review-due", "2098-03-04")

    assert Edition.objects.filter(review__reviewer_name="Ingrid Solberg, MD").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "words"),
    [
        (REVIEWED[:2], "together"),
        (("--reviewed-by", "A" * 251, *REVIEWED[2:]), "too long"),
        (REVIEWED[2:], "together"),
        (("--reviewed-by", " ", *REVIEWED[2:]), "together"),
        (("--review-due", "2098-01-01"), "together"),
        ((*REVIEWED[:3], "2098-01-01"), "still to come"),
        ((*REVIEWED[:3], "2001-01-01"), "due again already"),
        ((*REVIEWED, "--review-due", "2026-03-05"), "due again already"),
        (("--media", "/no/such/folder"), "no folder"),
        (("--report", "/no/such/folder/report.json"), "no folder"),
    ],
)
def test_a_half_said_thing_is_refused_before_anything_is_read(export, options, words):
    with pytest.raises(CommandError, match=words):
        call_command("import_wordpress", export, *options)

    assert not Article.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b'<?xml version="1.0"?>\n<!DOCTYPE rss [<!ENTITY a "b">]>\n<rss></rss>', 2),
        (make_export(post(7))[:-40], 14),
        (make_export(post(7)).replace(b"Legs", b"L\xffgs"), 14),
    ],
)
def test_a_bad_file_is_refused_with_its_line(tmp_path, data, line):
    report = tmp_path / "report.json"

    with pytest.raises(CommandError, match=f"^Line {line}: [^\n]+$"):
        call_command(
            "import_wordpress", written(tmp_path / "bad.xml", data), "--report", str(report)
        )

    refused = json.loads(report.read_text())["refused"]
    assert refused["line"] == line
    assert refused["reason"]
    assert not Article.objects.exists()


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_wordpress", tmp_path / "none.xml")


MANY = 300


def test_an_import_that_is_killed_ends_as_one_that_is_not(tmp_path):
    items = [
        post(n, f"post-{n}", f'<p>Go <a href="/?p={n % MANY + 1}">on</a>.</p>')
        for n in range(1, MANY + 1)
    ]
    export = written(tmp_path / "export.xml", make_export(*items))
    undisturbed, killed = site(tmp_path / "one"), site(tmp_path / "two")
    run(undisturbed, "import_wordpress", str(export))

    process = start(killed, "import_wordpress", str(export))
    wait_for_some(killed)
    process.send_signal(signal.SIGKILL)
    process.wait()
    half = len(texts(killed))
    run(killed, "import_wordpress", str(export))

    assert 0 < half < MANY
    assert len(texts(undisturbed)) == MANY
    assert texts(killed) == texts(undisturbed)


def site(folder: Path) -> dict[str, str]:
    """Return the environment of a new site in a folder, on SQLite."""
    make_keys(folder)
    environment = {
        **os.environ,
        "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'upstream.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "clinic.settings",
    }
    run(environment, "migrate", "-v0")
    return environment


def start(environment: dict[str, str], *words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "manage.py", *words]
    return subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.DEVNULL
    )


def run(environment: dict[str, str], *words: str) -> None:
    assert start(environment, *words).wait() == 0


def wait_for_some(environment: dict[str, str]) -> None:
    until = time.monotonic() + 60
    while len(texts(environment)) < 20 and time.monotonic() < until:
        time.sleep(0.01)


def texts(environment: dict[str, str]) -> list[tuple[str, ...]]:
    """Return what the articles and their revisions say, with where each link leads."""
    connection = sqlite3.connect(f"{environment['DATA_DIR']}/upstream.sqlite3", timeout=20)
    rows = connection.execute(
        "SELECT slug, title, state, body_html, created_at, r.number, guid, "
        "(SELECT group_concat(path) FROM articles_oldaddress o WHERE o.article_id = a.id) "
        "FROM articles_article a JOIN articles_revision r ON r.article_id = a.id "
        "JOIN articles_imported i ON i.article_id = a.id WHERE i.digest != '' ORDER BY slug"
    ).fetchall()
    connection.close()
    return rows
