"""A language is offered when the clinic's administrator says so, and not a moment longer."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from clinic import offering, profile
from clinic.models import AuditEvent, SiteLanguage, SiteProfile
from tests.clinic.languages import SPANISH, make_spanish

pytestmark = pytest.mark.django_db


@pytest.fixture
def spanish(administrator) -> SiteLanguage:
    return make_spanish(by=administrator)


def test_what_is_confirmed_is_on_every_page(client, administrator, spanish):
    assert client.get("/es/").status_code == 404
    assert "Español" not in client.get("/").text

    offering.confirm(spanish, by=administrator)

    assert client.get("/es/").status_code == 200
    assert "Español" in client.get("/").text
    event = AuditEvent.objects.first()
    assert (event.action, event.actor) == ("confirmed a language", administrator)


def test_a_language_that_loses_its_words_is_taken_off(client, administrator, spanish):
    offering.confirm(spanish, by=administrator)
    spanish.lead = ""

    offering.save(spanish, by=administrator, changed=["lead"])

    assert client.get("/es/").status_code == 404


def test_what_the_clinic_does_not_say_in_english_needs_no_translation(administrator, spanish):
    SiteProfile.objects.update(team="")
    spanish.team = ""

    assert offering.missing(spanish) == []


def test_what_is_withdrawn_is_gone_at_once(client, administrator, spanish):
    offering.confirm(spanish, by=administrator)

    offering.withdraw(spanish, by=administrator)

    assert client.get("/es/").status_code == 404
    assert "Español" not in client.get("/").text


@pytest.mark.parametrize(
    ("without", "sentence"),
    [
        ("emergency_text", "Write “emergency text” in this language."),
        ("reviewed_by", "Name the qualified translator"),
        ("reviewed_on", "Name the qualified translator"),
        ("lead", "Write “lead” in this language."),
    ],
)
def test_nothing_is_offered_while_words_or_their_reviewer_are_missing(
    administrator, spanish, without, sentence
):
    setattr(spanish, without, None if without == "reviewed_on" else "")

    with pytest.raises(offering.NotReady, match=sentence):
        offering.confirm(spanish, by=administrator)


def test_a_language_without_a_catalog_is_not_offered(administrator, spanish):
    spanish.language = "so"

    with pytest.raises(offering.NotReady, match="no catalog"):
        offering.confirm(spanish, by=administrator)


def test_new_words_of_the_emergency_text_want_a_new_review(client, administrator, spanish):
    offering.confirm(spanish, by=administrator)

    spanish.emergency_text = "Llame al 911."
    offering.save(spanish, by=administrator, changed=["emergency_text"])

    spanish.refresh_from_db()
    assert (spanish.reviewed_by, spanish.reviewed_on, spanish.is_offered) == ("", None, False)
    assert client.get("/es/").status_code == 404


def test_so_do_new_words_in_english(client, administrator, spanish):
    offering.confirm(spanish, by=administrator)
    clinic = SiteProfile.objects.get()

    clinic.emergency_text = "Call 911 if you bleed."
    profile.save(clinic, by=administrator, changed=["emergency_text"])

    spanish.refresh_from_db()
    assert not spanish.is_reviewed
    assert client.get("/es/").status_code == 404


def test_other_words_leave_the_review_as_it_is(administrator, spanish):
    offering.confirm(spanish, by=administrator)

    spanish.lead = "Hola."
    offering.save(spanish, by=administrator, changed=["lead"])

    spanish.refresh_from_db()
    assert spanish.is_offered
    assert spanish.is_reviewed


def test_words_that_were_reviewed_before_they_are_typed_in_stay_reviewed(administrator, spanish):
    spanish.emergency_text, spanish.reviewed_by = "Llame al 911 ya.", "Lucía Peña, CT"
    spanish.reviewed_on = date(2026, 2, 1)
    offering.save(
        spanish, by=administrator, changed=["emergency_text", "reviewed_by", "reviewed_on"]
    )

    spanish.refresh_from_db()
    assert spanish.reviewed_by == "Lucía Peña, CT"


def test_a_save_gives_back_nothing_that_was_taken_meanwhile(administrator, spanish):
    offering.confirm(spanish, by=administrator)
    one, other = (SiteLanguage.objects.get(pk=spanish.pk) for _ in range(2))
    offering.withdraw(spanish, by=administrator)

    one.lead = "Otras palabras."
    offering.save(one, by=administrator, changed=["lead"])
    assert not SiteLanguage.objects.get().is_offered

    offering.forget_reviews(by=administrator)
    other.lead = "Y otras."
    offering.save(other, by=administrator, changed=["lead"])
    assert not SiteLanguage.objects.get().is_reviewed


def test_nothing_is_confirmed_whose_review_is_over_meanwhile(administrator, spanish):
    seen = SiteLanguage.objects.get(pk=spanish.pk)
    offering.forget_reviews(by=administrator)

    with pytest.raises(offering.NotReady, match="Name the qualified translator"):
        offering.confirm(seen, by=administrator)


def test_only_the_administrator_acts(nurse, editor, administrator, spanish):
    for somebody in (nurse, editor):
        for act in (offering.confirm, offering.withdraw):
            with pytest.raises(PermissionDenied):
                act(spanish, by=somebody)
        with pytest.raises(PermissionDenied):
            offering.save(spanish, by=somebody, changed=["lead"])


def test_the_database_keeps_the_promise_too(administrator, spanish):
    offering.confirm(spanish, by=administrator)

    with pytest.raises(IntegrityError), transaction.atomic():
        SiteLanguage.objects.update(reviewed_by="")


def test_translated_words_are_never_saved_over_the_english_ones(administrator, spanish):
    offering.confirm(spanish, by=administrator)

    shown = SiteProfile.current(spanish)

    assert shown.lead == SPANISH["lead"]
    with pytest.raises(TypeError):
        shown.save()
