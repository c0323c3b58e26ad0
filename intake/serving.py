"""In which language a questionnaire is asked: in that of the page, wherever it may be."""

from __future__ import annotations

import json
from functools import lru_cache

from django.utils.translation import get_language_info

from clinic import languages
from clinic.catalogs import ENGLISH
from intake.domain.patient_texts import unreviewed
from intake.domain.questionnaire import Questionnaire
from intake.models import Release, Translated


def served(release: Release) -> Translated:
    """Return a release as patients meet it on this page.

    In the language of the page, where it has its words and a qualified translator has reviewed
    all its patient texts; or else in its own.
    """
    return release.translated(_language(release))


def only_in(definition: Questionnaire) -> str:
    """Return what this page calls the language of the questions, if it is another one."""
    other = languages.foreign(definition.language)
    if not other:
        return ""
    try:
        return str(get_language_info(other)["name_translated"])
    except KeyError:
        return languages.called(other)


def spoken() -> str:
    """Return the language of this page as a response keeps it; nothing for English."""
    return "" if languages.current() == ENGLISH else languages.current()


def _language(release: Release) -> str:
    wanted = spoken() or languages.SITE
    definition = release.definition
    if languages.is_ours(definition.language):
        return ""
    has_words = any(languages.is_ours(each) for each in definition.languages)
    return wanted if has_words and _is_reviewed(release.digest, wanted, release.rules) else ""


@lru_cache(maxsize=64)
def _is_reviewed(digest: str, language: str, rules: str) -> bool:
    return not unreviewed(json.loads(rules), language)
