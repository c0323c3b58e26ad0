"""Files as answers: which there are, and how to say so."""

from __future__ import annotations

from intake.domain.values import Attachment, Value


def attachments(value: Value | None) -> tuple[Attachment, ...]:
    """Return the files in one answer: none, one, or all of a question that takes several."""
    values = value if isinstance(value, tuple) else (value,)
    return tuple(each for each in values if isinstance(each, Attachment))


def in_words(files: tuple[Attachment, ...]) -> str:
    """Say how many photos and how many other files these are, such as "2 photos and 1 PDF"."""
    photos = sum(each.content_type.startswith("image/") for each in files)
    counted = [(photos, "photo"), (len(files) - photos, "PDF")]
    return " and ".join(
        f"{number} {word}{'s' if number > 1 else ''}" for number, word in counted if number
    )


def called(file: Attachment) -> str:
    """Return what a person calls a file: its name, or what it is."""
    return file.title or ("A PDF" if file.content_type == "application/pdf" else "A photo")
