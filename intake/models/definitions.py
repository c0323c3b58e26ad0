"""What can be asked: a questionnaire, and its frozen releases."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from clinic.languages import SITE
from intake.domain import rules, triage
from intake.domain.questionnaire import Questionnaire as Definition
from intake.domain.reading import in_language, read

NO_CASES = "[]"
# How worked cases came out, and what somebody signed for. The patients' side cannot read it.
FOR_STAFF = ("cases", "signed_reason")
# With what editors have in hand: long, and of no use to a patient's page.
DRAFTS = ("questionnaire__draft", "questionnaire__draft_rules", *FOR_STAFF)


class Frozen(Exception):
    """A release never changes: a submission must always read as it was asked."""


class Questionnaire(models.Model):
    """What is asked under one name, and the draft of its next version, if there is one."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    draft = models.TextField(blank=True, help_text="FHIR R4 Questionnaire, JSON; empty for none")
    draft_rules = models.TextField(blank=True, help_text="Triage rules and patient texts, JSON")
    draft_number = models.PositiveIntegerField(default=0, help_text="Grows with each save")
    draft_saved_at = models.DateTimeField(null=True, blank=True)
    draft_saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    @property
    def has_draft(self) -> bool:
        return bool(self.draft)


class ReleaseQuerySet(models.QuerySet["Release"]):
    def newest(self, slug: str) -> Release | None:
        found = self.filter(questionnaire__slug=slug).select_related("questionnaire").defer(*DRAFTS)
        return found.order_by("-version").first()

    def update(self, **kwargs: Any) -> NoReturn:
        raise Frozen("Published releases cannot change.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Frozen("Published releases cannot change.")

    def delete(self) -> NoReturn:
        raise Frozen("Published releases cannot be deleted.")


class Release(models.Model):
    """One FHIR R4 Questionnaire with its triage rules beside it, as published."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="releases")
    version = models.PositiveIntegerField()
    document = models.TextField(help_text="FHIR R4 Questionnaire, JSON")
    rules = models.TextField(help_text="Triage rules and patient texts, JSON")
    digest = models.CharField(max_length=64, help_text="SHA-256 of document and rules")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    cases = models.TextField(
        default=NO_CASES, help_text="The worked cases as they came out when it was published, JSON"
    )
    signed_reason = models.TextField(
        blank=True, help_text="Why it was published although a case came out otherwise"
    )

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["questionnaire", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "version"], name="one_release_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire}, version {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Frozen(f"{self} is published and cannot change.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise Frozen(f"{self} is published and cannot be deleted.")

    @property
    def slug(self) -> str:
        return self.questionnaire.slug

    @property
    def definition(self) -> Definition:
        return self.translated("").definition

    @property
    def ruleset(self) -> triage.Ruleset:
        return self.translated("").ruleset

    @property
    def had_cases(self) -> bool:
        """Say whether worked cases were tried before it was published."""
        return self.cases != NO_CASES

    def translated(self, language: str) -> Translated:
        """Return this release in a language that it is translated into; "" is its own."""
        document, ruleset = _read(self.digest, language, self.document, self.rules)
        return Translated(self, language, document, ruleset)


@dataclass(frozen=True)
class Translated:
    """A release as a patient meets it, in their language."""

    release: Release
    language: str
    definition: Definition
    ruleset: triage.Ruleset

    @property
    def slug(self) -> str:
        return self.release.slug


@lru_cache(maxsize=32)
def _read(
    digest: str, language: str, text: str, rules_text: str
) -> tuple[Definition, triage.Ruleset]:
    document = json.loads(text, parse_float=Decimal)
    questionnaire = read(in_language(document, language) if language else document).questionnaire
    definition = replace(questionnaire, language=questionnaire.language or SITE)
    return definition, rules.read_ruleset(
        json.loads(rules_text, parse_float=Decimal), definition, language
    )
