"""Of how staff sort what comes in, a patient reads nothing: on no page, paper, letter or file."""

from __future__ import annotations

import io
import re
from html import unescape

import pytest
from django.test import Client
from pypdf import PdfReader

from clinic.models import SiteProfile
from intake.models import Release
from tests.intake.make import ENOUGH_FOR, PRIORITY, key_in, make_visit_form, typed
from tests.intake.reading import dead_links, words

pytestmark = pytest.mark.usefixtures("clinic")

NEVER = re.compile(
    r"\b(priorit\w*|routine\w*|triag\w*|scor(e|es|ed|ing)|patterns?|low[ -]risk|urgent(?! care)\w*"
    r"|urgency|nothing serious|claudication|ECQ\w*|CEAP\w*|flag(s|ged)?|undetermined"
    r"|rules?|arterial|venous|non-vascular)\b",
    re.IGNORECASE,
)
SPOKEN = re.compile(r'\s(?:alt|title|aria-label|placeholder|content|value)="([^"]*)"')
# Between them they open every page, and raise every kind of alert.
PATHS = {
    "calm": {},
    "soon": ENOUGH_FOR[PRIORITY.SOON],
    "today": ENOUGH_FOR[PRIORITY.URGENT],
    "swollen": {"swelling": "one_leg", "swelling_onset": "new", "hard_sore_vein": "true"},
    "walking": {"ecq1": "yes", "symptoms": ["cramp", "ache"], "ulcer": "new"},
    "emergency": {"black_toes": "true", "skin_hot_red": "spreading", "fever": "true"},
    "bleeding": {"vein_bleeding": "now", "swelling": "both_legs"},
}


def said(response) -> str:
    """Return everything that a page says, also to those who hear it."""
    return " ".join([words(response), *map(unescape, SPOKEN.findall(response.content.decode()))])


def reasons() -> list[str]:
    """Return what rules say to staff, save where the patient was asked in the same words."""
    release = Release.objects.newest("leg-check")
    ruleset = release.ruleset
    findings = [*ruleset.rules, *ruleset.flags]
    findings += [each for pattern in ruleset.patterns for each in pattern.findings]
    findings += [each for hint in ruleset.hints for each in hint.findings]
    told = [each.reason for each in findings] + [each.title for each in ruleset.patterns]
    return [words for words in told if words not in release.document]


def everything(client: Client, **changes) -> dict[str, str]:
    """Return what a patient reads by the way, from the first page to the last file."""
    seen = {}

    def see(address: str, **how) -> None:
        seen[address] = said(client.get(address, **how))

    for address in ("/check/", "/check/begin/", "/check/back/", "/check/changed/", "/contact/"):
        see(address)
    response = client.post("/check/begin/", typed(**changes))
    key = key_in(response.url)
    while response.status_code == 302:
        address = response.url
        see(address)
        if "/question/" in address:
            seen[f"{address} refused"] = said(client.post(address, {}))
        response = client.post(address, typed(**changes))
    sent = f"/check/{key}/"
    for name in ("copy/", "changed/"):
        see(sent + name)
    seen["calendar"] = client.get(f"{sent}call.ics").content.decode()
    pages = PdfReader(io.BytesIO(client.get(f"{sent}my-answers.pdf").content)).pages
    seen["paper"] = " ".join(page.extract_text() for page in pages)
    return seen


@pytest.mark.parametrize("path", PATHS)
def test_the_patient_never_reads_how_staff_sort_them(client, path):
    seen = everything(client, **PATHS[path])

    assert len(seen) > 20
    assert any(address.endswith("/sent/") for address in seen)
    found = {address: hit[0] for address, text in seen.items() if (hit := NEVER.search(text))}
    assert found == {}
    leaks = {address for address, text in seen.items() for reason in reasons() if reason in text}
    assert leaks == set()


def test_nor_in_the_letter_with_the_link_back(client, mailbox):
    alert = client.post("/check/begin/", typed(chest_pain="true")).url
    client.post(alert)
    key = key_in(alert)
    saved = client.post(f"/check/{key}/save/", {"email": "joan@home.example"})

    (letter,) = mailbox.letters
    assert NEVER.search(f"{letter['subject']} {letter.get_payload(decode=True).decode()}") is None
    assert NEVER.search(said(saved)) is None
    assert NEVER.search(said(client.get(f"/check/{key}/save/"))) is None


def test_nor_where_somebody_asks_for_a_call(client):
    response = client.post(
        "/contact/", {"name": "Joan", "phone": "651-555-0173", "best_time": "Any time"}
    )

    assert NEVER.search(said(client.get(response.url))) is None


def test_the_list_of_words_would_find_them():
    assert NEVER.search("Your priority is low")
    assert NEVER.search("This is a routine visit")
    assert not NEVER.search("Go to urgent care today")
    assert len(reasons()) > 10


# What stands on every page of every form


@pytest.mark.parametrize("path", ["calm", "emergency", "today"])
def test_every_page_of_a_form_names_911_at_its_top_and_bottom(client, path):
    make_visit_form()
    profile = SiteProfile.current()
    pages = [client.get(f"/check/{name}") for name in ("", "form/visit/", "begin/", "back/")]
    pages += [client.get("/contact/"), client.get("/check/form/visit/begin/")]
    response = client.post("/check/begin/", typed(**PATHS[path]))
    key = key_in(response.url)
    while not response.url.endswith("/sent/"):
        pages.append(client.get(response.url))
        response = client.post(response.url, typed(**PATHS[path]))
        if response.url.endswith("/check/"):
            pages.append(client.get(f"/check/{key}/save/"))
            pages.append(client.post(f"/check/{key}/save/"))

    assert len(pages) > 15
    for page in pages:
        html = page.content.decode().partition("<main")[2].partition("</main>")[0]
        assert page.status_code == 200
        assert unescape(html).count(profile.emergency_text) == 2, page.request["PATH_INFO"]
        assert html.count('class="alert stack"') + html.count('class="urgent"') <= 1
        assert not dead_links(page)
