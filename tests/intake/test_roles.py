"""What each kind of process can reach and open, seen from real processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from typing import Any

import pytest
from django.conf import settings

from clinic.keys import make_keys

PUBLIC = [
    "/",
    "/articles/",
    "/articles/feed/",
    "/check/",
    "/check/begin/",
    "/contact/",
    "/privacy/",
]
PHOTO = f"/staff/intake/submission/{uuid.uuid4()}/photo/{uuid.uuid4()}/"
STAFF = ["/staff/", "/staff/login/", "/staff/intake/submission/", "/staff/auth/user/", PHOTO]
BOTH = ["/healthz", "/theme.css"]

ASK = """
import json, sys
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.urls import Resolver404, resolve
from clinic import sealing

def resolves(address):
    try:
        resolve(address)
    except Resolver404:
        return False
    return True

def opens(envelope):
    try:
        return sealing.unseal(envelope, place="here")
    except sealing.NoKeyHere:
        return "no key here"

call_command("check", stdout=sys.stderr)
values = [getattr(settings, name) for name in dir(settings) if name.isupper()]
print(json.dumps({
    "resolves": [address for address in json.load(sys.stdin) if resolves(address)],
    "opens": opens(sealing.seal("hello", place="here")),
    "settings": repr(values),
}))
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A data folder with keys in files, and none in the environment."""
    for name in ("SECRET_KEY", "CLINIC_PRIVATE_KEY", "CLINIC_PUBLIC_KEY", "RECOVERY_PUBLIC_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.delenv("ROLE")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    make_keys(tmp_path)
    return tmp_path


def ask(folder, role: str, **environment: str) -> tuple[dict[str, Any], str]:
    """Return what a process of this role can do, and what its start warned of."""
    answer = subprocess.run(
        [sys.executable, "-c", ASK],
        input=json.dumps([*PUBLIC, *STAFF, *BOTH]),
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATA_DIR": str(folder), "ROLE": role, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return json.loads(answer.stdout), answer.stderr


def private_key(folder) -> str:
    return (folder / "secrets" / "clinic_private_key").read_text().strip()


def test_one_process_for_all_has_everything(folder):
    able, said = ask(folder, "all")

    assert able["resolves"] == [*PUBLIC, *STAFF, *BOTH]
    assert able["opens"] == "hello"
    assert "W001" not in said


def test_a_public_process_can_seal_and_never_open(folder):
    key = private_key(folder)
    (folder / "secrets" / "clinic_private_key").unlink()

    able, said = ask(folder, "public")

    assert able["resolves"] == [*PUBLIC, *BOTH]
    assert able["opens"] == "no key here"
    assert key not in able["settings"]
    assert "W001" not in said


@pytest.mark.parametrize("where", ["file", "environment", "named file"])
def test_a_private_key_that_lies_about_is_not_taken_by_a_public_process(folder, where):
    key = private_key(folder)
    file = folder / "secrets" / "clinic_private_key"
    given = {
        "file": {},
        "environment": {"CLINIC_PRIVATE_KEY": key},
        "named file": {"CLINIC_PRIVATE_KEY_FILE": str(file)},
    }[where]

    able, said = ask(folder, "public", **given)

    assert able["opens"] == "no key here"
    assert key not in able["settings"]
    assert "(intake.W001) This public process can reach the clinic's private key" in said


def test_a_staff_process_has_no_public_page_but_the_way_to_the_desk(folder):
    able, _ = ask(folder, "staff")

    assert able["resolves"] == ["/", *STAFF, *BOTH]
    assert able["opens"] == "hello"


def test_a_role_that_does_not_exist_stops_the_start(folder):
    with pytest.raises(subprocess.CalledProcessError) as stopped:
        ask(folder, "nurse")

    assert "ROLE is 'nurse'. Write one of: all, public, staff." in stopped.value.stderr


def test_a_key_that_does_not_fit_its_lock_stops_the_start(folder):
    with pytest.raises(subprocess.CalledProcessError) as stopped:
        ask(folder, "staff", CLINIC_PRIVATE_KEY="11" * 32)

    assert "does not open what is sealed to CLINIC_PUBLIC_KEY" in stopped.value.stderr
