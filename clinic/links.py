"""The addresses of the public pages, also where a process for staff alone does not answer them."""

from __future__ import annotations

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils import translation

from clinic import languages
from clinic.catalogs import ENGLISH

PUBLIC = "clinic.public_urls"


def page(name: str, *args: object) -> str:
    """Return where a public page is in the language that we speak, without the site's name."""
    return reverse(name, urlconf=PUBLIC, args=args)


def once(name: str, *args: object) -> str:
    """Return the address of what is there once for all languages, such as a picture."""
    with translation.override(ENGLISH):
        return page(name, *args)


def absolute(path: str) -> str:
    """Return an address with the site's own name, whatever name it was asked by."""
    return settings.SITE_URL + path


def match(path: str) -> ResolverMatch | None:
    """Return which public view an address has, or None. The view may still find nothing there."""
    with translation.override(languages.in_address(path)):
        try:
            return resolve(path, urlconf=PUBLIC)
        except Resolver404:
            return None
