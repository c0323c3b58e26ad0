"""What a patient is told about a file that we cannot take. Each sentence says what to do."""

from __future__ import annotations

from clinic.marking import gettext_noop

TOO_HEAVY = gettext_noop(
    "This file is too large. Choose a file of 10 MB or less, or take a new photo."
)
TOO_HEAVY_HERE = gettext_noop("This file is too large for this question. Choose a smaller one.")
EMPTY = gettext_noop("This file is empty. Choose it again, or take a new photo.")
WRONG_KIND = gettext_noop(
    "We cannot open this kind of file. Choose a photo (JPEG, PNG, WebP or HEIC) or a PDF."
)
ONLY_PHOTOS = gettext_noop(
    "This question takes photos only. Choose a JPEG, PNG, WebP or HEIC photo."
)
ONLY_PDFS = gettext_noop("This question takes PDF files only. Choose a PDF.")
BROKEN_PHOTO = gettext_noop(
    "This photo is damaged or not complete. Take it again, or choose another one."
)
TOO_MANY_PIXELS = gettext_noop(
    "This photo is too big for us to open. Take it again with the normal camera setting, "
    "or choose another one."
)
TOO_SMALL = gettext_noop("This picture is too small to see anything. Choose one that is larger.")
NOT_ONLY_A_PHOTO = gettext_noop(
    "This file holds something else beside the photo. Take a new photo, or choose another one."
)
BROKEN_PDF = gettext_noop(
    "This PDF is damaged or not complete. Open it, save it as a new PDF and choose that one, "
    "or take a photo of the page."
)
LOCKED_PDF = gettext_noop(
    "This PDF is locked with a password. Save a copy without the password, "
    "or take a photo of the page."
)
TOO_MANY_PAGES = gettext_noop(
    "This PDF has more than 50 pages. Choose one with the pages that matter, "
    "or take a photo of them."
)
TOO_MUCH_PDF = gettext_noop(
    "This PDF is too big for us to open. Save only the pages that matter, or take a photo of them."
)
NOT_ONLY_A_PDF = gettext_noop(
    "This file holds something else beside the PDF. Save it as a new PDF and choose that one, "
    "or take a photo of the page."
)
# Where the program that opens files ended without a word: it ran out of its memory or its time.
TOO_HARD = gettext_noop(
    "We could not open this file. Take a new photo of what you want to show us."
)


class Refused(ValueError):
    """The file is not taken. The message is for the patient, and says what to do."""
