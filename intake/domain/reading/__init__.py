"""Reading a FHIR R4 Questionnaire: every element that a person can be asked by.

Nothing that can be served is refused. What is broken is mended first (`mending`); what cannot
be asked or answered as it is defined is named in `unsupported`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from intake.domain.document import DefinitionError, Json
from intake.domain.items import Item, ItemType
from intake.domain.questionnaire import Questionnaire, walk_tree
from intake.domain.reading.conditions import is_unsure, read_conditions
from intake.domain.reading.extensions import control, every, objects, shown, words
from intake.domain.reading.logic import Scope, is_offered, read_constraints, read_variables
from intake.domain.reading.mending import mend
from intake.domain.reading.questions import Question
from intake.domain.reading.translations import in_language, languages
from intake.domain.terminology import ValueSets

__all__ = ["Reading", "in_language", "read", "read_mended"]

NOT_DONE = {
    "questionnaireAdaptive": "The next question comes from a server (questionnaireAdaptive), "
    "which is not asked.",
    "signatureRequired": "A signature is asked for, and we cannot take one.",
}


@dataclass(frozen=True)
class Reading:
    """A definition as it is served, what was mended on the way, and what cannot be served."""

    questionnaire: Questionnaire
    repaired: tuple[str, ...] = ()
    unsupported: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Say whether every item is asked and answered as it is defined."""
        return not self.unsupported


def read(document: Json, *, supporting: Iterable[Any] = ()) -> Reading:
    """Return the reading of a definition; `supporting` are resources that it may refer to.

    Raises DefinitionError where there is nothing that a person could be shown or asked.
    """
    supporting = tuple(supporting)
    mended, repaired = mend(document, supporting=supporting)
    return replace(_read(mended, _sets(mended, supporting)), repaired=repaired)


def read_mended(document: Json) -> Reading:
    """Return the reading of a definition that was mended before."""
    return _read(document, _sets(document, ()))


def _sets(document: Json, supporting: Iterable[Any]) -> ValueSets:
    return ValueSets(supporting, contained=objects(document, "contained"))


def _read(document: Json, sets: ValueSets) -> Reading:
    reader = _Reader(sets, Scope(_link_ids(document)))
    questionnaire = reader.read(document)
    if not questionnaire.items:
        raise DefinitionError("There is nothing to show or to ask in this questionnaire.")
    return Reading(questionnaire, unsupported=tuple(dict.fromkeys(reader.unsupported)))


class _Reader:
    def __init__(self, sets: ValueSets, scope: Scope) -> None:
        self.sets = sets
        self.scope = scope
        self.unsupported: list[str] = []

    def read(self, document: Json) -> Questionnaire:
        scope = self.scope.within(document)
        items = tuple(self._items(objects(document, "item"), scope, ""))
        targets = {item.link_id: item for item, _ in walk_tree(items)}
        when = {words(each, "linkId"): each for each in _tree(document)}
        unsure = {link_id for link_id, each in when.items() if is_offered(each)}
        self._note_what_is_unsure(when, unsure)
        constraints, faults = read_constraints(document, scope)
        self.unsupported += [f"The questionnaire: {fault}" for fault in faults]
        self._note_what_is_not_done(document)
        return Questionnaire(
            name=words(document, "name"),
            title=shown(document, "title"),
            description=shown(document, "description"),
            url=words(document, "url"),
            version=words(document, "version"),
            items=tuple(_with_conditions(item, when, targets, unsure) for item in items),
            language=words(document, "language"),
            languages=languages(document),
            variables=read_variables(document, scope),
            constraints=constraints,
            document=document,
        )

    def _items(self, listed: list[dict[str, Any]], scope: Scope, around: str) -> Iterator[Item]:
        for each in listed:
            question = Question(each, self.sets, scope, around)
            item = question.read()
            self.unsupported += [f"{item.link_id}: {fault}" for fault in question.faults]
            below = tuple(self._items(question.texts.items, question.scope, control(each)))
            if item.type != ItemType.DISPLAY:
                yield replace(item, items=below)
                continue
            if item.text or item.text_expression or item.picture:
                yield item
            yield from below  # what a text holds comes after it

    def _note_what_is_unsure(self, when: Mapping[str, Json], unsure: set[str]) -> None:
        self.unsupported += [
            f"{link_id}: its condition on {words(entry, 'question')} is passed over: what can be "
            "chosen there depends on answers."
            for link_id, each in when.items()
            for entry in objects(each, "enableWhen")
            if is_unsure(entry, unsure)
        ]

    def _note_what_is_not_done(self, document: Json) -> None:
        self.unsupported += [text for name, text in NOT_DONE.items() if every(document, name)]
        for extension in objects(document, "modifierExtension"):
            url = words(extension, "url") or "without a name"
            self.unsupported.append(
                f"The questionnaire: its modifierExtension is not understood: {url}."
            )
        if rules := words(document, "implicitRules"):
            self.unsupported.append(f"The questionnaire: its implicitRules are not known: {rules}.")


def _with_conditions(
    item: Item, when: Mapping[str, Json], targets: Mapping[str, Item], unsure: set[str]
) -> Item:
    return replace(
        item,
        enable_when=read_conditions(when[item.link_id], targets, unsure),
        items=tuple(_with_conditions(each, when, targets, unsure) for each in item.items),
    )


def _tree(element: Json) -> Iterator[dict[str, Any]]:
    for item in objects(element, "item"):
        yield item
        yield from _tree(item)


def _link_ids(document: Json) -> frozenset[str]:
    return frozenset(words(item, "linkId") for item in _tree(document))
