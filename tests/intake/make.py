"""Plain functions that bring about what the stories begin with."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from clinic.models import SiteProfile
from intake import answering, passes, publishing, submitting
from intake.domain.values import Answers
from intake.domain.walk import Walk
from intake.forms import PageForm
from intake.models import Release, Submission
from tests.intake.reading import words

EVERY_TYPE = Path(__file__).parent / "every_type.json"
DEFINITION = settings.BASE_DIR / "intake" / "definitions" / "leg-check.json"
RECEIPT_RULES = (DEFINITION.parent / "default.triage.json").read_text(encoding="utf-8")
PRIORITY = Submission.Priority

# What someone types who has nothing unusual to tell, whichever questions come up.
CALM: dict[str, Any] = {
    **dict.fromkeys(
        (
            *("short_breath_sudden", "chest_pain", "coughing_blood", "fainted"),
            *("cold_pale_leg_sudden", "numb_weak_sudden", "sudden_severe_pain", "black_toes"),
            *("fever", "confused_or_very_ill", "calf_bigger_3cm", "one_leg_pain_new"),
            *("hard_sore_vein", "muscle_strain", "hard_sore_vein_long", "clot_history"),
            *("cancer_active", "immobile_recent", "surgery_recent", "long_trip", "cramp_wakes"),
            *("cramp_over_10_min_not_easing", "rest_pain_foot", "diabetes", "known_pad"),
            *("prior_vein_treatment", "family_veins", "rls_urge", "back_related", "heart_stroke"),
            *("dehydration", "electrolyte_low", "dark_urine", "interpreter_needed"),
        ),
        "false",
    ),
    "vein_bleeding": "no",
    "skin_hot_red": "no",
    "leg": "left",
    "symptoms": ["none"],
    "swelling": "none",
    "swelling_onset": "long",
    "swelling_extent": "ankle",
    "hard_sore_vein_site": "below_knee",
    "pregnancy": "no",
    "cramp_when": ["night"],
    "cramp_freq": "weekly",
    "cramp_duration": "seconds_minutes",
    "ecq1": "no",
    "ecq2": "no",
    "ecq3": "yes",
    "ecq4": "no",
    "ecq5": "within_10_min",
    "ecq6": ["calf"],
    "vein_signs": ["spider"],
    "skin_changes": ["none"],
    "ulcer": "none",
    "ulcer_site": "lower_leg",
    "bulging_extent": "few",
    "hurts_where": ["left_calf"],
    "worse_with": ["standing"],
    "better_with": ["leg_up"],
    "meds": ["none"],
    "other_conditions": [],
    "preferred_language": "",
    "age": "58",
    "smoking": "never",
    "name": "Joan Alder",
    "date_of_birth_0": "4",
    "date_of_birth_1": "12",
    "date_of_birth_2": "1958",
    "phone": "651-555-0173",
    "best_time": "morning",
    "message": "My left leg aches in the evening.",
}
# One answer that is enough for each order of calling back.
ENOUGH_FOR = {
    PRIORITY.EMERGENCY: {"chest_pain": "true"},
    PRIORITY.URGENT: {"rest_pain_foot": "true"},
    PRIORITY.SOON: {"ulcer": "healed"},
    PRIORITY.ROUTINE: {},
}
WISHES = submitting.ContactWishes(
    name="Joan Alder",
    phone="+16515550173",
    email="joan@home.example",
    best_time="Morning",
    message="Please tell me about stockings.",
)


def make_release() -> Release:
    """Publish the leg check, as the command does."""
    rules = DEFINITION.with_suffix(".triage.json").read_text(encoding="utf-8")
    return publishing.publish(DEFINITION.read_text(encoding="utf-8"), rules, by=None)


def make_profile(**changes: Any) -> SiteProfile:
    """Give the clinic a name, a number, hours, and someone who gets its letters."""
    fields = {
        "name": "Northside Vein Clinic",
        "phone": "+16515550142",
        "opening_hours": "Mon-Fri 8:00-17:00",
        "notify": "nurses@northside.example",
        **changes,
    }
    return SiteProfile.objects.update_or_create(pk=1, defaults=fields)[0]


def answered(release: Release, **changes: Any) -> Answers:
    """Return a whole leg check as values: calm, save for the changes."""
    given: dict[str, Any] = {}
    while page := Walk(release.definition, given).first_open:
        form = PageForm(page, {**CALM, **changes}, given=given)
        assert form.is_valid(), form.errors
        given |= form.cleaned_data
    return given


def make_unfinished(
    release: Release, *, now: datetime | None = None, came_from: str = "", **changes: Any
) -> tuple[str, bytes]:
    """Return key and secret of a response that is ready to be sent."""
    now = now or timezone.now()
    key, secret = answering.begin(release, came_from=came_from, now=now)
    given = answered(release, **changes)
    answering.keep(key, secret, given=given, asked=given, now=now)
    answering.mark_alerts_read(key, secret, now=now)
    return key, secret


def make_submission(
    *, priority: int = PRIORITY.ROUTINE, now: datetime | None = None, **changes: Any
) -> Submission:
    """Send a leg check of this priority."""
    now = now or timezone.now()
    typed = {**ENOUGH_FOR[PRIORITY(priority)], **changes}
    key, secret = make_unfinished(make_release(), now=now, **typed)
    return Submission.objects.get(reference=submitting.send_response(key, secret, now=now))


def make_visit_form(*more: dict[str, Any]) -> Release:
    """Publish another questionnaire: one question, no rules of its own; and more items."""
    item = {"linkId": "visit", "text": "What brings you to us?", "type": "string"}
    form = {"resourceType": "Questionnaire", "name": "visit", "title": "Your visit"}
    return publishing.publish(json.dumps({**form, "item": [item, *more]}), RECEIPT_RULES, by=None)


def make_visit(*more: dict[str, Any], says: str = "My veins") -> Submission:
    """Send what is not a leg check, with more items in it, which stay blank."""
    now = timezone.now()
    blank = dict.fromkeys(["visit", *(each["linkId"] for each in more)])
    key, secret = answering.begin(make_visit_form(*more), came_from="", now=now)
    answering.keep(key, secret, given={**blank, "visit": says}, asked=blank, now=now)
    return Submission.objects.get(reference=submitting.send_response(key, secret, now=now))


def make_contact_request(*, token: str = "a-page", **changes: Any) -> Submission:
    """Send the wish for a call."""
    wishes = submitting.ContactWishes(**{**vars(WISHES), **changes})
    reference = submitting.send_contact_request(token, wishes, now=timezone.now())
    return Submission.objects.get(reference=reference)


def make_ready(client: Client, **changes: Any) -> str:
    """Give this browser the pass to a response that is ready to be sent; return its key."""
    key, secret = make_unfinished(make_release(), **changes)
    response = HttpResponse()
    passes.give(response, key, secret)
    client.cookies.update(response.cookies)
    return key


def typed(**changes: Any) -> dict[str, Any]:
    """Return what a browser sends: the calm answers with changes; None leaves one out."""
    return {name: value for name, value in {**CALM, **changes}.items() if value is not None}


def key_in(address: str) -> str:
    """Return the key of the response that an address leads to."""
    return address.split("/")[2]


def walk_until(client: Client, place: str, **changes: Any) -> str:
    """Answer page after page, reading each alert, up to this page; return its address.

    `place` is the page's linkId, or "alert", or "check" for the last page before sending.
    """
    response = client.post("/check/begin/", typed(**changes))
    while response.status_code == 302 and not response.url.rstrip("/").endswith(f"/{place}"):
        response = client.post(response.url, typed(**changes))
    assert response.status_code == 302, words(response)
    return response.url


def send(client: Client, **changes: Any) -> str:
    """Walk the whole leg check and send it; return the address of the confirmation."""
    response = client.post(walk_until(client, "check", **changes))
    assert response.status_code == 302, words(response)
    return response.url
