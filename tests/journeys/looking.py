"""Look at a page as everyone may meet it: is there any fault that a machine can find?"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

NARROWEST, PHONE, DESK = 320, 390, 1280
WIDTHS = (PHONE, DESK)
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
RUN_AXE = """
async options => (await axe.run(options)).violations.map(rule =>
  `${rule.id}: ${rule.nodes.map(node => node.target).join(" and ")}`)
"""
WATCH_THE_POLICY = """
window.breaches = [];
document.addEventListener("securitypolicyviolation", breach =>
  window.breaches.push(`${breach.violatedDirective} ${breach.blockedURI}`));
"""
HAS_AXE = "typeof axe === 'object'"
TOKEN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")\w+')
TWINS: WeakKeyDictionary[Browser, Page] = WeakKeyDictionary()
SEEN: WeakKeyDictionary[Browser, dict[str, list[str]]] = WeakKeyDictionary()
WITHOUT_SCRIPTS = "matchMedia('(scripting: none)').matches"
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def look_at(page: Page) -> None:
    """Find no fault with the page as it stands, nor with anything since it was opened."""
    inspect = violations_with_scripts if page.evaluate(WITHOUT_SCRIPTS) else violations
    faults = {
        "policy": page.evaluate("window.breaches"),
        "console": complaints(page),
        "elsewhere": requests_elsewhere(page),
        "sideways": too_wide(page),
        "axe": inspect(page),
    }
    found = {kind: what for kind, what in faults.items() if what}
    assert not found, f"{page.title()} ({page.url}, {page.viewport_size}): {found}"


def complaints(page: Page) -> list[str]:
    """What the browser wrote down as an error, save that a page itself was a refusal."""
    pages = {request.url for request in page.requests() if request.is_navigation_request()}
    errors = (message for message in page.console_messages() if message.type == "error")
    return [
        error.text
        for error in errors
        if not (error.text.startswith("Failed to load") and error.location["url"] in pages)
    ]


def requests_elsewhere(page: Page) -> list[str]:
    home = urlsplit(page.url).netloc
    urls = {request.url for request in page.requests()}
    return sorted(url for url in urls if urlsplit(url).netloc not in (home, ""))


def too_wide(page: Page) -> bool:
    """Say whether the smallest phone has to scroll sideways."""
    return any(at_widths(page, [NARROWEST], lambda: page.evaluate(TOO_WIDE)))


def read_large(page: Page) -> None:
    """Let this person read with letters twice as big."""
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 32


def violations(page: Page) -> list[str]:
    """Return the rules of accessibility that are broken, each with where, at any width."""
    if not page.evaluate(HAS_AXE):
        page.evaluate(Axe().axe_script)
    runs = at_widths(page, WIDTHS, lambda: page.evaluate(RUN_AXE, OPTIONS))
    return sorted({rule for run in runs for rule in run})


def violations_with_scripts(page: Page) -> list[str]:
    """Axe is a script. Show the very same page to a second browser, which runs scripts.

    What it finds depends on nothing but the page, so that no page is shown to it twice.
    """
    html = page.content()
    same = TOKEN.sub("", html)
    seen = SEEN.setdefault(page.context.browser, {})
    if same not in seen:
        seen[same] = violations(show_to_twin(page, html))
    return seen[same]


def show_to_twin(page: Page, html: str) -> Page:
    """Return the second browser, which starts once and has this page before it."""
    browser = page.context.browser
    if browser not in TWINS:
        context = browser.new_context(viewport=page.viewport_size, reduced_motion="reduce")
        TWINS[browser] = context.new_page()
    twin = TWINS[browser]
    twin.route(page.url, lambda route: route.fulfill(body=html, content_type="text/html"))
    if "#" in page.url:
        twin.goto("about:blank")  # or it would only move along the page it has
    twin.goto(page.url)
    twin.unroute_all()
    return twin


def at_widths(page: Page, widths: Sequence[int], look: Callable[[], Any]) -> list[Any]:
    """Look at the page at each width, and leave it as wide as it was."""
    usual, seen = page.viewport_size, []
    for width in widths:
        page.set_viewport_size({**usual, "width": width})
        seen.append(look())
    page.set_viewport_size(usual)
    return seen
