"""The administrator writes the clinic's words in a language, and lets patients have it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from clinic.models import SiteLanguage, SiteProfile
from intake.models import Questionnaire
from tests.clinic.languages import SPANISH, make_spanish
from tests.intake.make import make_release

pytestmark = pytest.mark.django_db
ADD = reverse("admin:clinic_sitelanguage_add")


def page_of(language: SiteLanguage, what: str = "change") -> str:
    return reverse(f"admin:clinic_sitelanguage_{what}", args=[language.pk])


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator)
    return client


def test_a_language_is_written_and_confirmed(desk, client):
    SiteProfile.objects.create()

    desk.post(ADD, SPANISH)
    spanish = SiteLanguage.objects.get()
    said = desk.post(page_of(spanish, "confirm"), follow=True).text

    assert "Patients have the site in Spanish from now on." in said
    assert client.get("/es/").status_code == 200


def test_the_english_words_stand_beside_each_box(desk):
    SiteProfile.objects.create(headline="Tired legs?")

    assert "In English: “Tired legs?”" in desk.get(ADD).text


def test_what_is_missing_is_said_instead_of_a_button(desk, administrator):
    spanish = make_spanish(by=administrator, reviewed_by="")

    html = desk.get(page_of(spanish)).text
    assert '<a href="#id_reviewed_by">Name the qualified translator' in html
    assert 'id="id_reviewed_by"' in html
    said = desk.post(page_of(spanish, "confirm"), follow=True).text

    for words in (html, said):
        assert "Name the qualified translator who reviewed the emergency text" in words
    assert "Confirm: patients may have Spanish" not in html
    assert not SiteLanguage.objects.offered()


def test_on_a_new_site_the_clinics_profile_comes_first(desk):
    response = desk.post(ADD, SPANISH, follow=True)

    assert response.redirect_chain == [(reverse("admin:clinic_siteprofile_add"), 302)]
    assert "Save the clinic’s profile first. Then add a language." in response.text
    assert not SiteLanguage.objects.exists()


def test_the_page_says_which_texts_of_which_questionnaire_wait_for_a_translator(
    desk, administrator
):
    make_release()
    spanish = make_spanish(by=administrator)

    html = desk.get(page_of(spanish)).text

    assert "Questionnaires in Spanish" in html
    assert "Leg check" in html
    page = reverse(
        "admin:intake_questionnaire_reviews", args=[Questionnaire.objects.get().pk, "es"]
    )
    assert f'href="{page}">Name their reviewers' in html
    assert "0 of 8 reviewed in Spanish" in desk.get(page).text


@pytest.mark.parametrize("person", ["nurse", "editor"])
def test_nobody_else_opens_it(client, request, administrator, person):
    spanish = make_spanish(by=administrator)
    client.force_login(request.getfixturevalue(person))

    assert client.get(page_of(spanish)).status_code == 403
    assert client.post(page_of(spanish, "confirm")).status_code == 403
    assert not SiteLanguage.objects.offered()
