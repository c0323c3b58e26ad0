"""What a validator has to say: issues with a stable code that point at a place in a response."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    FATAL = "fatal"
    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


class Kind(StrEnum):
    """The codes of FHIR's issue-type that we use."""

    STRUCTURE = "structure"
    REQUIRED = "required"
    VALUE = "value"
    INVARIANT = "invariant"
    INVALID = "invalid"
    NOT_FOUND = "not-found"
    CODE_INVALID = "code-invalid"
    BUSINESS_RULE = "business-rule"
    EXCEPTION = "exception"
    INFORMATIONAL = "informational"


SHARED_SYSTEM = "http://fhir.forms-lab.com/CodeSystem/errors"
# These codes are those of a validator that others use, so they mean the same to both.
_SHARED = """
attachmentSizeInconsistent displayAnswer exclusiveAnswerOption groupShouldNotHaveAnswers
invalidAnswerOption invalidAnswerType invalidAttachmentType invalidCoding invalidLinkId
invalidNewLine invalidRefResourceType invalidRefResourceTypeRestriction invalidRefValue
invalidType invalidUnit invalidUnitValueSet invalidUrlValue invariant invariantExecution
maxAttachmentSize maxCount maxDecimalPlaces maxLength maxValue maxValueIncompatUnits minCount
minLength minValue minValueIncompatUnits questionnaireDraft questionnaireInactive
questionnaireNotFound questionnaireRetired regex regexTimeout repeats required tsError
"""
SHARED = frozenset(_SHARED.split())
OUR_SYSTEM = "urn:upstream:response-issue"

Path = tuple[Any, str, int] | None
"""Where something stands: within what, under which name, as which of several (-1: the only one).

Written out only where there is something to say, because most of a response is right.
"""


@dataclass(frozen=True)
class Issue:
    """One finding. `detail` is the stable code, `expression` the place as FHIRPath."""

    severity: Severity
    code: Kind
    detail: str
    text: str
    expression: str

    @property
    def is_error(self) -> bool:
        return self.severity in (Severity.FATAL, Severity.ERROR)


@dataclass
class Findings:
    """The issues found so far."""

    issues: list[Issue] = field(default_factory=list)

    def error(self, code: Kind, detail: str, text: str, path: Path) -> None:
        self.issues.append(Issue(Severity.ERROR, code, detail, text, written(path)))

    def warn(self, code: Kind, detail: str, text: str, path: Path) -> None:
        self.issues.append(Issue(Severity.WARNING, code, detail, text, written(path)))

    def inform(self, code: Kind, detail: str, text: str, path: Path) -> None:
        self.issues.append(Issue(Severity.INFORMATION, code, detail, text, written(path)))


def written(path: Path) -> str:
    """Return a place as FHIRPath: QuestionnaireResponse.item[0].answer[1]."""
    steps = []
    while path is not None:
        path, name, number = path
        steps.append(name if number < 0 else f"{name}[{number}]")
    return ".".join(reversed(steps))


ROOT: Path = (None, "QuestionnaireResponse", -1)


def is_valid(issues: Iterable[Issue]) -> bool:
    return not any(issue.is_error for issue in issues)


def outcome(issues: Iterable[Issue]) -> dict[str, Any]:
    """Return the issues as a FHIR R4 OperationOutcome, which never has none."""
    found = [_component(issue) for issue in issues]
    fine = {
        "severity": Severity.INFORMATION.value,
        "code": Kind.INFORMATIONAL.value,
        "details": {"text": "Nothing is wrong."},
    }
    return {"resourceType": "OperationOutcome", "issue": found or [fine]}


def _component(issue: Issue) -> dict[str, Any]:
    system = SHARED_SYSTEM if issue.detail in SHARED else OUR_SYSTEM
    return {
        "severity": issue.severity.value,
        "code": issue.code.value,
        "details": {"coding": [{"system": system, "code": issue.detail}], "text": issue.text},
        **({"expression": [issue.expression]} if issue.expression else {}),
    }
