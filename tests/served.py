"""The site as it is served for real: processes of its own, in a folder of its own."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from clinic.management.commands.prepare import static_digest

ROOT = Path(__file__).resolve().parent.parent
GIVEN_BY_THE_TESTS = (
    *("SECRET_KEY", "CLINIC_PRIVATE_KEY", "CLINIC_PUBLIC_KEY", "RECOVERY_PUBLIC_KEY"),
    *("DATABASE_URL", "SITE_URL", "ROLE"),
)
PLAIN = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"


@dataclass
class Served:
    process: subprocess.Popen[str]
    said: list[str]
    address: str

    def status(self, path: str) -> int:
        with urllib.request.urlopen(f"{self.address}{path}", timeout=20) as answer:
            return answer.status

    def children(self) -> list[int]:
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(number) for number in listed.split()]


def free_port() -> int:
    """Return a port that no system hands out by itself, so that none takes it before we do."""
    port = random.randrange(20_000, 32_000)
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return free_port()
    return port


def is_gone(pid: int) -> bool:
    """Wait a little for a process to end."""
    deadline = time.monotonic() + 20
    while (alive := Path(f"/proc/{pid}").exists()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not alive


@contextmanager
def serve(folder: Path) -> Iterator[Served]:
    """Serve the folder and yield once the last of the five lines was said."""
    port = free_port()
    environment = {k: v for k, v in os.environ.items() if k not in GIVEN_BY_THE_TESTS}
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=environment | {"DATA_DIR": str(folder), "PORT": str(port)},
        stdout=subprocess.PIPE,
        text=True,
    )
    said = []
    for line in process.stdout:
        said.append(line.rstrip("\n"))
        if line.startswith("To stop:"):
            break
    try:
        assert said[-1:] and said[-1].startswith("To stop:"), (said, process.wait(30))
        yield Served(process, said, f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()


def lay_out_static_files(folder: Path) -> None:
    """Collect them for a first start that is about other things.

    None is compressed, which takes a first start most of its time.
    """
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": PLAIN}}
    with override_settings(STATIC_ROOT=folder / "static", STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    (folder / "static.digest").write_text(static_digest())
