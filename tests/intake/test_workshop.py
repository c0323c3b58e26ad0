"""Files are opened in a program of its own: what hurts it hurts nobody else."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import threading

import pytest
from django.conf import settings

from clinic import picture_opening
from clinic.picture_opening import DECODERS
from intake import workshop
from intake.files import __main__ as program
from intake.files import refusals
from intake.files.refusals import Refused
from intake.workshop import BUSY, clean_apart
from tests.clinic.picture_samples import HEIC, halves, png, saved, told
from tests.intake.files.pdf_samples import hidden_bomb, letter


def refusal(data: bytes, **how) -> str:
    with pytest.raises(Refused) as refused:
        clean_apart(data, **how)
    return str(refused.value)


def seconds_of_programs() -> float:
    """Return how long the processor has worked for programs of ours that ended, however busy."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime


@pytest.mark.parametrize(
    ("data", "becomes"),
    [(told("JPEG"), "image/jpeg"), (HEIC, "image/jpeg"), (letter(), "application/pdf")],
)
def test_a_file_comes_back_written_anew(data, becomes):
    cleaned = clean_apart(data)

    assert cleaned.content_type == becomes
    assert b"Clinic phone" not in cleaned.data
    assert cleaned.data[:5] in (b"%PDF-", b"\xff\xd8\xff\xe0\x00")


def test_what_the_question_takes_is_heeded():
    assert clean_apart(told("JPEG"), types=["image/png"]).content_type == "image/png"
    assert refusal(told("JPEG"), types=["application/pdf"]) == refusals.ONLY_PDFS
    assert refusal(told("JPEG"), most_bytes=100) == refusals.TOO_HEAVY_HERE


def test_a_refusal_comes_back_with_its_sentence():
    assert refusal(b"words") == refusals.WRONG_KIND
    assert refusal(png(12_000, 12_000)) == refusals.TOO_MANY_PIXELS


def test_a_bomb_that_its_reader_unpacks_ends_the_program_alone():
    """Nobody can look into such a file before its reader does: memory and time are its limits."""
    before = seconds_of_programs()

    assert refusal(hidden_bomb(1000)) in (
        *(refusals.TOO_HARD, refusals.TOO_MUCH_PDF, refusals.BROKEN_PDF),
    )
    assert seconds_of_programs() - before < 20


@pytest.mark.parametrize(
    "fate", ["import os; os.abort()", "raise SystemExit(3)", "while True: pass", "pass"]
)
def test_a_program_that_ends_badly_ends_in_a_sentence(monkeypatch, fate):
    monkeypatch.setattr(workshop, "PROGRAM", [sys.executable, "-c", fate])
    monkeypatch.setattr(workshop, "SECONDS_TO_END", 1)

    assert refusal(told("JPEG")) == refusals.TOO_HARD


def test_a_program_that_hangs_gives_its_place_back(monkeypatch):
    monkeypatch.setattr(workshop, "PROGRAM", [sys.executable, "-c", "while True: pass"])
    monkeypatch.setattr(workshop, "SECONDS_TO_END", 0.2)

    for _ in range(3):
        assert refusal(told("JPEG")) == refusals.TOO_HARD


def test_the_program_has_no_keys_and_writes_no_file(tmp_path):
    file = tmp_path / "photo"
    limits = [f"resource.setrlimit({each}, ({most},) * 2)" for each, most in program.LIMITS.items()]
    script = "\n".join(
        [
            "import os, resource, sys",
            *limits,
            "print(sorted(os.environ))",
            f"with open({str(file)!r}, 'w') as file: file.write('x')",
        ]
    )

    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=workshop.SURROUNDINGS
    )

    assert "File too large" in ended.stderr
    assert file.read_text() == ""
    assert "KEY" not in ended.stdout
    assert "DATABASE" not in ended.stdout


def test_the_server_itself_does_not_even_load_what_opens_a_pdf():
    script = "import django, sys; django.setup(); import intake.urls; print(*sys.modules)"

    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=settings.BASE_DIR
    )

    assert "intake.urls" in ended.stdout
    assert "pikepdf" not in ended.stdout


def test_at_most_two_files_are_opened_at_once_whoever_sent_them():
    assert DECODERS is picture_opening.DECODERS
    with DECODERS, DECODERS:
        third = threading.Thread(target=clean_apart, args=[letter()], daemon=True)
        third.start()
        third.join(0.3)
        assert third.is_alive()

    third.join(20)
    assert not third.is_alive()


def test_who_waits_too_long_is_told_so(monkeypatch):
    monkeypatch.setattr(workshop, "SECONDS_TO_WAIT", 0.05)

    with DECODERS, DECODERS:
        assert refusal(letter()) == BUSY


def test_the_log_says_no_name(monkeypatch, caplog):
    monkeypatch.setattr(workshop, "PROGRAM", [sys.executable, "-c", "raise SystemExit(3)"])

    refusal(b"Joan Alder")

    assert caplog.messages == ["A patient's file of 10 bytes could not be opened."]


def test_a_photo_of_12_megapixels_needs_little_memory_and_time():
    """As from a phone. Its memory is that of the program, which holds nothing else."""
    data = saved(halves(4032, 3024), "JPEG", quality=95)
    script = (
        "import sys; from intake.files.cleaning import clean; "
        "clean(sys.stdin.buffer.read()); print(open('/proc/self/status').read())"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script],
        input=data,
        capture_output=True,
        check=True,
        cwd=settings.BASE_DIR,
        env=workshop.SURROUNDINGS,
        timeout=10,
    )

    most = re.search(rb"VmHWM:\s+(\d+) kB", ended.stdout)[1]
    assert int(most) < 250_000
