"""Publishing: a checked definition and its rules become a frozen release."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from clinic import audit
from intake import gate, illustrating
from intake.domain import importing, rules
from intake.domain.document import DefinitionError
from intake.domain.questionnaire import Questionnaire as Definition
from intake.domain.reading import source
from intake.domain.reading.naming import slug
from intake.domain.triage import Ruleset
from intake.domain.walk import Walk
from intake.models import Questionnaire, Release

LONGEST_TITLE = 200


def publish(
    document: str,
    rules_document: str,
    *,
    by: User | None,
    signed: str = "",
    seen: str | None = None,
    cases: str = "",
) -> Release:
    """Freeze a FHIR R4 Questionnaire (JSON) and its triage rules (JSON) as a new release.

    What is published already, word for word, gives its own release again. Raises
    DefinitionError, which says what to mend; then nothing was stored. What can be mended is.
    CasesDiffer, which is one, stands for worked cases that come out otherwise; `signed` is a
    reason to publish all the same, and `seen` says which were read (see `gate`). `cases` (JSON)
    come with a questionnaire that has none yet.
    """
    brought = illustrating.draw_anew(importing.bring_in(document))  # before others must wait
    return _publish(brought, rules_document, by=by, signed=signed, seen=seen, cases=cases)


@transaction.atomic
def _publish(
    brought: importing.Import,
    rules_document: str,
    *,
    by: User | None,
    signed: str,
    seen: str | None,
    cases: str,
) -> Release:
    document, (definition, ruleset) = brought.text, _checked(brought, rules_document)
    digest = digest_of(document, rules_document)
    questionnaire, _ = Questionnaire.objects.update_or_create(
        slug=slug(definition.name), defaults={"title": definition.title[:LONGEST_TITLE]}
    )
    # Its worked cases take a while: patients who begin with this release need not wait for them.
    rows = Release.objects.select_for_update(of=("self",), no_key=True)
    newest = rows.newest(questionnaire.slug)
    check_is_the_same(newest, definition)
    if newest and newest.digest == digest:
        return newest
    if cases and not (newest and newest.had_cases):
        gate.bring_cases(questionnaire, cases)
    passed = gate.pass_cases(questionnaire, definition, ruleset, signed=signed, seen=seen)
    release = Release.objects.create(
        questionnaire=questionnaire,
        version=newest.version + 1 if newest else 1,
        document=document,
        rules=rules_document,
        digest=digest,
        published_at=timezone.now(),
        published_by=by,
        cases=passed.results,
        signed_reason=passed.reason,
    )
    audit.record("published", release, by=by, digest=digest, **passed.for_audit)
    return release


def digest_of(document: str, rules_document: str) -> str:
    """Return what a definition, as it was brought in, and its rules are told apart by."""
    return hashlib.sha256(f"{document}\0{rules_document}".encode()).hexdigest()


def check_is_the_same(newest: Release | None, definition: Definition) -> None:
    """Refuse a questionnaire from elsewhere that would take the place of one with its name."""
    before = newest.definition.url if newest else ""
    if before and definition.url and before != definition.url:
        raise DefinitionError(
            f"Another questionnaire is called {definition.name!r} here. Give this one another name."
        )


def check(document: str, rules_document: str) -> Definition:
    """Return a definition that could be published with these rules, or raise DefinitionError."""
    return read_both(document, rules_document)[0]


def read_both(document: str, rules_document: str) -> tuple[Definition, Ruleset]:
    """Return a definition and its rules as they would be published, or raise DefinitionError."""
    return _checked(importing.bring_in(document), rules_document)


def _checked(brought: importing.Import, rules_document: str) -> tuple[Definition, Ruleset]:
    definition = brought.reading.questionnaire
    ruleset = rules.read_ruleset(parse(rules_document), definition)
    _check_use(definition, ruleset)
    return definition, ruleset


def parse(text: str) -> dict[str, Any]:
    """Return a JSON object, or raise DefinitionError with the line where it breaks."""
    document, odd = source.parse(text)
    if odd:
        raise DefinitionError("This JSON has an impossible number.")
    return document


def _check_use(definition: Definition, ruleset: Ruleset) -> None:
    """Refuse what could not be filled in, triaged or thanked for."""
    if not Walk(definition, {}).pages:
        raise DefinitionError("No page is asked.")
    if not any(rule.test is None for rule in ruleset.rules):
        raise DefinitionError("The rules need one without a condition, for when none holds.")
    if all(text.call for text in ruleset.texts.values()):
        raise DefinitionError("The texts need one without a call, to say thank you with.")
