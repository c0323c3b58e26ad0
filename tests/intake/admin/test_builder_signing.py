"""Before publishing, the builder tries every worked case; who publishes all the same, signs."""

from __future__ import annotations

import pytest

from intake import cases
from intake.domain.cases import Case
from intake.models import Release
from tests.intake.building import at
from tests.intake.reading import fields, words
from tests.intake.working import REASON, make_case, make_draft

pytestmark = pytest.mark.django_db

ASKED = "Why it is right to publish it although worked cases come out otherwise"


@pytest.fixture
def draft(editor):
    return make_draft(editor)


def publish(client, row, **typed):
    """Press the button of the page as it is shown, unless what it holds is `typed`."""
    page = at(row, "build/check/")
    shown = fields(client.get(page)).get("seen", [""])[0]
    wish = {"number": row.draft_number, "confirmed": "yes", "seen": shown, **typed}
    return client.post(page, wish, follow=True)


def test_nobody_is_asked_for_a_reason_where_all_agree(desk, draft, editor):
    make_case(draft, by=editor)

    shown = words(desk.get(at(draft, "build/check/")))

    assert "The worked case comes out as expected" in shown
    assert ASKED not in shown
    assert "is published as version 2" in words(publish(desk, draft))


def test_publishing_is_refused_with_ways_to_the_cases_until_it_is_signed(desk, draft, editor):
    case = make_case(draft, by=editor, priority="soon")

    shown = desk.get(at(draft, "build/check/"))
    assert "1 of 1 worked case comes out otherwise" in words(shown)
    assert f'href="{at(draft, f"cases/{case.pk}/")}">C1</a>' in shown.content.decode()
    assert "Priority: expected soon; came out emergency." in words(shown)
    refused = publish(desk, draft)
    assert refused.status_code == 422
    assert "Nothing is published." in words(refused)
    short = publish(desk, draft, signed="It is fine")
    assert "Say in a sentence of 4 words or more" in words(short)
    assert "It is fine" in words(short)
    assert Release.objects.count() == 1

    done = publish(desk, draft, signed=REASON)

    assert "is published as version 2" in words(done)
    assert f"Signed with a reason “{REASON}”" in words(done)


def test_a_case_that_would_be_called_at_another_time_stands_first_with_its_reason(
    desk, draft, editor
):
    cases.add(draft, Case("A1", {"chest_pain": True}, {"fired": ["U1"]}), by=editor)
    make_case(draft, by=editor, name="Z1", priority="soon")

    shown = words(desk.get(at(draft, "build/check/")))

    assert "Differs Z1 Chest pain is an emergency. Priority: expected soon" in shown
    assert shown.index("Differs Z1") < shown.index("Differs A1")


def test_nobody_signs_for_a_case_that_the_page_had_not_shown(desk, draft, editor):
    make_case(draft, by=editor, priority="soon")
    shown = fields(desk.get(at(draft, "build/check/")))["seen"][0]
    make_case(draft, by=editor, name="C2", priority="routine")

    stopped = publish(desk, draft, signed=REASON, seen=shown)

    assert "has changed since you read it. Nothing is published." in words(stopped)
    assert REASON in words(stopped)
    assert "C2" in words(stopped)
    assert Release.objects.count() == 1
    assert "is published as version 2" in words(publish(desk, draft, signed=REASON))


def test_a_reason_that_was_typed_stays_where_the_draft_has_changed(desk, draft, editor):
    make_case(draft, by=editor, priority="soon")

    stopped = publish(desk, draft, number=1, signed=REASON)

    assert "Nothing is published. Read once more" in words(stopped)
    assert REASON in words(stopped)


def test_a_version_keeps_its_cases_and_its_reason_for_all_to_read(
    desk, draft, editor, administrator
):
    make_case(draft, by=editor, priority="soon")
    make_case(draft, by=editor, name="C2")
    publish(desk, draft, signed=REASON)
    release = Release.objects.newest("leg-check")

    version = words(desk.get(at(draft, "versions/2/")))
    first = words(desk.get(at(draft, "versions/1/")))
    kept = words(desk.get(f"/staff/intake/release/{release.pk}/change/"))

    assert f"Signed with a reason {REASON}" in version
    assert "1 of 2 came out as expected" in version
    assert "Differs C1 Priority: expected soon; came out emergency." in version
    assert "There were none when it was published." in first
    assert REASON in kept
    assert "C1: Priority: expected soon; came out emergency. C2: as expected" in kept
