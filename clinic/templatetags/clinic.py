"""What templates need to speak the clinic's way: icons, the menu, dates, times, phone numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from clinic import languages, links, saying, structured
from clinic.catalogs import ENGLISH
from clinic.context import section
from clinic.middleware import is_for_staff
from clinic.models import SiteProfile
from clinic.phone import show

register = template.Library()

# Paths on a 24-unit square, drawn as lines
ICONS = {
    "arrow": "M4 12h15M13 6l6 6-6 6",
    "back": "M20 12H5M11 6l-6 6 6 6",
    "check": "M4.5 12.5l5 5L20 7",
    "clock": "M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0M12 7v5.5l3.5 2",
    "lock": "M7 10.5h10a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2z"
    "M8 10.5V7.5a4 4 0 0 1 8 0v3",
    "phone": "M6.5 3.5h2.7l1.6 4.3-2 1.6a12 12 0 0 0 5.8 5.8l1.6-2 4.3 1.6v2.7"
    "a2.4 2.4 0 0 1-2.6 2.4C10.6 19.3 4.7 13.4 4.1 6.1A2.4 2.4 0 0 1 6.5 3.5z",
    "print": "M7 8.5V3.5h10v5M7 17.5H4.5v-8h15v8H17M7 14h10v6.5H7z",
    "search": "M4 10.5a6.5 6.5 0 1 0 13 0 6.5 6.5 0 1 0-13 0M15.5 15.5 21 21",
    "shield": "M12 3 4.5 6v5.5c0 4.5 3 8 7.5 9.5 4.5-1.5 7.5-5 7.5-9.5V6L12 3z"
    "M8.5 12l2.5 2.5 4.5-5",
    "warning": "M12 3.5 2.5 20h19L12 3.5zM12 10v4.5M12 17.2v.1",
}

# Those that point the way: they point the other way where people read from right to left
TURNING = ("arrow", "back")
NOT_IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


@dataclass(frozen=True)
class Choice:
    """A language of the site, and where this page is in it."""

    code: str
    name: str
    address: str  # with the query
    page: str  # without
    is_current: bool
    button: str = languages.REDRAW


@register.simple_tag
def icon(name: str) -> str:
    """Draw an icon that says nothing to a screen reader: the words beside it do."""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"'
        ' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        " turns" if name in TURNING else "",
        ICONS[name],
    )


@register.simple_tag(takes_context=True)
def menu_link(context: Context, view: str, label: str, but: str = "", *, asks: bool = False) -> str:
    """Link to a page of the menu, marked where we are on it or below it, but not on another's.

    Where one address stands above pages of several kinds, the menu `asks` the page itself, which
    says so with `context.belongs_to`.
    """
    request, url = context["request"], reverse(view)
    here = request.path
    if asks:
        is_below = section(request) == url
    else:
        is_below = here.startswith(url) and not (but and here == reverse(but))
    current = "page" if here == url else "true" if is_below else None
    mark = format_html(' aria-current="{}"', current) if current else ""
    return format_html('<a href="{}"{}>{}</a>', url, mark, label)


@register.simple_tag
def html_language() -> str:
    """Say in which language a page is, also where nothing else works."""
    return languages.tag(languages.current())


@register.simple_tag
def html_direction() -> str:
    return languages.direction(languages.current())


@register.simple_tag(takes_context=True)
def site_languages(context: Context, here: str = "") -> list[Choice]:
    """Return the languages of the site, each with the address of this page; none if only one.

    `here` is where the page's form leads, if that is not where the page is.
    """
    request, profile = context.get("request"), context.get("profile")
    if not (request and profile and profile.offered) or is_for_staff(request):
        return []
    return [
        Choice(
            code=languages.tag(code),
            name=languages.called(code),
            address=languages.address(here or request.get_full_path(), code),
            page=languages.address(request.path, code),
            is_current=code == languages.current(),
        )
        for code in (ENGLISH, *profile.offered)
    ]


@register.simple_tag
def spoken(language: str) -> str:
    """Mark words of a language that the site does not speak, so that they are read out right."""
    lang = languages.foreign(language or "")
    return format_html(' lang="{}" dir="auto"', lang) if lang else ""


@register.filter
def us_date(value: date | None) -> str:
    """Write a day as `March 4, 2026`; a moment is told in the clinic's time zone."""
    return saying.day(value) if value else ""


@register.filter
def us_time(value: datetime | None) -> str:
    """Write a time as `9:42 am`, `8 am` or `noon`, in the clinic's time zone."""
    return saying.clock(value) if value else ""


@register.filter
def sentences(text: str) -> list[str]:
    """Take a text apart at its full stops, so that a headline can break where it is read."""
    return re.split(r"(?<=[.?!])\s+", text)


@register.filter
def own_lines(lines: Iterable[str]) -> str:
    """Write lines of the clinic's own, each in its own direction, whatever the page's."""
    return format_html_join(mark_safe("<br>"), "<bdi>{}</bdi>", ((line,) for line in lines))


@register.filter
def phone(number: str) -> str:
    """Write a stored number the way people here read it: `651-555-0142`."""
    return show(number) if number else ""


@register.filter
def tel(number: str) -> str:
    """Turn a stored number into an address that a phone can call."""
    return f"tel:{number}"


@register.filter
def unbroken(number: str) -> SafeString:
    """Keep a phone number on one line, and in its order where people read from right to left."""
    return format_html('<bdi class="tel">{}</bdi>', number)


@register.filter
def plain(path: str) -> str:
    """Write an address without its language: that of the same page in English."""
    return languages.plain(path)


@register.simple_tag
def og_locale() -> str:
    """Name the language of the page for who shares it, such as es_US."""
    language = languages.tag(languages.current()).replace("-", "_")
    return language if "_" in language else f"{language}_US"


@register.filter
def absolute(path: str) -> str:
    """Write an address of a page with the site's own name before it."""
    return links.absolute(path)


@register.filter
def home_graph(profile: SiteProfile) -> structured.Node:
    return structured.home(profile)


@register.simple_tag
def linked_data(graph: structured.Node) -> SafeString:
    """Write a graph for machines. No text in it can end the block: JSON knows other signs."""
    text = json.dumps(graph, ensure_ascii=True).translate(NOT_IN_SCRIPT)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308
