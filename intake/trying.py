"""What worked cases are tried on: the draft, or else what patients have."""

from __future__ import annotations

from dataclasses import dataclass

from intake import gate, publishing
from intake.domain.cases import Case, Result, judge
from intake.domain.document import DefinitionError
from intake.domain.questionnaire import Questionnaire as Definition
from intake.domain.triage import Ruleset
from intake.models import Questionnaire, Release


@dataclass(frozen=True)
class Basis:
    """A definition with its rules, by name. `fault` says why the draft itself cannot be tried."""

    name: str
    definition: Definition
    ruleset: Ruleset
    fault: str = ""

    def judge(self, case: Case) -> Result:
        return judge(case, self.definition, self.ruleset)

    def results(self, questionnaire: Questionnaire) -> tuple[Result, ...]:
        return gate.results(questionnaire, self.definition, self.ruleset)


def basis(questionnaire: Questionnaire, newest: Release | None) -> Basis | None:
    """Return what cases of a questionnaire are tried on; None where nothing can be read yet."""
    fault = ""
    if questionnaire.has_draft:
        try:
            both = publishing.read_both(questionnaire.draft, questionnaire.draft_rules)
        except DefinitionError as error:
            fault = str(error)
        else:
            return Basis("the draft", *both)
    if newest is None:
        return None
    return Basis(f"version {newest.version}", newest.definition, newest.ruleset, fault)
