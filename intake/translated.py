"""Which texts for patients are translated and reviewed, for the page of a language."""

from __future__ import annotations

import json

from django.urls import reverse

from clinic.models import SiteLanguage
from clinic.offering import Texts
from intake.domain.patient_texts import read_texts, unreviewed
from intake.models import Questionnaire, Release


def texts_of_questionnaires(language: str) -> list[Texts]:
    """Return the state of each published questionnaire in a language, by its newest release."""
    slugs = Questionnaire.objects.values_list("slug", flat=True)
    return [
        _texts(release, language) for slug in slugs if (release := Release.objects.newest(slug))
    ]


def languages_of_the_clinic() -> frozenset[str]:
    """Return the languages that the clinic has its site in, or is preparing."""
    return frozenset(SiteLanguage.objects.values_list("language", flat=True))


def _texts(release: Release, language: str) -> Texts:
    rules = json.loads(release.rules)
    waiting = unreviewed(rules, language)
    done = tuple(key for key in read_texts(rules) if key not in waiting)
    page = reverse("admin:intake_questionnaire_reviews", args=[release.questionnaire_id, language])
    return Texts(release.questionnaire.title, done, waiting, page)
