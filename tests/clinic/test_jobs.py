from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail as sent_mail
from django.core.management import call_command
from django.utils import timezone

from clinic import jobs, mail
from clinic.models import OutboxMessage, Tally

pytestmark = pytest.mark.django_db


def test_a_round_sends_letters_and_tidies_up():
    now = timezone.now()
    mail.queue(to=["nurses@northside.example"], subject="New leg check", body="")
    for age in (-1, 1):
        Tally.objects.create(key=age, ends_at=now + timedelta(hours=age), count=1)
        Session.objects.create(session_key=age, expire_date=now + timedelta(hours=age))

    call_command("run_jobs", once=True)

    assert [letter.subject for letter in sent_mail.outbox] == ["New leg check"]
    assert [tally.key for tally in Tally.objects.all()] == ["1"]
    assert [session.pk for session in Session.objects.all()] == ["1"]


def test_a_job_that_fails_is_told_of_and_holds_up_no_other(monkeypatch, caplog):
    done = []

    def purge(now):
        raise KeyError("Ingeborg")

    monkeypatch.setattr("clinic.management.commands.run_jobs.JOBS", [purge, done.append])

    call_command("run_jobs", once=True)

    assert len(done) == 1
    assert "purge failed" in caplog.text


def test_letters_go_first():
    assert jobs.JOBS[0] is mail.deliver_due


@pytest.mark.django_db(transaction=True)
def test_the_worker_ends_in_order_when_it_is_told_to(tmp_path):
    mail.queue(to=["nurses@northside.example"], subject="New leg check", body="")
    database = settings.DATABASES["default"]
    address = (
        f"sqlite:///{database['NAME']}"
        if database["ENGINE"].endswith("sqlite3")
        else f"postgres://{database['USER']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    )
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "run_jobs", "--pause", "60"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": address, "DATA_DIR": str(tmp_path)},
    )
    try:
        deadline = time.monotonic() + 30
        while not OutboxMessage.objects.exclude(sent_at=None) and time.monotonic() < deadline:
            time.sleep(0.1)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(10) == 0
    finally:
        worker.kill()

    assert OutboxMessage.objects.get().sent_at
    assert "New leg check" in next((tmp_path / "mail").iterdir()).read_text()
