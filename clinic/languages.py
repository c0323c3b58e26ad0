"""Languages that questionnaires are written in, beside the one that the site speaks."""

from __future__ import annotations

from django.conf.locale import LANG_INFO

SITE = "en"
# The button that shows a form in another language: it sends all that is typed, to be shown again.
REDRAW = "form:language"


def foreign(language: str) -> str:
    """Return a language that the site does not speak, for its words to be marked; or nothing."""
    return "" if language.partition("-")[0].lower() in ("", SITE) else language


def called(language: str) -> str:
    """Return what a language is called by those who speak it."""
    known = LANG_INFO.get(language.lower()) or LANG_INFO.get(language.partition("-")[0].lower())
    name = str(known.get("name_local", language)) if known else language
    return name[:1].upper() + name[1:]
