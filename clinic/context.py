"""What every template may read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from clinic.models import SiteProfile


def site(request: HttpRequest) -> dict[str, Any]:
    return {"profile": profile_for(request), "year": timezone.localdate().year}


def profile_for(request: HttpRequest) -> SiteProfile:
    """Return the clinic's profile, read at most once for a request and only if it is used."""
    if not hasattr(request, "_clinic_profile"):
        request._clinic_profile = SimpleLazyObject(SiteProfile.current)  # type: ignore[attr-defined]
    return request._clinic_profile  # type: ignore[attr-defined]
