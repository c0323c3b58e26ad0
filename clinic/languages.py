"""The languages of the site: which one an address asks for, and how the languages are called.

English has no mark in the address; every other language begins it, as in `/es/contact/`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import translation
from django.utils.http import escape_leading_slashes
from django.utils.translation import to_locale

from clinic.catalogs import ENGLISH

View = Callable[..., HttpResponse]

SITE = "en"
# The button that shows a form in another language: it sends all that is typed, to be shown again.
REDRAW = "form:language"


def current() -> str:
    """Return the code of the language in which we speak at this moment."""
    return translation.get_language() or ENGLISH


def others() -> list[str]:
    """Return the codes of the languages that there are words for, without English."""
    return [code for code, _ in settings.LANGUAGES if code != ENGLISH]


def in_address(path: str) -> str:
    """Return the language that a path begins with, offered or not; English for all others."""
    first = path[1:].partition("/")[0]
    return first if first in others() else ENGLISH


def plain(path: str) -> str:
    """Return a path without its language: the address of the same page in English.

    It is on this site, whatever is typed after the language: two slashes begin another's name.
    """
    language = in_address(path)
    rest = path if language == ENGLISH else path.removeprefix(f"/{language}") or "/"
    return escape_leading_slashes(rest)


def address(path: str, language: str) -> str:
    """Return the address of the same page in a language. The path may have one, and a query."""
    own = plain(path)
    return own if language == ENGLISH else f"/{language}{own}"


def is_ours(language: str) -> bool:
    """Say whether words of a language need no mark on this page: it is in that language."""
    return not language or _base(language) == _base(current())


def foreign(language: str) -> str:
    """Return a language that this page is not in, for its words to be marked; or nothing."""
    return "" if is_ours(language) else language


def called(language: str) -> str:
    """Return what a language is called by those who speak it."""
    known = LANG_INFO.get(language.lower()) or LANG_INFO.get(_base(language))
    name = str(known.get("name_local", language)) if known else language
    return name[:1].upper() + name[1:]


def in_english(language: str) -> str:
    """Return what staff call a language."""
    known = LANG_INFO.get(language.lower()) or LANG_INFO.get(_base(language))
    return str(known.get("name", language)) if known else language


def tag(language: str) -> str:
    """Return a code as HTML and others write it, such as en-US."""
    return to_locale(language).replace("_", "-")


def direction(language: str) -> str:
    return "rtl" if _base(language) in settings.LANGUAGES_BIDI else "ltr"


def once(view: View) -> View:
    """Answer only where the address has no language, and send there who asks with one."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if in_address(request.path_info) != ENGLISH:
            return HttpResponsePermanentRedirect(plain(request.get_full_path()))
        return view(request, *args, **kwargs)

    return answered


def _base(language: str) -> str:
    return language.partition("-")[0].lower()
