"""What every template may read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from clinic import languages
from clinic.catalogs import ENGLISH
from clinic.models import SiteLanguage, SiteProfile


def site(request: HttpRequest) -> dict[str, Any]:
    return {"profile": profile_for(request), "year": timezone.localdate().year}


def profile_for(request: HttpRequest) -> SiteProfile:
    """Return the clinic's profile, read at most once for a request and only if it is used."""
    if not hasattr(request, "_clinic_profile"):
        request._clinic_profile = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: SiteProfile.current(site_language(request))
        )
    return request._clinic_profile  # type: ignore[attr-defined]


def site_language(request: HttpRequest) -> SiteLanguage | None:
    """Return the language that the address begins with, if the clinic offers it. Read once."""
    if not hasattr(request, "_site_language"):
        language = languages.in_address(request.path_info)
        request._site_language = (  # type: ignore[attr-defined]
            None
            if language == ENGLISH
            else SiteLanguage.objects.offered().filter(language=language).first()
        )
    return request._site_language  # type: ignore[attr-defined]


def belongs_to(request: HttpRequest, address: str) -> None:
    """Say which page of the menu the page shown stands below, where its own address does not."""
    request._section = address  # type: ignore[attr-defined]


def section(request: HttpRequest) -> str:
    """Return which page of the menu the page shown said it stands below; nothing if none."""
    return getattr(request, "_section", "")
