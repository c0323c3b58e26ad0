"""Files as answers: which there are, and how to say so."""

from __future__ import annotations

from clinic.marking import gettext_noop, ngettext_lazy
from intake.domain.speech import ENGLISH, Speech
from intake.domain.values import Attachment, Value

PHOTOS = ngettext_lazy("{number} photo", "{number} photos")
PDFS = ngettext_lazy("{number} PDF", "{number} PDFs")
AND = gettext_noop("{first} and {last}")
A_PDF, A_PHOTO = gettext_noop("A PDF"), gettext_noop("A photo")


def attachments(value: Value | None) -> tuple[Attachment, ...]:
    """Return the files in one answer: none, one, or all of a question that takes several."""
    values = value if isinstance(value, tuple) else (value,)
    return tuple(each for each in values if isinstance(each, Attachment))


def in_words(files: tuple[Attachment, ...], speech: Speech = ENGLISH) -> str:
    """Say how many photos and how many other files these are, such as "2 photos and 1 PDF"."""
    photos = sum(each.content_type.startswith("image/") for each in files)
    counted = [(photos, PHOTOS), (len(files) - photos, PDFS)]
    words = [speech.say(template, number=number) for number, template in counted if number]
    return speech.say(AND, first=words[0], last=words[1]) if len(words) > 1 else "".join(words)


def called(file: Attachment, speech: Speech = ENGLISH) -> str:
    """Return what a person calls a file: its name, or what it is."""
    return file.title or speech.say(A_PDF if file.content_type == "application/pdf" else A_PHOTO)
