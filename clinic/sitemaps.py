"""What search engines may find: one list, or an index of lists where one would be too long."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.sitemaps import Sitemap, views
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

Sitemaps = Mapping[str, Sitemap | type[Sitemap]]


def sitemap(request: HttpRequest, sitemaps: Sitemaps, section: str | None = None) -> HttpResponse:
    """Answer with all addresses in one list while they fit, else with an index of its parts."""
    if section is None and any(number_of_parts(each) > 1 for each in sitemaps.values()):
        return views.index(request, dict(sitemaps), sitemap_url_name="sitemap-part")
    return views.sitemap(request, dict(sitemaps), section)


def number_of_parts(each: Sitemap | type[Sitemap]) -> int:
    site = each() if isinstance(each, type) else each
    return site.paginator.num_pages


class PageSitemap(Sitemap):
    """Pages that are always there, each by the name of its address."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def items(self) -> tuple[str, ...]:
        return self.names

    def location(self, item: str) -> str:
        return reverse(item)
