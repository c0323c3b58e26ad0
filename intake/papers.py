"""A copy on paper: a tagged PDF (PDF/UA) out of a page, where WeasyPrint and Pango are there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from django.conf import settings
from PIL import ImageFile

MIME = "application/pdf"
SHEET = settings.BASE_DIR / "static" / "css" / "paper.css"
# Some ten pages, and a second or two: to lay out more would keep others waiting.
MOST_SIGNS = 25_000
MOST_BREAKS = 300
# Where to end a line in a word without end is looked for at each of its letters. None of HTML's
# own words is that long. A blank that keeps two words together is no end of one.
LONG_WORD = re.compile(r"(?:[^\s<>&;]|[\u00a0\u2007\u202f]){61,}")
PART = re.compile(r".{30}(?=.)")
MISSING = "Copies as PDF are not offered. Install requirements-pdf.txt and Pango"


@lru_cache(maxsize=1)
def why_not() -> str:
    """Return why no PDF can be made here, for those who run the site; nothing if it can."""
    try:
        _weasyprint()
    except (ImportError, OSError) as error:  # the package, or a library that it wants
        return f"{MISSING} ({str(error).splitlines()[0]})."
    return ""


def is_possible(html: str = "") -> bool:
    """Say whether this page can be made into a PDF."""
    is_short = len(html) <= MOST_SIGNS and html.count("<br>") <= MOST_BREAKS
    return is_short and not why_not()


def make_pdf(html: str) -> bytes:
    """Return the page as a PDF that a screen reader can read. It fetches nothing."""
    made_by = _weasyprint()
    nothing = made_by.urls.URLFetcher(allowed_protocols=())
    sheet = made_by.CSS(string=SHEET.read_text(encoding="utf-8"), url_fetcher=nothing)
    breakable = LONG_WORD.sub(lambda word: PART.sub(r"\g<0> ", word[0]), html)
    page = made_by.HTML(string=breakable, base_url=None, url_fetcher=nothing)
    return page.write_pdf(stylesheets=[sheet], pdf_variant="pdf/ua-1")


def _weasyprint() -> Any:
    """Import WeasyPrint, and take back what it changes for everybody else in this process.

    It lets half a picture pass for a whole one, also where staff and patients send theirs.
    """
    import weasyprint

    ImageFile.LOAD_TRUNCATED_IMAGES = False
    return weasyprint
