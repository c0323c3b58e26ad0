"""What docs/running.md and deploy/ promise to who runs the portal for real."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from clinic import keys

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
GUIDE = (ROOT / "docs" / "running.md").read_text()
NGINX = (DEPLOY / "nginx.conf").read_text()
AWAY = (DEPLOY / "away.html").read_text()
AGAIN = 'cat "$DATA_DIR/media/pictures/leg.webp" "$DATA_DIR/public/secrets/secret_key"'
GIVEN_BY_THE_TESTS = (
    *("SECRET_KEY", "CLINIC_PRIVATE_KEY", "CLINIC_PUBLIC_KEY", "RECOVERY_PUBLIC_KEY"),
    *("DATABASE_URL", "DATA_DIR", "SITE_URL", "ROLE"),
)


def commands(heading: str) -> list[str]:
    """Return the blocks of commands under a heading."""
    section = GUIDE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"^```sh\n(.*?)^```$", section, re.DOTALL | re.MULTILINE)


def location(path: str) -> str:
    """Return what nginx does with a path, without its comments."""
    found = re.search(rf"^ +location {re.escape(path)} {{\n(.*?)^ +}}$", NGINX, re.S | re.M)
    return found.group(1)


@pytest.fixture
def shell(tmp_path, monkeypatch):
    """A shell in a folder that looks like that of the code, with the backups beside it."""
    folder = tmp_path / "upstream"
    folder.mkdir()
    for name in GIVEN_BY_THE_TESTS:
        monkeypatch.delenv(name, raising=False)
    (folder / "manage.py").symlink_to(ROOT / "manage.py")
    (folder / ".venv").symlink_to(sys.prefix)
    keys.make_keys(folder / "data")

    def run(script: str) -> str:
        answer = subprocess.run(
            ["bash", "-euc", script.replace("/var/backups/upstream", str(tmp_path / "backups"))],
            cwd=folder,
            env=os.environ | {"DATA_DIR": str(folder / "data"), "TMPDIR": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert answer.returncode == 0, answer.stderr
        return answer.stdout

    return run


def test_backup_and_drill_on_sqlite_run_as_written(shell, tmp_path):
    shell(".venv/bin/python manage.py migrate --verbosity 0")

    shell("mkdir -p data/media/pictures && echo leg > data/media/pictures/leg.webp")
    shell("mkdir -p data/public/secrets && echo codes > data/public/secrets/secret_key")

    back_up, _, with_sqlite, pictures = commands("Backups")
    shell(back_up + with_sqlite + pictures)
    begin, _, with_sqlite, compare = commands("The drill")[:4]
    said = shell(begin + with_sqlite + compare + AGAIN)

    assert said.splitlines() == ["the same rows", "audit trail whole", "leg", "codes"]
    made = list((tmp_path / "backups").rglob("*"))
    assert {path.name for path in made if path.is_file()} == {
        *("census.txt", "media.tar", "secrets.tgz", "upstream.sqlite3")
    }
    assert [path for path in made if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


def test_pictures_in_a_folder_that_is_named_are_shared_by_its_group(shell, tmp_path):
    store = (
        "from django.core.files.base import ContentFile\n"
        "from django.core.files.storage import default_storage\n"
        "default_storage.save('pictures/a/w480.jpg', ContentFile(b'leg'))\n"
    )
    (tmp_path / "store.py").write_text(store)

    shell(
        f"umask 077; mkdir -m 770 {tmp_path}/media; "
        f"MEDIA_DIR={tmp_path}/media .venv/bin/python manage.py shell < {tmp_path}/store.py"
    )

    made = (tmp_path / "media").rglob("*")
    assert {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in made} == {
        "pictures": "0o770",
        "a": "0o770",
        "w480.jpg": "0o660",
    }


def test_only_the_staff_s_unit_may_write_pictures():
    allowed = [
        unit.name
        for unit in DEPLOY.rglob("systemd/**/*.*")
        if unit.is_file() and "ReadWritePaths=/var/lib/upstream-media" in unit.read_text()
    ]

    assert allowed == ["upstream-staff.service"]


def test_no_key_and_no_copy_is_ever_written_for_all_to_read():
    for heading in ("1. Code and keys", "Backups", "The drill"):
        written = "\n".join(commands(heading))
        assert written.index("umask 077") < written.index(" > "), heading


def test_the_drill_has_its_own_folder_database_port_and_no_mail():
    begin, postgresql, sqlite = commands("The drill")[:3]

    for name in ("DATA_DIR=", "SITE_URL=", "SAMPLE=no", "EMAIL_HOST="):
        assert name in begin
    assert "export DATABASE_URL=" in postgresql
    assert "export DATABASE_URL=" in sqlite
    for unit in DEPLOY.glob("systemd/*.service"):
        assert "8002" not in unit.read_text()


def test_every_unit_checks_its_keys_before_it_serves():
    common = (DEPLOY / "systemd" / "upstream-.service.d" / "common.conf").read_text()

    assert re.search(r"^ExecStartPre=/srv/upstream/\S+ manage\.py check$", common, re.MULTILINE)


def test_what_patients_send_is_never_thrown_away_by_a_brake():
    assert "limit_req " not in location("/")
    assert "limit_req " in location("= /staff/login/")


def test_when_the_portal_is_away_help_is_still_on_the_page():
    assert "error_page 429 502 503 504 /away.html;" in NGINX
    assert f"alias /srv/upstream/deploy/{DEPLOY.joinpath('away.html').name};" in NGINX
    assert 'href="tel:911"' in AWAY
    assert not re.search(r"<(script|style|link|img)|style=|src=", AWAY)


def test_every_server_keeps_clients_out_of_its_error_log():
    servers = NGINX.split("\nserver {")[1:]

    assert len(servers) == 2
    assert all(re.search(r"error_log +\S+ crit;", server) for server in servers)


@pytest.mark.parametrize(
    ("uri", "page"),
    [
        ("/articles/preview/Zq3-x_9/", "/articles/preview/"),
        ("/check/letter/Zq3-x_9/", "/check/"),
        ("/es/check/2f9k3m8n7p4q6r5t/question/cramp_when/", "/check/"),
        ("/articles/leg-cramps/", "/articles/leg-cramps/"),
    ],
)
def test_no_log_keeps_a_key_or_which_questions_somebody_came_to(uri, page):
    line = re.search(r"^log_format pages '(.*)';$", NGINX, re.MULTILINE)[1]
    rules = re.search(r"^map \$uri \$page {(.*?)^}$", NGINX, re.S | re.M)[1]
    patterns = re.findall(r"^ +~(\S+) (\S+);$", rules, re.MULTILINE)

    assert "$uri" not in line
    assert next((to for pattern, to in patterns if re.search(pattern, uri)), uri) == page


@pytest.mark.parametrize(
    ("asked", "counted"),
    [
        ("GET ", False),
        ("POST 812", False),
        ("POST 999999", False),
        ("POST 10000000", True),
        ("POST chunked", True),
        ("POST ", True),
        ("GET chunked", True),
        ("PUT 54525952", True),
    ],
)
def test_the_proxy_counts_who_sends_much_whatever_it_is_called(asked, counted):
    table = re.search(r'^map "[^"]+" \$sends_files {\n(.*?)^}$', NGINX, re.S | re.M).group(1)
    passed = [re.compile(found) for found in re.findall(r'"~([^"]+)"\s+"";', table)]

    assert len(passed) == 2
    assert any(each.search(asked) for each in passed) is not counted
