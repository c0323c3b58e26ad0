"""Prepare the site, then serve it and run its jobs; when one of the two ends, end both."""

from __future__ import annotations

import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from clinic.env import Misconfigured

HOST = "127.0.0.1"
SERVER = [
    *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
    *("--host", HOST, "--port", str(settings.PORT), "--log-level", "warning"),
    *("--workers", "2", "--blocking-threads", "4"),
    *("--respawn-failed-workers", "--workers-kill-timeout", "10"),
    "clinic.wsgi:application",
]
JOBS = [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_jobs"]
SECONDS_TO_STOP = 15
SECONDS_TO_START = 60
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PR_SET_PDEATHSIG = 1  # from <sys/prctl.h>
C_LIBRARY = ctypes.CDLL(None)


def refuse_a_used_port(port: int) -> None:
    """Stop with one sentence where nothing can listen on the port."""
    try:
        with socket.socket() as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((HOST, port))
            listener.listen()
    except OSError as problem:
        raise Misconfigured(
            f"Port {port} cannot be used: {problem.strerror}. Choose another: make run PORT=8001"
        ) from problem


def stop(number: int, frame: FrameType | None) -> None:
    """Leave whatever is being done; what was started is ended on the way out, undisturbed."""
    for signal_number in STOP_SIGNALS:
        signal.signal(signal_number, signal.SIG_IGN)
    raise SystemExit(0)


def end_with_us() -> None:
    """In a child: have Linux end it when we are killed, and so cannot end it ourselves."""
    if sys.platform == "linux":
        C_LIBRARY.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)


def start(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a command in a process group of its own, so that Ctrl+C reaches only us.

    Signals wait meanwhile: the child must not answer one as if it were us.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    try:
        return subprocess.Popen(  # noqa: S603 (only the two commands above)
            command,
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            process_group=0,
            preexec_fn=end_with_us,
        )
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)


@contextmanager
def ended_on_the_way_out() -> Iterator[list[subprocess.Popen[bytes]]]:
    """Give a list for what is started, and end everything in it, whatever happens."""
    children: list[subprocess.Popen[bytes]] = []
    try:
        yield children
    finally:
        for child in children:
            child.terminate()
        for child in children:
            with suppress(subprocess.TimeoutExpired):
                child.wait(SECONDS_TO_STOP)
            with suppress(ProcessLookupError):  # what a killed server left behind
                os.killpg(child.pid, signal.SIGKILL)


def wait_until_it_answers(server: subprocess.Popen[bytes]) -> None:
    """Return once the site answers a request."""
    deadline = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection(HOST, settings.PORT, timeout=SECONDS_TO_START)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse()
        except OSError:
            time.sleep(0.05)
        else:
            return
        finally:
            connection.close()
    raise CommandError("The server did not start; what it said stands above.")


def welcome() -> str:
    """Return five lines: what to open, how to sign in, where mails land, how to stop."""
    accounts = settings.DATA_DIR / "demo-accounts.txt"
    sign_in = (
        f"names and passwords are in {accounts}"
        if accounts.exists()
        else "with your own account (make one: python manage.py createsuperuser)"
    )
    mail = f"sent by {settings.EMAIL_HOST}" if settings.EMAIL_HOST else settings.EMAIL_FILE_PATH
    return "\n".join(
        (
            f"For patients:  {settings.SITE_URL}/",
            f"For staff:     {settings.STAFF_URL}/staff/",
            f"To sign in:    {sign_in}",
            f"Emails:        {mail}",
            f"To stop:       press Ctrl+C (all data stays in {settings.DATA_DIR})",
        )
    )


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        os.umask(0o077)
        for number in STOP_SIGNALS:
            signal.signal(number, stop)
        refuse_a_used_port(settings.PORT)
        call_command("prepare", stdout=self.stdout)
        connections.close_all()
        with ended_on_the_way_out() as children:
            children.append(start(SERVER))
            wait_until_it_answers(children[0])
            children.append(start(JOBS))
            self.stdout.write(welcome())
            self.stdout.flush()
            while all(child.poll() is None for child in children):
                time.sleep(0.2)
            raise CommandError("The server or its jobs ended by themselves; stopping both.")
