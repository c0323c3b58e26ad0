"""The program that opens one file and ends: `python -m intake.files [content type …]`.

A file that is made to hurt the program that opens it finds nothing here: no key, no database, no
way to write to the disk, little memory and little time.
"""

from __future__ import annotations

import resource
import sys

MOST_MEMORY = 768 * 1024 * 1024
MOST_SECONDS = 20
LIMITS = {
    resource.RLIMIT_AS: MOST_MEMORY,
    resource.RLIMIT_CPU: MOST_SECONDS,
    resource.RLIMIT_CORE: 0,  # what a crash leaves behind would be the photo in the clear
    resource.RLIMIT_FSIZE: 0,
}
CLEANED, REFUSED = b"cleaned", b"refused"


def main(most_bytes: int, longest_side: int, types: list[str]) -> None:
    """Read a file and write an answer: a word, a line about it, and the new file if any."""
    # Only now, for the limits hold for what is loaded, too.
    from intake.files.cleaning import clean
    from intake.files.refusals import TOO_HARD, Refused

    try:
        cleaned = clean(
            sys.stdin.buffer.read(), types=types, most_bytes=most_bytes, longest_side=longest_side
        )
        answer = [CLEANED, cleaned.content_type.encode(), cleaned.data]
    except Refused as refused:
        answer = [REFUSED, str(refused).encode(), b""]
    except MemoryError:
        answer = [REFUSED, TOO_HARD.encode(), b""]
    sys.stdout.buffer.write(b"\n".join(answer))


if __name__ == "__main__":
    for limit, most in LIMITS.items():
        if sys.platform == "linux" or limit != resource.RLIMIT_AS:
            resource.setrlimit(limit, (most, most))
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
