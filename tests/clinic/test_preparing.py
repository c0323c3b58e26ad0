"""What a start brings up to date, and in which order."""

from __future__ import annotations

import json
import os
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles import publishing
from articles.models import Article, Edition
from clinic import preparing
from clinic.management.commands import prepare
from clinic.models import SiteProfile
from intake.domain.patient_texts import unreviewed
from intake.models import Release
from tests.intake.shipped import FORMS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    settings.SAMPLE = True
    monkeypatch.setattr(prepare, "collect_static_files", lambda: None)
    mask = os.umask(0o077)
    yield
    os.umask(mask)


def published() -> list[str]:
    return sorted(release.slug for release in Release.objects.all())


def test_an_empty_site_gets_the_sample_clinic_its_articles_and_the_forms():
    call_command("prepare")

    assert SiteProfile.objects.get().name == "Northside Vein Clinic"
    assert Article.objects.count() == 10
    assert published() == FORMS
    for release in Release.objects.all():
        assert unreviewed(json.loads(release.rules), "es") == ()
        assert "no real person" in release.rules


def test_a_site_for_real_gets_the_forms_alone(settings):
    settings.SAMPLE = False

    call_command("prepare")

    assert not SiteProfile.objects.exists()
    assert not Article.objects.exists()
    assert published() == FORMS
    assert not any("reviewed_by" in release.rules for release in Release.objects.all())


def test_a_second_start_brings_nothing_back():
    call_command("prepare")
    article = Article.objects.first()
    publishing.withdraw(article, by=None)

    call_command("prepare")

    assert not Edition.objects.published(timezone.now()).filter(article=article).exists()
    assert Article.objects.count() == 10
    assert published() == FORMS


def test_an_app_adds_a_step_of_its_own(monkeypatch):
    done = []
    out = StringIO()
    tell = ["Something newer is there."]
    monkeypatch.setattr(preparing, "STEPS", [lambda: done.append("at each start"), lambda: tell])
    monkeypatch.setattr(preparing, "SAMPLES", [lambda: done.append("in an empty site")])

    call_command("prepare", stdout=out)
    call_command("prepare", stdout=out)

    assert out.getvalue().splitlines()[-1] == "Something newer is there."
    assert done == ["in an empty site", "at each start", "at each start"]


def test_samples_that_were_cut_short_are_tried_again(monkeypatch):
    def fail() -> None:
        raise OSError

    with monkeypatch.context() as patch, pytest.raises(OSError):
        patch.setattr(preparing, "SAMPLES", [fail])
        call_command("prepare")

    call_command("prepare")

    assert Article.objects.count() == 10
