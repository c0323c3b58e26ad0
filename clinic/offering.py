"""Offering the site in a language: the clinic's own words in it, and the administrator's word."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from clinic import audit, languages
from clinic.models import SiteLanguage, SiteProfile
from clinic.models.languages import SAFETY, WORDS


@dataclass(frozen=True)
class Texts:
    """Which texts for patients of a questionnaire a translator has reviewed in a language.

    `address` is the staff's page on which reviewers are named.
    """

    name: str
    reviewed: tuple[str, ...]
    unreviewed: tuple[str, ...]
    address: str


# What else a language has: an app adds a callable in `AppConfig.ready`.
QUESTIONNAIRES: list[Callable[[str], list[Texts]]] = []


class NotReady(ValueError):
    """A language cannot be offered yet. The message says what is missing."""


@transaction.atomic
def save(language: SiteLanguage, *, by: User | None, changed: Iterable[str]) -> None:
    """Keep the clinic's words. New words of the emergency text want a review of their own."""
    _may(by)
    changed = set(changed)
    if language.pk:
        _keep_what_was_taken_back(language, changed)
    if SAFETY in changed and not {"reviewed_by", "reviewed_on"} <= changed:
        _forget_review(language)
    if language.is_offered and missing(language):
        _take_off(language)
    language.save()
    audit.record("changed a language", language, by=by, fields=sorted(changed))


@transaction.atomic
def confirm(language: SiteLanguage, *, by: User) -> None:
    """Let patients have the site in the language from now on."""
    _may(by)
    sentences = missing(language) or missing(_locked(language))
    if sentences:
        raise NotReady(" ".join(sentences))
    language.confirmed_at, language.confirmed_by = timezone.now(), by
    language.save(update_fields=["confirmed_at", "confirmed_by"])
    audit.record("confirmed a language", language, by=by, reviewed_by=language.reviewed_by)


@transaction.atomic
def withdraw(language: SiteLanguage, *, by: User) -> None:
    """Take the language off the site at once."""
    _may(by)
    _locked(language)
    _take_off(language)
    language.save(update_fields=["confirmed_at", "confirmed_by"])
    audit.record("withdrew a language", language, by=by)


def forget_reviews(*, by: User | None) -> None:
    """Want each translation of the emergency text reviewed again: the English one has changed.

    Until then no language is offered, for its emergency text may say something else.
    """
    for language in SiteLanguage.objects.select_for_update():
        _forget_review(language)
        language.save()
        audit.record("wants a new review", language, by=by)


def missing(language: SiteLanguage) -> list[str]:
    """Return what keeps the language from being offered, each a sentence that says what to do."""
    return [sentence for _, sentence in lacking(language)]


def lacking(language: SiteLanguage) -> list[tuple[str, str]]:
    """Return the same, each after the field that mends it."""
    if language.language not in languages.others():
        words = "The site has no catalog of words in this language. See docs/languages.md."
        return [("language", words)]
    english = SiteProfile.objects.first() or SiteProfile()
    found = [
        (name, f"Write “{words}” in this language.")
        for name, words in WORDS.items()
        if getattr(english, name) and not getattr(language, name)
    ]
    if not (language.reviewed_by and language.reviewed_on):
        words = "Name the qualified translator who reviewed the emergency text, and the day."
        found.append(("reviewed_on" if language.reviewed_by else "reviewed_by", words))
    return found


def questionnaires(language: SiteLanguage) -> list[Texts]:
    return [texts for listed in QUESTIONNAIRES for texts in listed(language.language)]


def _locked(language: SiteLanguage) -> SiteLanguage:
    """Wait for whoever acts on the language, and return it as it is now."""
    return SiteLanguage.objects.select_for_update().get(pk=language.pk)


def _keep_what_was_taken_back(language: SiteLanguage, changed: set[str]) -> None:
    """Give back neither an offer nor a review that was taken since the language was read."""
    now = _locked(language)
    if now.confirmed_at is None:
        _take_off(language)
    for name in {"reviewed_by", "reviewed_on"} - changed:
        setattr(language, name, getattr(now, name))


def _forget_review(language: SiteLanguage) -> None:
    language.reviewed_by, language.reviewed_on = "", None
    _take_off(language)


def _take_off(language: SiteLanguage) -> None:
    language.confirmed_at = language.confirmed_by = None


def _may(user: User | None) -> None:
    if user and not user.has_perm("clinic.change_sitelanguage"):
        raise PermissionDenied("You may not change the languages of the site.")
