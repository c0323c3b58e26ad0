"""Readers who follow an old link find the page in one step."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone

from articles import addresses, keeping, paths
from clinic.middleware import is_for_staff

GetResponse = Callable[[HttpRequest], HttpResponse]


def old_addresses(get_response: GetResponse) -> GetResponse:
    """Redirect for ever where an address led before. A page that is there costs no question."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or is_for_staff(request):
            return get_response(request)
        if request.path_info == "/" and paths.is_short(_query(request)):
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
    address = addresses.new_address(request.path_info, _query(request), now)
    if address is None:
        return None
    return keeping.keep(HttpResponsePermanentRedirect(address), now)


def _query(request: HttpRequest) -> str:
    return request.META.get("QUERY_STRING", "")
