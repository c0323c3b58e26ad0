"""The addresses of the public pages, also where a process for staff alone does not answer them."""

from __future__ import annotations

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve, reverse

PUBLIC = "clinic.public_urls"


def page(name: str, *args: object) -> str:
    """Return the address of a public page, without the site's name."""
    return reverse(name, urlconf=PUBLIC, args=args)


def absolute(path: str) -> str:
    """Return an address with the site's own name, whatever name it was asked by."""
    return settings.SITE_URL + path


def match(path: str) -> ResolverMatch | None:
    """Return which public view an address has, or None. The view may still find nothing there."""
    try:
        return resolve(path, urlconf=PUBLIC)
    except Resolver404:
        return None
