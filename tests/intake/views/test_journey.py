"""From page to page: on, back, change, check, send."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client

from clinic.models import AuditEvent, OutboxMessage
from intake.models import Submission, UnfinishedResponse
from tests.intake.make import CALM, key_in, send, typed, walk_until
from tests.intake.reading import dead_links, fields, title, words

pytestmark = pytest.mark.usefixtures("clinic")

NEVER_SAID = re.compile(
    r"\b(priorit\w*|routine|triage\w*|scores?|patterns?|low risk|urgent(?! care))\b", re.IGNORECASE
)
# Every branch there is, between the calm one and one that has it all.
PATHS = {
    "calm": {},
    "swollen": {"swelling": "one_leg", "swelling_onset": "new"},
    "sore": {"one_leg_pain_new": "true", "hard_sore_vein": "true", "ulcer": "new"},
    "cramps": {"symptoms": ["cramp", "ache"], "ecq1": "yes"},
    "emergency": {"black_toes": "true", "skin_hot_red": "spreading", "fever": "true"},
    "bleeding": {"vein_bleeding": "now", "swelling": "both_legs"},
}


# Pages that some are asked on which nothing must be answered.
MAY_STAY_BLANK = ("/more", "/signs_more", "/veins_page")


def back_from(response) -> str:
    return re.search(r'<a class="back[^"]*" href="([^"]+)"', response.content.decode())[1]


def changes_on(response) -> list[str]:
    return re.findall(r'<a href="([^"]+\?change)">', response.content.decode())


def test_a_whole_leg_check_ends_with_a_reference(client):
    confirmation = client.get(send(client))

    submission = Submission.objects.get()
    assert confirmation.status_code == 200
    assert title(confirmation) == "We have your answers | Leg check | Northside Vein Clinic"
    assert submission.reference in words(confirmation)
    assert submission.priority == Submission.Priority.ROUTINE
    assert AuditEvent.objects.get(action="received").target_id == str(submission.pk)
    assert OutboxMessage.objects.count() == 1


def test_who_names_another_language_is_asked_for_an_interpreter_on_the_same_page(client):
    contact = walk_until(client, "contact_page")
    offered = 'name="interpreter_needed"'
    assert offered not in client.get(contact).content.decode()

    again = client.post(contact, typed(preferred_language="Hmong"))

    assert again.url == contact
    assert offered in client.get(contact).content.decode()
    assert client.post(contact, typed(preferred_language="Hmong")).url.endswith("/check/")


@pytest.mark.parametrize("path", PATHS)
def test_the_patient_never_reads_how_staff_sort_them(client, path):
    seen = [client.get("/check/"), client.get("/check/begin/")]
    response = client.post("/check/begin/", typed(**PATHS[path]))
    while response.status_code == 302:
        seen.append(client.get(response.url))
        address = response.url
        response = client.post(address, typed(**PATHS[path]))
    seen.append(client.get(address.replace("/sent/", "/copy/")))

    assert len(seen) > 12
    assert {page.status_code for page in seen} == {200}
    assert [NEVER_SAID.search(words(page)) for page in seen] == [None] * len(seen)
    assert not set().union(*map(dead_links, seen))


@pytest.mark.parametrize("path", PATHS)
def test_every_page_says_what_is_missing_and_leads_there(client, path):
    response = client.post("/check/begin/", typed(**PATHS[path]))
    pages = 0
    while not response.url.endswith("/check/"):
        if "/question/" in response.url:
            refused = client.post(response.url, {})
            if response.url.endswith(MAY_STAY_BLANK) and refused.status_code == 302:
                response = refused
                continue
            pages += 1
            assert refused.status_code == 422
            assert title(refused).startswith("Error: ")
            assert "There is a problem" in words(refused)
            assert not dead_links(refused)
        response = client.post(response.url, typed(**PATHS[path]))

    assert pages >= 9


def test_a_page_asks_the_database_no_more_than_it_must(client, django_assert_num_queries):
    address = walk_until(client, "signs")

    with django_assert_num_queries(2):  # the response with its release; the profile
        client.get(address)
    with django_assert_num_queries(5):  # response; then locked and updated, within a savepoint
        client.post(address, typed())


def test_checking_and_sending_ask_no_more_than_they_must(client, django_assert_num_queries):
    address = walk_until(client, "check")

    with django_assert_num_queries(2):
        client.get(address)
    # response; locked; profile; free reference; submission; audit: last hash, event; letter;
    # the response again, for the copy; each within a savepoint of the test
    # on PostgreSQL a lock, to take turns in the audit trail
    with django_assert_num_queries(11 + (connection.vendor == "postgresql")):
        client.post(address)
    with django_assert_num_queries(3):  # and by when we call
        client.get(address.replace("/check/", "/sent/", 2).replace("/sent/", "/check/", 1))


def test_every_page_leads_back_to_the_one_before(client):
    address = walk_until(client, "check", **PATHS["swollen"])
    trail = []
    while "/question/" in (address := back_from(client.get(address))):
        trail.append(address.rpartition("/")[2])

    assert trail[0] == "contact_page"
    assert trail[-3:] == ["pain", "feelings", "emergency"]
    assert "swelling_details" in trail
    assert address == "/check/"


def test_what_was_answered_stands_in_its_boxes_again(client):
    key = key_in(walk_until(client, "check"))

    found = fields(client.get(f"/check/{key}/question/contact_page"))
    del found["csrfmiddlewaretoken"]

    assert {name: value[0] for name, value in found.items()} == {name: CALM[name] for name in found}


def test_whoever_jumps_ahead_comes_to_the_first_open_page(client):
    key = key_in(walk_until(client, "pain"))

    for place in ("question/contact_page", "check/", "sent/", "copy/", ""):
        response = client.get(f"/check/{key}/{place}")
        assert response.url == f"/check/{key}/question/pain"


@pytest.mark.parametrize("place", ["question/nothing", "question/a~2Fb~3F~00", "question/~2E~2E"])
def test_a_page_that_does_not_exist_leads_to_the_first_open_one(client, place):
    key = key_in(walk_until(client, "pain"))

    assert client.get(f"/check/{key}/{place}").url == f"/check/{key}/question/pain"
    assert client.post(f"/check/{key}/{place}", typed()).status_code == 302


def test_a_change_comes_back_to_the_check_page(client):
    check = walk_until(client, "check")
    address = next(a for a in changes_on(client.get(check)) if "/signs" in a)

    page = client.get(address)
    response = client.post(address, typed(vein_signs=["none"]))

    assert back_from(page) == check
    assert fields(page)["vein_signs"] == ["spider"]
    assert f'action="{address}"' in page.content.decode()
    assert response.url == check
    assert fields(client.get(address))["vein_signs"] == ["none"]


def test_a_change_that_opens_a_question_asks_it_and_comes_back(client):
    check = walk_until(client, "check")
    key = key_in(check)

    changed = typed(swelling="both_legs")
    response = client.post(f"/check/{key}/question/pain?change", changed)
    assert response.url == f"/check/{key}/question/swelling_details?change"
    assert back_from(client.get(response.url)) == f"/check/{key}/question/pain"
    for opened in ("more", "veins_page", "clot_risk", "health_page"):
        response = client.post(response.url, typed())
        assert response.url == f"/check/{key}/question/{opened}?change"
    response = client.post(response.url, typed())

    assert response.url == check
    assert "Yes, both legs" in words(client.get(check))


def test_a_refused_change_shows_the_error_and_still_comes_back(client):
    check = walk_until(client, "check")
    address = f"/check/{key_in(check)}/question/feelings?change"

    refused = client.post(address, typed(age="about sixty"))
    accepted = client.post(address, typed(age="60"))

    assert refused.status_code == 422
    assert fields(refused)["age"] == ["about sixty"]
    assert f'action="{address}"' in refused.content.decode()
    assert accepted.url == check


def test_what_was_refused_is_not_sent_in_its_old_form(client):
    check = walk_until(client, "check")

    client.post(f"/check/{key_in(check)}/question/feelings?change", typed(age="about sixty"))

    assert client.post(check).url == f"/check/{key_in(check)}/question/feelings"
    assert not Submission.objects.exists()


def test_two_tabs_do_not_mix(client):
    left = walk_until(client, "check", name="Left Tab")
    right = walk_until(client, "check", name="Right Tab")

    assert left != right
    assert "Left Tab" in words(client.get(left))
    assert "Right Tab" not in words(client.get(left))
    client.post(left)
    assert "Right Tab" in words(client.get(right))
    client.post(right)
    assert Submission.objects.count() == 2


def test_what_one_tab_typed_is_kept_where_another_opened_a_question(client):
    contact = walk_until(client, "contact_page")
    key = key_in(contact)
    client.post(f"/check/{key}/question/swelling", {"swelling": "both_legs"})

    client.post(contact, typed(message="Half a page of my story"))

    assert client.get(contact).url == f"/check/{key}/question/swelling_details"
    for opened in ("swelling_details", "more", "veins_page", "clot_risk", "health_page"):
        client.post(f"/check/{key}/question/{opened}", typed(swelling="both_legs"))
    assert "Half a page of my story" in words(client.get(f"/check/{key}/check/"))


def test_nothing_is_kept_that_no_longer_has_a_question(client):
    check = walk_until(client, "check", **PATHS["swollen"])
    assert "In the last 2 weeks" in words(client.get(check))

    client.post(f"/check/{key_in(check)}/question/swelling?change", {"swelling": "none"})

    assert "When did the swelling start?" not in words(client.get(check))
    client.post(check)
    assert Submission.objects.get().priority == Submission.Priority.ROUTINE


def test_another_browser_has_no_part_in_it(client):
    check = walk_until(client, "check")

    for stranger in (Client(), Client(headers={"cookie": f"check_{key_in(check)}=AAAA"})):
        assert stranger.get(check).status_code == 410
        assert stranger.post(check).status_code == 410
    assert not Submission.objects.exists()
    assert UnfinishedResponse.objects.count() == 1


def test_what_was_typed_on_a_page_that_another_tab_hid_comes_back_with_it(client):
    address = walk_until(client, "swelling_details", swelling="one_leg")
    key = key_in(address)
    client.post(f"/check/{key}/question/swelling", {"swelling": "none"})

    hidden = client.post(address, typed(swelling_extent="calf"))
    assert hidden.status_code == 302
    client.post(f"/check/{key}/question/swelling", {"swelling": "one_leg"})

    assert fields(client.get(address))["swelling_extent"] == ["calf"]
