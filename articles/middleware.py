"""Readers who follow an old link find the page in one step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone, translation

from articles import addresses, keeping, paths
from clinic import languages
from clinic.catalogs import ENGLISH
from clinic.middleware import is_for_staff

GetResponse = Callable[[HttpRequest], HttpResponse]


def old_addresses(get_response: GetResponse) -> GetResponse:
    """Redirect for ever where an address led before. A page that is there costs no question."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or is_for_staff(request):
            return get_response(request)
        if languages.plain(request.path_info) == "/" and paths.is_short(_query(request)):
            return _redirect(request) or get_response(request)
        response = get_response(request)
        return (_redirect(request) if _leads_nowhere(request, response) else None) or response

    return middleware


def _leads_nowhere(request: HttpRequest, response: HttpResponse) -> bool:
    """Say whether there is no page. For want of a slash the reader would be sent on first."""
    wants_slash = response.status_code == 301 and not request.path_info.endswith("/")
    return response.status_code == 404 or wants_slash


def _redirect(request: HttpRequest) -> HttpResponse | None:
    now = timezone.now()
    address = _new_address(request, now)
    if address is None:
        return None
    return keeping.keep(HttpResponsePermanentRedirect(address), now)


def _new_address(request: HttpRequest, now: datetime) -> str | None:
    """Ask for the address as it is, and then without its language, to which the reader returns."""
    path, query, language = request.path_info, _query(request), languages.current()
    with translation.override(ENGLISH):
        address = addresses.new_address(path, query, now)
        if address or language == ENGLISH:
            return address
        address = addresses.new_address(languages.plain(path), query, now)
    return languages.address(address, language) if address else None


def _query(request: HttpRequest) -> str:
    return request.META.get("QUERY_STRING", "")
