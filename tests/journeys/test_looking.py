"""Who looks must also see: each kind of fault is found, with scripts and without."""

from __future__ import annotations

import pytest

from tests.journeys.looking import look_at

pytestmark = pytest.mark.journey

SOUND = "<title>Sound</title><main><h1>Sound</h1>{}</main>"
FAULTS = {
    "policy": '<p style="color: black">Inline</p>',
    "console": '<img alt="A leaf" src="/nothing.svg">',
    "elsewhere": '<img alt="A leaf" src="//127.0.0.1/leaf.svg">',
    "sideways": "<pre>" + "wide " * 80 + "</pre>",
    "axe": '<img src="/static/img/mark.svg">',
}


def show(page, body: str) -> None:
    """Show a page with this in it, under a policy that allows pictures from anywhere."""
    policy = {"Content-Security-Policy": "default-src 'none'; img-src *"}
    html = f'<!doctype html><html lang="en">{SOUND.format(body)}</html>'
    answer = {"body": html, "content_type": "text/html", "headers": policy}
    page.route("**/shown", lambda route: route.fulfill(**answer))
    page.goto("/shown")


@pytest.mark.parametrize("scripts", [True, False])
def test_each_fault_is_found(open_browser, scripts):
    for kind, fault in FAULTS.items():
        page = open_browser(scripts=scripts)
        show(page, fault)
        # A browser without scripts tells of a breach in its console alone.
        told = "console" if kind == "policy" and not scripts else kind
        with pytest.raises(AssertionError, match=f"'{told}': "):
            look_at(page)


def test_a_sound_page_has_none(open_browser):
    page = open_browser(scripts=True)
    show(page, "<p>All is well.</p>")
    look_at(page)
