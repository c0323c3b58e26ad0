"""What search engines may find: pages that are always there, each by the name of its address."""

from __future__ import annotations

from django.contrib.sitemaps import Sitemap
from django.urls import reverse


class PageSitemap(Sitemap):
    def __init__(self, *names: str) -> None:
        self.names = names

    def items(self) -> tuple[str, ...]:
        return self.names

    def location(self, item: str) -> str:
        return reverse(item)
