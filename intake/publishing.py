"""Publishing: a checked definition and its rules become a frozen release."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from clinic import audit
from intake.domain import fhir, rules
from intake.domain.document import DefinitionError
from intake.domain.questionnaire import Questionnaire as Definition
from intake.domain.triage import Ruleset
from intake.domain.walk import Walk
from intake.models import Questionnaire, Release

DEEPEST = 50  # lists and objects within one another; the leg check has 14
TOO_DEEP = "This JSON is nested too deeply."


@transaction.atomic
def publish(document: str, rules_document: str, *, by: User | None) -> Release:
    """Freeze a FHIR R4 Questionnaire (JSON) and its triage rules (JSON) as a new release.

    What is published already, word for word, gives its own release again. Raises
    DefinitionError, which says what to mend; then nothing was stored.
    """
    definition = check(document, rules_document)
    digest = hashlib.sha256(f"{document}\0{rules_document}".encode()).hexdigest()
    questionnaire, _ = Questionnaire.objects.update_or_create(
        slug=definition.name, defaults={"title": definition.title}
    )
    newest = Release.objects.select_for_update().newest(questionnaire.slug)
    if newest and newest.digest == digest:
        return newest
    release = Release.objects.create(
        questionnaire=questionnaire,
        version=newest.version + 1 if newest else 1,
        document=document,
        rules=rules_document,
        digest=digest,
        published_at=timezone.now(),
        published_by=by,
    )
    audit.record("published", release, by=by, digest=digest)
    return release


def check(document: str, rules_document: str) -> Definition:
    """Return a definition that could be published with these rules, or raise DefinitionError."""
    definition = fhir.read_questionnaire(parse(document))
    ruleset = rules.read_ruleset(parse(rules_document), definition)
    _check_names(definition)
    _check_use(definition, ruleset)
    return definition


def parse(text: str) -> dict[str, Any]:
    """Return a JSON object, or raise DefinitionError with the line where it breaks."""
    try:
        document = json.loads(text, parse_float=Decimal, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise DefinitionError(f"Line {error.lineno}: this is not JSON ({error.msg}).") from error
    except ValueError as error:
        raise DefinitionError("This JSON has an impossible number.") from error
    except RecursionError as error:
        raise DefinitionError(TOO_DEEP) from error
    if not isinstance(document, dict):
        raise DefinitionError("This is not a JSON object.")
    _check_depth(document)
    return document


def _check_depth(document: Any) -> None:
    """Refuse what would exhaust the stack of whoever walks through it."""
    level = [document]
    for _ in range(DEEPEST):
        lists = [list(node.values()) if isinstance(node, dict) else node for node in level]
        level = [part for parts in lists for part in parts if isinstance(part, dict | list)]
        if not level:
            return
    raise DefinitionError(TOO_DEEP)


def _check_names(definition: Definition) -> None:
    """Refuse what the rows of the questionnaire cannot hold."""
    if not definition.name:
        raise DefinitionError("The questionnaire has no name.")
    try:
        Questionnaire(slug=definition.name, title=definition.title).clean_fields()
    except ValidationError as error:
        raise DefinitionError(
            "The name takes up to 50 letters, digits, - and _; the title up to 200 characters."
        ) from error


def _check_use(definition: Definition, ruleset: Ruleset) -> None:
    """Refuse what could not be filled in, triaged or thanked for."""
    if not Walk(definition, {}).pages:
        raise DefinitionError("No page is asked.")
    if not any(rule.test is None for rule in ruleset.rules):
        raise DefinitionError("The rules need one without a condition, for when none holds.")
    if all(text.call for text in ruleset.texts.values()):
        raise DefinitionError("The texts need one without a call, to say thank you with.")


def _refuse(name: str) -> None:
    raise ValueError(name)
