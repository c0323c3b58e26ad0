"""Bring database, roles, first content and static files up to date. Safe to repeat."""

from __future__ import annotations

import hashlib
import os
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError, connection

from clinic import preparing, taking_turns
from clinic.env import Misconfigured
from clinic.models import SiteProfile

WAITING = "Another start is preparing this site. Waiting until it is done …"


def reach_the_database() -> None:
    """Stop with one sentence where the database does not answer."""
    try:
        connection.ensure_connection()
    except OperationalError as problem:
        reason = str(problem).splitlines()[0]
        raise Misconfigured(
            f"The database cannot be used ({reason}). Check DATABASE_URL and DATA_DIR."
        ) from problem


def static_digest() -> str:
    """Return a digest of the names and contents of all static files."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            with storage.open(path) as file:
                digest.update(f"{path}\0".encode() + hashlib.sha256(file.read()).digest())
    return digest.hexdigest()


def collect_static_files() -> None:
    """Run collectstatic, which takes seconds, only where a static file changed."""
    mark = settings.DATA_DIR / "static.digest"
    digest = static_digest()
    if settings.STATIC_ROOT.exists() and mark.exists() and mark.read_text() == digest:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(digest)


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        os.umask(0o077)
        settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
        with taking_turns.in_folder(settings.DATA_DIR, self.say, WAITING):
            reach_the_database()
            with taking_turns.in_database(self.say, WAITING):
                self.prepare()

    def say(self, sentence: str) -> None:
        """Tell whoever waits, at once."""
        self.stdout.write(sentence)
        self.stdout.flush()

    def prepare(self) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("setup_roles", verbosity=0)
        if settings.SAMPLE and not SiteProfile.objects.exists():
            self.load_sample()
        for step in preparing.STEPS:
            for sentence in step() or ():
                self.say(sentence)
        collect_static_files()

    def load_sample(self) -> None:
        """Load the sample clinic; its profile comes last, and says that the rest is there."""
        for step in preparing.SAMPLES:
            step()
        accounts = settings.DATA_DIR / "demo-accounts.txt"
        call_command("sample_clinic", accounts=str(accounts), stdout=self.stdout)
