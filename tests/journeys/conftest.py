"""What journeys begin with: a served clinic, Debian's Chromium, and people at their screens."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from tests.conftest import make_staff
from tests.intake.make import make_release
from tests.journeys.looking import DESK, PHONE, WATCH_THE_POLICY, WIDTHS
from tests.journeys.steps import sign_in

expect.set_options(timeout=10_000)

# The first two are pages of Chromium's own, for its address bar: with them, and with a spare
# process, each new window costs four times as much. The rest is what Playwright leaves out
# itself; of two such lists Chromium reads the last.
LEFT_OUT = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess"),
    *("AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    *("AimEnabled", "DestroyProfileOnBrowserClose", "LensOverlay", "MediaRouter"),
    *("HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "NetworkTimeServiceQuerying"),
    *("OptimizationHints", "PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning"),
)
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    f"--disable-features={','.join(LEFT_OUT)}",
)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    # The shell is Chromium without its windows, and takes a quarter less of the processor.
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if chromium is None:
        pytest.skip("Journeys need Chromium: on Debian, apt-get install chromium-headless-shell.")
    return {**browser_type_launch_args, "executable_path": chromium, "args": list(QUIET)}


@pytest.fixture
def site(live_server) -> str:
    """The sample clinic, served with its leg check; return its address."""
    call_command("sample_clinic", verbosity=0)
    make_release()
    return live_server.url


@pytest.fixture(params=WIDTHS)
def width(request) -> int:
    return request.param


@pytest.fixture
def open_browser(site, new_context):
    """Return a function that starts a browser of its own and returns its first page."""

    def open_one(width: int = PHONE, *, scripts: bool = False, **more):
        context = new_context(
            base_url=site,
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            reduced_motion="reduce",  # colours on their way to others have no contrast yet
            **more,
        )
        context.set_default_timeout(10_000)
        context.add_init_script(WATCH_THE_POLICY)
        return context.new_page()

    return open_one


@pytest.fixture
def desk(open_browser):
    """The desk of a writer, who is signed in."""
    make_staff("edith", "Writer")
    page = open_browser(DESK, scripts=True)
    sign_in(page, "edith")
    return page


@pytest.fixture
def in_hours(monkeypatch):
    """Begin on a Tuesday morning, and let time go on from there."""
    usual = timezone.now
    ahead = datetime(2026, 12, 1, 16, 0, tzinfo=UTC) - usual()
    monkeypatch.setattr(timezone, "now", lambda: usual() + ahead)
