"""Whoever was shown a reference can rely on it, even if the power fails the moment after."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest
from django.conf import settings

from tests.databases import fresh_database
from tests.intake.make import typed
from tests.served import lay_out_static_files

PEOPLE = 16
WISHES_EACH = 5
KILLS = 3
REFERENCE = re.compile(r'class="ref">([^<]+)<')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Site:
    """The site as it is served for real, in a folder of its own."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder, self.database = folder, database
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment = os.environ | {
            "DATA_DIR": str(folder),
            "DATABASE_URL": database,
            "SITE_URL": f"http://127.0.0.1:{self.port}",
            "BEHIND_PROXY": "yes",  # each patient comes from an address of their own
            "SAMPLE": "no",
        }
        lay_out_static_files(folder)
        self.run("manage.py", "prepare").wait()

    def run(self, *command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, *command],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def start(self) -> None:
        self.process = self.run(
            *("-m", "granian", "--interface", "wsgi", "--port", str(self.port)),
            *("--workers", "2", "--blocking-threads", "4", "clinic.wsgi:application"),
        )
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                if self.ask("GET", "/healthz", {}, "")[0] == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError("The server did not start.")

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def ask(
        self, method: str, path: str, headers: dict[str, str], body: str
    ) -> tuple[int, http.client.HTTPMessage, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=40)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return response.status, response.headers, response.read().decode()
        finally:
            connection.close()

    def column(self, question: str) -> list[str]:
        """Return what the database itself holds."""
        if self.database.startswith("postgres"):
            with psycopg.connect(self.database) as connection:
                return [row[0] for row in connection.execute(question)]
        with sqlite3.connect(self.folder / "upstream.sqlite3") as connection:
            return [row[0] for row in connection.execute(question)]


class Patient:
    """A browser whose owner presses the button again until there is an answer."""

    def __init__(self, site: Site, number: int) -> None:
        self.site, self.address = site, f"198.51.100.{number}"
        self.cookies: dict[str, str] = {}
        self.token = TOKEN.search(self.visit("GET", "/check/begin/")[2])[1]

    def visit(self, method: str, path: str, typed: object = None) -> tuple[int, str, str]:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": self.address,
        }
        while True:
            try:
                status, answer, page = self.site.ask(
                    method, path, headers, urlencode(typed or {}, doseq=True)
                )
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
                continue
            for cookie in answer.get_all("Set-Cookie", []):
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            return status, answer.get("Location", ""), page

    def post(self, path: str, typed: dict[str, object]) -> str:
        status, location, page = self.visit(
            "POST", path, typed | {"csrfmiddlewaretoken": self.token}
        )
        assert status == 302, (status, page)
        return location

    def answer_all(self) -> str:
        address = self.post("/check/begin/", typed())
        while not address.endswith("/check/"):
            address = self.post(address, typed())
        return address

    def send(self, address: str, words: dict[str, object]) -> str:
        """Send it and return the reference on the page that follows."""
        return REFERENCE.search(self.visit("GET", self.post(address, words))[2])[1]


@pytest.fixture
def database(tmp_path) -> Iterator[str]:
    """The address of a fresh database of the kind that the tests run on."""
    with fresh_database(tmp_path, "durability") as address:
        yield address


@pytest.fixture
def site(tmp_path, database):
    site = Site(tmp_path, database)
    site.start()
    yield site
    site.kill()


def test_no_reference_is_lost_or_given_twice_when_the_server_is_killed(site):
    seen: dict[str, str] = {}  # what was sent, and the reference that was shown for it
    done = threading.Event()

    def send_all(number: int, address: str, patient: Patient) -> None:
        for wish in range(WISHES_EACH):
            about = {"name": "Joan", "phone": "651-555-0173", "best_time": "Morning"}
            token = f"{number}-{wish}"
            seen[token] = patient.send("/contact/", about | {"token": token})
            if wish == number % WISHES_EACH:
                seen[address] = patient.send(address, {})

    def pull_the_plug() -> None:
        for kill in range(KILLS):
            enough = (kill + 1) * PEOPLE
            while len(seen) < enough and not done.is_set():
                time.sleep(0.005)
            site.kill()
            before = set(seen.values())
            assert before <= set(site.column("SELECT reference FROM intake_submission"))
            site.start()

    with ThreadPoolExecutor(PEOPLE + 1) as pool:
        patients = list(pool.map(lambda number: Patient(site, number), range(PEOPLE)))
        addresses = list(pool.map(Patient.answer_all, patients))
        killing = pool.submit(pull_the_plug)
        list(pool.map(send_all, range(PEOPLE), addresses, patients))
        done.set()
        killing.result()

    references = site.column("SELECT reference FROM intake_submission")
    assert len(seen) == PEOPLE * (WISHES_EACH + 1)
    assert sorted(references) == sorted(seen.values())
    assert len(set(references)) == len(references)
    for column in (
        "SELECT subject FROM clinic_outboxmessage",
        "SELECT target_id FROM clinic_auditevent WHERE action = 'received'",
    ):
        assert len(site.column(column)) == len(references)
