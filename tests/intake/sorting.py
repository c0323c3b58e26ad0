"""A small questionnaire with rules, topics, flags and hints, and what its patients sent."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.utils import timezone

from clinic import sealing
from intake import answering, publishing, submitting
from intake.models import Release, Submission


def _ask(name: str, kind: str, text: str, *options: str, **more: Any) -> dict[str, Any]:
    found = [
        {"valueCoding": {"code": code, "display": words or code.replace("_", " ").capitalize()}}
        for code, _, words in (option.partition(":") for option in options)
    ]
    return {"linkId": name, "type": kind, "text": text, **more} | (
        {"answerOption": found} if found else {}
    )


ITEMS = [
    _ask("bulging", "boolean", "Do you see ropy veins?"),
    _ask("sore", "choice", "Do you have an open sore?", "none", "new", "healed"),
    _ask("diabetes", "boolean", "Do you have diabetes?"),
    _ask("meds", "choice", "What do you take?", "statin", "blood_thinner", repeats=True),
    _ask("ecq1", "choice", "Does your leg hurt when you walk?", "yes", "no", "unable"),
    _ask("ecq2", "choice", "Does it begin at rest?", "yes", "no"),
    _ask("ecq3", "choice", "Uphill?", "yes", "no"),
    _ask("ecq4", "choice", "On the level?", "yes", "no"),
    _ask("ecq5", "choice", "And standing still?", "over_10_min", "within_10_min"),
    _ask("ecq6", "choice", "Where?", "calf", "thigh", "foot", repeats=True),
    _ask("where", "choice", "Where on the legs?", "left_calf", "right_foot", repeats=True),
    _ask("worry", "open-choice", "What worries you?", "looks:How it looks"),
    _ask("message", "text", "Anything else?"),
    _ask("preferred_language", "string", "Which language should we speak?"),
    _ask("interpreter_needed", "boolean", "Do you need an interpreter?"),
]
FORM = {
    "resourceType": "Questionnaire",
    "name": "sorted",
    "title": "Legs",
    "language": "en",
    "item": [{"linkId": "all", "type": "group", "text": "All of it", "item": ITEMS}],
}


def _is(question: str, answer: Any) -> dict[str, Any]:
    return {"question": question, "operator": "=", "answer": answer}


def _finding(name: str, when: dict[str, Any], reason: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "when": when, "reason": reason, "source": f"Source of {name}", **more}


NEW_SORE = _is("sore", "new")
RULES = {
    "rules": [
        _finding(
            "U1",
            {"all": [NEW_SORE, _is("diabetes", True)]},
            "New sore and diabetes",
            priority="urgent",
            text="T7",
            lists={"any": [_is("meds", "blood_thinner"), _is("bulging", True)]},
        ),
        _finding("S1", NEW_SORE, "A new sore", priority="soon", text="T8"),
        {"id": "R", "priority": "routine", "reason": "No priority rule fired", "text": "T8"},
    ],
    "patterns": [
        {
            "id": "arterial",
            "title": "Arteries",
            "rules": [_finding("A1", _is("score.ecq", "definite"), "Walking pain")],
        },
        {
            "id": "venous",
            "title": "Veins",
            "rules": [
                _finding("V1", _is("bulging", True), "Ropy veins"),
                _finding("V2", {"question": "sore", "operator": "!=", "answer": "none"}, "A sore"),
            ],
        },
        {
            "id": "other",
            "title": "Medicines",
            "also": True,
            "rules": [_finding("N1", _is("meds", "statin"), "A medicine that can cause cramps")],
        },
    ],
    "several": "mixed",
    "neither": "undetermined",
    "flags": [_finding("F1", _is("score.pattern", "mixed"), "ABI before compression")],
    "hints": [
        {
            "id": "ceap",
            "title": "CEAP",
            "source": "CEAP 2020",
            "rules": [{"id": "C2", "when": _is("bulging", True), "reason": "Ropy veins"}],
        }
    ],
    "texts": {
        "T7": {"heading": "Please call us today", "lead": "Some answers…", "call": "clinic"},
        "T8": {"heading": "Thank you", "lead": "We have your answers."},
    },
}
QUIET = {"bulging": False, "sore": "none", "diabetes": False}
POSITIVE = {"ecq1": "yes", "ecq2": "no", "ecq3": "yes", "ecq4": "yes", "ecq5": "within_10_min"}
POSITIVE |= {"ecq6": ("calf",)}


def make_sorted_form(**rules: Any) -> Release:
    return publishing.publish(json.dumps(FORM), json.dumps(RULES | rules), by=None)


def make_sorted(
    form: Release | None = None,
    *,
    language: str = "",
    now: datetime | None = None,
    **answers: Any,
) -> Submission:
    """Send these answers, every other one quiet or left blank, in a language."""
    now = now or timezone.now()
    key, secret = answering.begin(form or make_sorted_form(), came_from="", now=now)
    asked = [item["linkId"] for item in ITEMS]
    given = dict.fromkeys(asked) | QUIET | answers
    answering.keep(key, secret, given=given, asked=asked, now=now)
    answering.mark_alerts_read(key, secret, now=now)
    reference = submitting.send_response(key, secret, now=now)
    submission = Submission.objects.get(reference=reference)
    return resealed(submission, language=language) if language else submission


def resealed(submission: Submission, **changes: Any) -> Submission:
    """Seal a submission anew with changes to what is in it, such as its language."""
    document = sealing.unseal(submission.sealed, place=submission.place)
    submission.sealed = sealing.seal({**document, **changes}, place=submission.place)
    submission.save(update_fields=["sealed"])
    return submission
