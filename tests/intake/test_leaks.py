"""After a whole journey, nothing on disk and nothing in a log holds what the patient typed."""

from __future__ import annotations

import base64
import logging
import re
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from clinic import mail
from clinic.errors import WordlessFormatter
from clinic.models import AuditEvent, OutboxMessage
from intake.models import ResumeCode, Submission
from tests.environment import FOLDER
from tests.intake.make import key_in, send, typed, walk_until
from tests.intake.reading import words

pytestmark = pytest.mark.django_db(transaction=True)

# Each is typed somewhere, and occurs nowhere else in the world.
NAME = "Quillonia Zephyrbottom"
PHONE_DIGITS = "6515550987"
PHONE = "(651) 555-0987"
MESSAGE = "My kneewhistle hums at moonfall"
UNFINISHED = "Halfway Umbrellaskin stopped here"
EMAIL = "vexillum.plover@marmalade.example"
WISH = "Please ring the gongfather twice"
NOTE = "Told her about the flugelbandage"
WHY = "Her snorkelknee can wait"
REFUSED = "Nonsensephone-44-xylophant"
SECRETS = [
    *(NAME, "Zephyrbottom", PHONE, PHONE_DIGITS, "651-555-0987", MESSAGE, "kneewhistle"),
    *(UNFINISHED, "Umbrellaskin", EMAIL, "vexillum", WISH, "gongfather", NOTE, "flugelbandage"),
    *(WHY, "snorkelknee"),
    *(REFUSED, "xylophant", "7/29/1931", "1931-07-29", "July 29, 1931"),
]
ABOUT = {
    "name": NAME,
    "phone": PHONE,
    "message": MESSAGE,
    "date_of_birth_0": "7",
    "date_of_birth_1": "29",
    "date_of_birth_2": "1931",
}
WISHED = {"token": "one-page", "name": NAME, "phone": PHONE, "email": EMAIL, "message": WISH}


def disguises(secret: str) -> set[bytes]:
    """Return the forms in which a word could stand somewhere, whole or inside something longer."""
    plain = secret.encode()
    cores = [base64.b64encode(b"\0" * shift + plain)[4 if shift else 0 : -4] for shift in range(3)]
    urlsafe = [core.translate(bytes.maketrans(b"+/", b"-_")) for core in cores]
    return {
        *(plain, plain.lower(), plain.upper(), secret.encode("utf-16-le"), plain[::-1]),
        *(plain.hex().encode(), plain.hex().upper().encode()),
        *(quote(secret).encode(), quote_plus(secret).encode()),
        *(core for core in (*cores, *urlsafe) if len(core) >= 8),
    }


def found_in(where: str, content: bytes, secrets: Iterable[str] = SECRETS) -> list[str]:
    return [
        f"{secret!r} in {where}"
        for secret in secrets
        if any(disguise in content for disguise in disguises(secret))
    ]


def database() -> dict[str, bytes]:
    """Return every table as bytes."""
    dump = {}
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            cells = [cell for row in cursor.fetchall() for cell in row if cell is not None]
        dump[f"table {table}"] = b"\n".join(
            bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()
            for cell in cells
        )
    return dump


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def logged(caplog):
    """Log everything there is, as the console would show it."""
    caplog.set_level(logging.DEBUG)
    loggers = [logging.getLogger(name) for name in ("django", "django.request", "django.security")]
    for logger in loggers:
        logger.addHandler(caplog.handler)
    yield caplog
    for logger in loggers:
        logger.removeHandler(caplog.handler)


def journey(client, nurse, monkeypatch):
    """A patient, a stopped patient, a wish, errors of every kind, and a nurse at work."""
    send(client, chest_pain="true", **ABOUT)
    contact = walk_until(client, "contact_page", **ABOUT)
    client.post(contact, typed(**{**ABOUT, "name": UNFINISHED}))
    client.post(contact, typed(**{**ABOUT, "phone": REFUSED}))
    client.post("/contact/", WISHED | {"best_time": "Morning"})
    client.post("/contact/", WISHED | {"phone": REFUSED})
    Client(enforce_csrf_checks=True).post("/contact/", WISHED)
    Client(enforce_csrf_checks=True).post(contact, typed(**ABOUT))
    client.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr(mail, "queue", lambda **letter: 1 / 0)
        assert client.post("/contact/", WISHED | {"best_time": "Any time"}).status_code == 500

    staff = Client()
    assert staff.login(username="maya", password="a long enough password")
    for submission in Submission.objects.all():
        assert "Zephyrbottom" in words(staff.get(submission.staff_path))
        noted = {"note": NOTE, "outcome": "note", "assigned_to": nurse.pk}
        assert staff.post(submission.staff_path, noted).status_code == 302
        assert "flugelbandage" in words(staff.get(submission.staff_path))
        staff.post(submission.staff_path, {**noted, "outcome": "no such outcome"})
        set_priority(staff, submission)
    call_command("triage_again", stdout=StringIO())
    mail.deliver_due(timezone.now())


