"""What search engines may find: one list, or an index of lists where one would be too long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.sitemaps import Sitemap, views
from django.http import HttpRequest, HttpResponse

from clinic import languages, links
from clinic.catalogs import ENGLISH
from clinic.models import SiteLanguage

Sitemaps = Mapping[str, Sitemap | type[Sitemap]]


def sitemap(request: HttpRequest, sitemaps: Sitemaps, section: str | None = None) -> HttpResponse:
    """Answer with all addresses in one list while they fit, else with an index of its parts."""
    if section is None and any(number_of_parts(each) > 1 for each in sitemaps.values()):
        return views.index(request, dict(sitemaps), sitemap_url_name="sitemap-part")
    return views.sitemap(request, dict(sitemaps), section)


def number_of_parts(each: Sitemap | type[Sitemap]) -> int:
    site = each() if isinstance(each, type) else each
    return site.paginator.num_pages


@dataclass(frozen=True)
class Page:
    """A page in one language, with its address in each."""

    language: str
    in_languages: Mapping[str, str]

    @property
    def others(self) -> list[tuple[str, str]]:
        """Return each language with the address in it, if there are several."""
        each = [(languages.tag(code), links.absolute(at)) for code, at in self.in_languages.items()]
        return each if len(each) > 1 else []


class PageSitemap(Sitemap):
    """Pages that are always there in every language on offer, by the names of their addresses."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def items(self) -> list[Page]:
        offered = SiteLanguage.objects.offered().values_list("language", flat=True)
        codes = (ENGLISH, *offered)
        pages = [{code: _address(name, code) for code in codes} for name in self.names]
        return [Page(code, page) for page in pages for code in page]

    def location(self, item: Page) -> str:
        return item.in_languages[item.language]


def _address(name: str, language: str) -> str:
    return languages.address(links.once(name), language)
