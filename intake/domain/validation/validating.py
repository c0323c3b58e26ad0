"""A QuestionnaireResponse against its Questionnaire: the one check of what is sent or imported.

The verdicts are those of HL7's own validator for FHIR R4. Nothing is fetched, nothing is raised.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeGuard

from intake.domain.terminology import ValueSets, flatten, objects
from intake.domain.validation.constraints import check_constraints
from intake.domain.validation.containing import check_contained
from intake.domain.validation.definition import Definition
from intake.domain.validation.enabling import Enabling, walk_over
from intake.domain.validation.issues import ROOT, Findings, Issue, Kind, Severity
from intake.domain.validation.primitives import DATE_TIME
from intake.domain.validation.structure import Structure
from intake.domain.validation.tree import Tree
from intake.domain.walk import Walk

Json = dict[str, Any]

STATUSES = ("in-progress", "completed", "amended", "entered-in-error", "stopped")
FINISHED = ("completed", "amended")


def validate(
    questionnaire: Json | Definition | None,
    response: Any,
    *,
    supporting: Iterable[Any] = (),
    walk: Walk | None = None,
) -> tuple[Issue, ...]:
    """Return what is wrong with a response, and what could not be checked.

    `supporting` are other resources: value sets, code systems, questionnaires, or Bundles of them.
    `walk` spares working out what is asked, where the walk over these very answers is at hand;
    a Definition instead of the document spares reading that again.
    """
    if not isinstance(response, dict) or response.get("resourceType") != "QuestionnaireResponse":
        text = "This is not a FHIR QuestionnaireResponse."
        return (Issue(Severity.FATAL, Kind.STRUCTURE, "notAResponse", text, ""),)
    findings = Findings()
    resources = tuple(flatten(supporting))
    structure = Structure(_urls(resources, "StructureDefinition"), findings)
    structure.check_response(response)
    check_contained(response, structure.references, findings)
    _check_status(response, findings)
    definition = _definition(questionnaire, response, resources, findings)
    if definition is not None and not any(each.detail == "tooDeep" for each in findings.issues):
        _check_header(definition, response, findings)
        _check_items(definition, response, resources, walk, findings)
    return tuple(findings.issues)


def _check_items(
    definition: Definition,
    response: Json,
    resources: tuple[Json, ...],
    walk: Walk | None,
    findings: Findings,
) -> None:
    contained = [*objects(definition.node.get("contained")), *objects(response.get("contained"))]
    if walk is None and (definition.has_conditions or definition.is_constrained):
        walk = walk_over(definition.node, response, resources)
        if walk is None:
            text = "This questionnaire is not one we can serve: its conditions were not checked."
            findings.warn(Kind.EXCEPTION, "conditionsNotChecked", text, ROOT)
    is_finished = response.get("status") in FINISHED
    sets = ValueSets(resources, contained=contained)
    tree = Tree(definition, Enabling(walk), sets, findings, is_finished=is_finished)
    tree.check(response, definition, ROOT, ())
    if walk is not None and definition.is_constrained:
        check_constraints(walk, definition, tree.paths, findings)


def _check_status(response: Json, findings: Findings) -> None:
    status = response.get("status")
    if isinstance(status, str) and status and status not in STATUSES:
        text = f"The status '{status[:100]}' is not one of: {', '.join(STATUSES)}."
        path = (ROOT, "status", -1)
        findings.error(Kind.CODE_INVALID, "invalidCode", text, path)


def _definition(
    questionnaire: Json | Definition | None,
    response: Json,
    resources: tuple[Json, ...],
    findings: Findings,
) -> Definition | None:
    """Return the questionnaire that a response names, or say that it is not at hand."""
    given = Definition(questionnaire) if isinstance(questionnaire, dict) else questionnaire
    canonical = response.get("questionnaire")
    if not isinstance(canonical, str) or not canonical:
        text = "No questionnaire is named, so no response can be said to fit it."
        findings.inform(Kind.REQUIRED, "questionnaireNotFound", text, ROOT)
        return given
    if canonical.startswith("#"):
        inside = objects(response.get("contained"))
        found = [each for each in inside if each.get("id") == canonical[1:]]
    elif given is not None and given.is_named(canonical):
        return given
    else:
        found = [each for each in resources if Definition(each).is_named(canonical)]
        found = [each for each in found if each.get("url")]
    for each in found:
        if each.get("resourceType") == "Questionnaire":
            return Definition(each)
    text = f"The questionnaire '{canonical[:200]}' could not be resolved: nothing was checked."
    findings.warn(Kind.REQUIRED, "questionnaireNotFound", text, (ROOT, "questionnaire", -1))
    return None


def _check_header(definition: Definition, response: Json, findings: Findings) -> None:
    status = definition.text("status")
    if status in ("draft", "retired"):
        text = "The questionnaire is a draft." if status == "draft" else "It was retired."
        path = (ROOT, "questionnaire", -1)
        findings.warn(Kind.BUSINESS_RULE, f"questionnaire{status.capitalize()}", text, path)
    period, authored = definition.node.get("effectivePeriod"), response.get("authored")
    if not isinstance(period, dict) or not _is_date(authored):
        return
    begin, end = period.get("start"), period.get("end")
    path = (ROOT, "authored", -1)
    if _is_date(begin) and _parts(authored, begin) < _parts(begin, authored):
        text = f"{authored} is before the questionnaire may be used ({begin})."
        findings.warn(Kind.BUSINESS_RULE, "questionnaireInactive", text, path)
    if _is_date(end) and _parts(authored, end) > _parts(end, authored):
        text = f"{authored} is after the questionnaire may be used ({end})."
        findings.warn(Kind.BUSINESS_RULE, "questionnaireInactive", text, path)


def _is_date(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and DATE_TIME.fullmatch(value) is not None


def _parts(date: str, other: str) -> str:
    """Return as much of a day as the other one says: in 2022, all of 2022 is the same."""
    return date[: min(10, len(date), len(other))]


def _urls(resources: tuple[Json, ...], kind: str) -> frozenset[str]:
    return frozenset(
        url
        for each in resources
        if each.get("resourceType") == kind and isinstance(url := each.get("url"), str)
    )
