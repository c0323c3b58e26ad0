"""One item of a definition, with everything that FHIR and SDC say about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from intake.domain.document import Json
from intake.domain.items import CHOICES, Item, ItemType, Toggle
from intake.domain.reading import layout, limits, texts, values
from intake.domain.reading.extensions import (
    control,
    every,
    first,
    is_on,
    kind_and_value,
    objects,
    part,
    shown,
    value,
    words,
)
from intake.domain.reading.logic import (
    Expression,
    Scope,
    is_offered,
    read_constraints,
    read_variables,
)
from intake.domain.reading.options import find, read_options
from intake.domain.terminology import ValueSets
from intake.domain.values import Other, Quantity, Single

PATIENT = "http://hl7.org/fhir/StructureDefinition/Patient#"
# A question of these types that lists options is a choice among them.
CAN_LIST = (
    *(ItemType.STRING, ItemType.TEXT, ItemType.INTEGER, ItemType.DECIMAL, ItemType.DATE),
    *(ItemType.DATETIME, ItemType.TIME, ItemType.URL, ItemType.REFERENCE),
)
NOT_DONE = {
    "answerExpression": "its options come from an expression (answerExpression{language}), "
    "which is not carried out.",
    "externallydefined": "its options are looked up elsewhere (externallydefined), "
    "which is not carried out.",
    "subQuestionnaire": "another questionnaire belongs in its place and is not fetched.",
    "lookupQuestionnaire": "a search form for its answer is not served.",
    "cqf-expression": "its answer comes from an expression of its own (cqf-expression), "
    "which is not carried out.",
    "signatureRequired": "a signature is asked for, and we cannot take one.",
}
ONLY_AFTERWARDS = ("display", "display-non-empty")


def item_type(item: Json) -> ItemType:
    kind = ItemType(words(item, "type"))
    return ItemType.CHOICE if kind in CAN_LIST and objects(item, "answerOption") else kind


class Question:
    """The reading of one item, without its children and its conditions."""

    def __init__(self, item: Json, sets: ValueSets, scope: Scope, around: str = "") -> None:
        self.item = item
        self.sets = sets
        self.scope = scope.within(item)
        self.link_id = words(item, "linkId")
        self.kind = item_type(item)
        self.faults: list[str] = []
        self.depends: frozenset[str] = frozenset()
        self.is_page = layout.is_page(item, around)
        is_question = self.kind not in (ItemType.GROUP, ItemType.DISPLAY)
        self.texts = texts.split(objects(item, "item"), is_shown=is_question or self.is_page)
        self.is_question = is_question

    def read(self) -> Item:
        """Return the item; what of it cannot be served is then in `faults`."""
        item, kind = self.item, self.kind
        fields, faults = limits.read_limits(item, kind)
        self.faults += faults
        if kind in CHOICES:
            fields |= self._choice()
        fields |= self._units() | self._logic() | self._initial(fields)
        fields["text"], fields["hint"] = self._words()
        fields["picture"], fault = texts.read_picture(item)
        self.faults += [fault] if fault else []
        if texts.has_picture(item):
            self.faults.append("the picture in its formatted text is not shown.")
        self._note_what_is_not_done()
        definition = words(item, "definition")
        return Item(
            link_id=self.link_id,
            type=kind,
            required=item.get("required") is True,
            repeats=item.get("repeats") is True,
            enable_any=words(item, "enableBehavior") == "any",
            why=self.texts.why,
            is_page=self.is_page,
            role=definition.removeprefix(PATIENT) if definition.startswith(PATIENT) else "",
            prefix=shown(item, "prefix"),
            control=control(item),
            lower=self.texts.lower,
            upper=self.texts.upper,
            read_only=item.get("readOnly") is True,
            hidden=self._is_hidden(),
            support_links=texts.support_links(item),
            **fields,
        )

    def _words(self) -> tuple[str, str]:
        """Return the text and the hint. A question without a text takes its first hint for it."""
        text, hints = shown(self.item, "text"), self.texts.hints
        if not text and hints and self.is_question:
            text, *hints = hints
        return text, " ".join(hint for hint in hints if hint != text)

    def _is_hidden(self) -> bool:
        mode = str(value(first(self.item, "usageMode")) or "")
        return is_on(self.item, "hidden") or mode in ONLY_AFTERWARDS

    def _choice(self) -> dict[str, Any]:
        found = read_options(self.item, self.sets)
        canonical = words(self.item, "answerValueSet")
        if found is None:
            self.faults.append(
                f"its options are in the value set {canonical}, which is not known here; "
                "it is answered in own words."
            )
        label = str(value(first(self.item, "openLabel")) or "")
        options = found or ()
        return {
            "options": options,
            "value_set": canonical,
            "other_label": label,
            "toggles": tuple(self._toggles(options)),
            "offers": "" if options else self._offers(),
        }

    def _offers(self) -> str:
        """Return the expression that gives the options, if answers alone are enough for it."""
        if not is_offered(self.item):
            return ""
        return self._judge(
            value(first(self.item, "answerExpression")), "its answerExpression"
        ).usable

    def _toggles(self, options: tuple[Any, ...]) -> Iterator[Toggle]:
        for extension in every(self.item, "answerOptionsToggleExpression"):
            judged = self._judge(value(part(extension, "expression")), "its toggle of options")
            named = (
                each for each in objects(extension, "extension") if each.get("url") == "option"
            )
            keys = [option.code for each in named if (option := find(options, value(each)))]
            if judged.usable and keys:
                yield Toggle(tuple(keys), judged.text)

    def _units(self) -> dict[str, Any]:
        units = limits.read_units(self.item, self.sets, self.faults)
        if not units and self.kind == ItemType.QUANTITY:
            initial = next(iter(objects(self.item, "initial")), {})
            units = limits.read_units(_as_unit(initial), self.sets, [])
        if not units and self.texts.unit:
            units = (limits.Unit(self.texts.unit),)
        return {"units": units}

    def _judge(self, raw: Any, what: str) -> Expression:
        judged = self.scope.judge(raw)
        if judged.reason:
            self.faults.append(f"{what} {judged.reason}.")
        else:
            self.depends |= judged.depends
        return judged

    def _logic(self) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for field, name in (
            ("enable_expression", "enableWhenExpression"),
            ("calculated", "calculatedExpression"),
            ("initial_expression", "initialExpression"),
        ):
            extension = first(self.item, name)
            fields[field] = self._judge(value(extension), f"its {name}").usable if extension else ""
        dynamic = texts.text_expression(self.item)
        fields["text_expression"] = self._judge(dynamic, "its text").usable if dynamic else ""
        moving, first_faults = limits.read_moving_limits(self.item, self.scope)
        constraints, faults = read_constraints(self.item, self.scope)
        self.faults += [*first_faults, *faults]
        fields["constraints"] = (*constraints, *moving)
        fields["variables"] = read_variables(self.item, self.scope)
        fields["depends"] = tuple(sorted(self.depends - {self.link_id}))
        return fields

    def _initial(self, fields: dict[str, Any]) -> dict[str, Any]:
        found: list[Single] = [each.code for each in fields.get("options", ()) if each.selected]
        for entry in objects(self.item, "initial"):
            _, raw = kind_and_value(entry)
            if isinstance(raw, dict) and self.kind == ItemType.QUANTITY and "value" not in raw:
                continue  # only says which unit is meant
            try:
                found.append(limits.kept(self._value(raw, fields), fields))
            except values.Unfit as error:
                self.faults.append(f"its initial value cannot be used: {error}.")
        several = tuple(dict.fromkeys(found))
        return {"initial": several if self.item.get("repeats") is True else several[:1]}

    def _value(self, raw: Any, fields: dict[str, Any]) -> Single:
        if self.kind not in CHOICES:
            return values.single(self.kind, raw)
        if option := find(fields["options"], raw):
            return option.code
        said = words(raw, "display") or words(raw, "code") if isinstance(raw, dict) else str(raw)
        if said and (self.kind == ItemType.OPEN_CHOICE or not fields["options"]):
            return Other(said)
        raise values.Unfit(f"{said!r} is none of the options")

    def _note_what_is_not_done(self) -> None:
        for name, sentence in NOT_DONE.items():
            if name == "answerExpression" and is_offered(self.item):
                continue
            if extension := first(self.item, name):
                language = words(value(extension), "language")
                self.faults.append(sentence.format(language=f", {language}" if language else ""))
        if any(every(entry, "itemAnswerMedia") for entry in objects(self.item, "answerOption")):
            self.faults.append("the pictures of its options are not shown.")
        for place in (self.item, *objects(self.item, "answerOption"), *self._when()):
            for extension in objects(place, "modifierExtension"):
                url = words(extension, "url") or "without a name"
                self.faults.append(f"its modifierExtension is not understood: {url}.")

    def _when(self) -> list[dict[str, Any]]:
        return objects(self.item, "enableWhen")


def _as_unit(initial: Json) -> Json:
    """Return the unit of an initial quantity as if it were given as one."""
    raw = kind_and_value(initial)[1]
    try:
        given = values.quantity({"value": 0, **raw} if isinstance(raw, dict) else raw)
    except values.Unfit:
        given = Quantity(values.number(0))
    coding = {"code": given.code, "display": given.unit, "system": given.system}
    url = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit"
    return {"extension": [{"url": url, "valueCoding": coding}]}
