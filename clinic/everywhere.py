"""Every address of the portal, for whoever has to name a page that this process does not answer."""

from __future__ import annotations

from clinic.urls import patterns

urlpatterns = patterns("all")
