"""Which addresses a process answers: all of them, the patients' or the staff's."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from articles.keeping import until_change
from articles.sitemaps import SITEMAPS
from articles.views import featured, slugs
from clinic import views
from clinic.sitemaps import PageSitemap, sitemap

PAGES = PageSitemap("home", "intake:start", "intake:contact", "privacy", "accessibility")
MAPS = {"pages": PAGES, **SITEMAPS}

Addresses = list[URLPattern | URLResolver]

BOTH: Addresses = [
    path("healthz", views.healthz, name="healthz"),
    path("theme.css", views.theme_css, name="theme"),
    path("favicon.ico", views.favicon, name="favicon"),
]
# What has no words, or all of them: no address of it begins with a language
MACHINES: Addresses = [
    path("robots.txt", views.robots_txt, name="robots"),
    path("sitemap.xml", until_change(sitemap), {"sitemaps": MAPS}, name="sitemap"),
    path(
        "sitemap-<slug:section>.xml", until_change(sitemap), {"sitemaps": MAPS}, name="sitemap-part"
    ),
]
# What people read: in English, and under the code of each other language that the clinic offers
PEOPLE: Addresses = [
    path("", until_change(views.home), {"featured": featured, "slugs": slugs}, name="home"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("articles/", include("articles.urls")),
    path("", include("intake.urls")),
]
PUBLIC: Addresses = [*MACHINES, *i18n_patterns(*PEOPLE, prefix_default_language=False)]
STAFF: Addresses = [path("staff/", admin.site.urls)]
TO_STAFF: Addresses = [path("", RedirectView.as_view(url="/staff/"))]


def patterns(role: str) -> Addresses:
    return {
        "all": [*BOTH, *PUBLIC, *STAFF],
        "public": [*BOTH, *PUBLIC],
        "staff": [*BOTH, *STAFF, *TO_STAFF],
    }[role]


urlpatterns = patterns(settings.ROLE)
handler400 = views.bad_request
handler500 = views.server_error
