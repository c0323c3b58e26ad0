"""What raised an alert: each answer in its place, so that the right one can be changed."""

from __future__ import annotations

import pytest

from intake.domain import triage
from intake.domain.evidence import evidence
from intake.domain.values import Instances
from intake.domain.walk import Walk
from tests.intake import spells

pytestmark = pytest.mark.django_db


def behind(**answers) -> list[tuple[str, str, str]]:
    release = spells.publish_spells()
    given = {"spell": Instances((0, 1, 2), finished=True)}
    walk = Walk(release.definition, given | {f"chest@{name[1:]}": v for name, v in answers.items()})
    verdict = triage.triage(release.ruleset.rules, walk.by_question)
    alerts = triage.unread_alerts(verdict, release.ruleset, frozenset())
    found = evidence(walk, release.ruleset.rules, alerts)
    return [(row.place, row.answer, row.page.key) for row in found]


def test_only_the_answers_that_alone_would_raise_it_are_named():
    assert behind(_0=False, _1=True, _2=False) == [("Spell 2", "Yes", "spell@1")]


def test_every_one_of_them_is_named():
    found = behind(_0=True, _1=False, _2=True)

    assert [place for place, _, _ in found] == ["Spell 1", "Spell 3"]


def test_without_an_alert_nothing_is_named():
    assert behind(_0=False, _1=False, _2=False) == []