def set_priority(staff, submission):
    """Set another priority: first without having read why, then as the page wants it."""
    lower = {"priority": "1", "was_priority": submission.priority, "why": WHY, "_priority": "Set"}
    staff.post(submission.staff_path, {**lower, "was_priority": "7"})
    assert staff.post(submission.staff_path, {**lower, "confirmed": "on"}).status_code == 302
    assert "snorkelknee" in words(staff.get(submission.staff_path))
    for query in ("", "?changed=any"):
        staff.get(f"/staff/intake/submission/{query}")


def test_the_words_are_nowhere(clinic, client, nurse, settings, logged, monkeypatch):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"

    journey(client, nurse, monkeypatch)

    places = {
        **database(),
        **files(Path(FOLDER)),
        "logs": logged.text.encode() + str([vars(each) for each in logged.records]).encode(),
        "letters": str(list(OutboxMessage.objects.values())).encode(),
    }

    assert [leak for where, content in places.items() for leak in found_in(where, content)] == []
    assert AuditEvent.objects.filter(action="opened").count() >= 2
    assert OutboxMessage.objects.exclude(sent_at=None).count() == 2
    assert any("/mail/" in place for place in places)
    assert connection.vendor == "postgresql" or any(place.endswith("-wal") for place in places)


def test_a_saved_response_tells_nothing_to_who_steals_the_database(clinic, client, mailbox, logged):
    """Neither code nor link, neither the address nor an answer, from any table, file or log."""
    contact = walk_until(client, "contact_page", **ABOUT)
    client.post(contact, typed(**{**ABOUT, "name": UNFINISHED}) | {"save-and-come-back": "1"})
    saved = f"/check/{key_in(contact)}/save/"
    page = client.post(saved, {"email": EMAIL}).content.decode()
    code = re.search(r'class="resume-code">([0-9A-Z-]+)<', page)[1]
    token = re.search(r"/check/letter/([^/]+)/", mailbox.letters[0].get_payload())[1]
    secret = client.cookies[f"check_{key_in(contact)}"].value

    Client().post("/check/back/", {"code": code[:-1]})
    Client().post("/check/back/", {"code": code})
    Client().get(f"/check/letter/{token}/")
    Client().post(f"/check/letter/{token}/")
    Client(enforce_csrf_checks=True).post(f"/check/letter/{token}/")

    plain = code.replace("-", "")
    shown = [code, plain, plain[4:], plain[:4] + "-", token, token[:20], secret, secret[:20]]
    # What the mail server of this test writes down for itself is not ours.
    ours = [each for each in logged.records if each.name != "mail.log"]
    lines = "\n".join(map(WordlessFormatter().format, ours)).encode()
    places = {**database(), **files(Path(FOLDER)), "logs": lines}
    secrets = [*SECRETS, *shown]
    assert ResumeCode.objects.count() == 2
    assert [
        leak for where, content in places.items() for leak in found_in(where, content, secrets)
    ] == []


def test_the_search_would_find_a_word_that_leaked():
    assert found_in("a cell", f"{{'name': '{NAME}'}}".encode())
    assert found_in("a cell", b"xyz" + MESSAGE.encode().hex().encode())
    for shift in range(3):
        assert found_in("a cell", base64.b64encode(b"#" * shift + EMAIL.encode() + b"####"))
        assert found_in("a cell", base64.urlsafe_b64encode(b"?" * shift + WISH.encode() + b"?"))
    assert found_in("a log", f"GET /?q={quote_plus(NOTE)}".encode())
    assert found_in("a file", NAME.encode("utf-16-le"))
    assert not found_in("a page", b"Northside Vein Clinic, 651-555-0142")
