"""The cookies that lead back to what is unfinished."""

from __future__ import annotations

from django.test import RequestFactory
from django.utils import translation

from intake import passes

KEY = "2345abcd6789efgh"


def test_a_language_of_a_region_leads_back_too():
    """Where a language is named by a number, as in Latin American Spanish, it is still a name."""
    request = RequestFactory().get("/es-419/check/")
    request.COOKIES[f"check_{KEY}_es-419"] = "c2VjcmV0"

    with translation.override("es-419"):
        assert passes.all_shown(request) == {KEY: b"secret"}
