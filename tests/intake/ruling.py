"""What stories of the rules in the builder begin with, and what their forms send."""

from __future__ import annotations

import json

from django.contrib.auth.models import User

from intake import drafting, ruling
from intake.domain.ruling import editing
from intake.domain.ruling.parts import RULES, Place
from intake.models import Questionnaire
from tests.intake.building import at
from tests.intake.make import make_release

U1 = Place(RULES, "U1")
ONE_LEG = {"question": "swelling", "operator": "=", "answer": "one_leg"}
LATELY = {"question": "swelling_onset", "operator": "=", "answer": "new"}
STRAINED = {"helper": "strain_ok"}
NEW = {
    "id": "Own1",
    "priority": "urgent",
    "reason": "Our own rule",
    "text": "T7",
    "source": "Clinic’s choice",
    "when__count": 3,
    "when__joined": "least",
    "when__least": "2",
    "when__0__question": "question:diabetes",
    "when__0__answer": "true",
    "when__1__question": "question:age",
    "when__1__verb": ">=",
    "when__1__answer": "70",
    "when__2__question": "helper:risk",
}


def begin(by: User) -> Questionnaire:
    """Begin to edit the leg check, with two groups in the condition of U1."""
    row = drafting.start(make_release().questionnaire, by=by)
    groups = [{"all": [ONE_LEG, LATELY]}, {"all": [ONE_LEG, {"not": STRAINED}]}]
    fields = {"when": {"any": groups}, "lists": {"helper": "risk"}}
    return ruling.save(row, editing.change(ruling.rules_of(row), U1, fields), number=1, by=by)


def rule_at(row, place: Place) -> str:
    return at(row, f"build/rules/rule/?{place.query}")


def typed_in(client, address: str, **changes) -> dict[str, str]:
    """Return what the form of a part would send, as it stands, with changes."""
    context = client.get(address).context
    found = {"number": context["questionnaire"].draft_number}
    for field in context["sheet"].form:
        value = field.value()
        if value:
            found[field.html_name] = value
    for board, _ in context["boards"]:
        key, lines = board.prefix, board.tree.lines
        found |= {f"{key}-count": len(lines), f"{key}-of": board.digest}
        found |= {f"{key}-joined": board.tree.joined, f"{key}-least": board.tree.least}
        for at_, line in enumerate(lines):
            own = {**line.__dict__, "question": line.subject, "not": "1" if line.is_not else ""}
            names = ("kind", "depth", "not", "joined", "least", "question", "verb", "answer", "was")
            found |= {f"{key}-{at_}-{name}": own[name] for name in names if own[name] != ""}
    made = {**found, **{name.replace("__", "-"): value for name, value in changes.items()}}
    return {name: value for name, value in made.items() if value is not None}


def rules_in(row) -> dict:
    row.refresh_from_db()
    return json.loads(row.draft_rules)
