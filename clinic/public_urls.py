"""The public addresses, for whoever has to name a page that this process may not answer."""

from __future__ import annotations

from clinic.urls import patterns

urlpatterns = patterns("public")
