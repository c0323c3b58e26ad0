"""Where files of patients are opened: in a program of its own, at most two at a time."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Collection

from django.conf import settings

from clinic.marking import gettext_noop
from clinic.picture_opening import DECODERS
from intake.files import refusals
from intake.files.kinds import LONGEST_SIDE, MOST_BYTES, Cleaned
from intake.files.refusals import Refused

PROGRAM = [sys.executable, "-m", "intake.files"]
# No key, no address of a database. One arena, or each thread would count for 64 MB of memory.
SURROUNDINGS = {
    "PYTHONPATH": str(settings.BASE_DIR),
    "PYTHONDONTWRITEBYTECODE": "1",
    "MALLOC_ARENA_MAX": "1",
}
SECONDS_TO_END = 30
SECONDS_TO_WAIT = 20
BUSY = gettext_noop(
    "Many photos are coming in right now. Please wait a minute and send this one again."
)

logger = logging.getLogger(__name__)


def clean_apart(
    data: bytes,
    *,
    types: Collection[str] = (),
    most_bytes: int = MOST_BYTES,
    longest_side: int = LONGEST_SIDE,
) -> Cleaned:
    """Return the file written anew, or raise Refused, whatever the file does to who opens it."""
    if not DECODERS.acquire(timeout=SECONDS_TO_WAIT):
        raise Refused(BUSY)
    try:
        answer = _answer(data, [str(most_bytes), str(longest_side), *types])
    finally:
        DECODERS.release()
    word, told, cleaned = (*answer.split(b"\n", 2), b"", b"")[:3]
    if word == b"cleaned":
        return Cleaned(told.decode(), cleaned)
    raise Refused(told.decode() or refusals.TOO_HARD)


def _answer(data: bytes, arguments: list[str]) -> bytes:
    """Return what the program wrote; nothing if it ended before it was done."""
    try:
        ended = subprocess.run(  # noqa: S603 (our own program; the types come from a definition)
            [*PROGRAM, *arguments],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=SURROUNDINGS,
            timeout=SECONDS_TO_END,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as problem:
        logger.warning("A patient's file of %d bytes could not be opened.", len(data))
        logger.debug("How the program ended: %s", type(problem).__name__)
        return b""
    return ended.stdout
