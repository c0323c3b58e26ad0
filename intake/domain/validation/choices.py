"""What can be chosen: options of every type, exclusive ones, and value sets."""

from __future__ import annotations

from typing import Any

from intake.domain.terminology import Codes, Coding, Membership, ValueSets, judge_alone
from intake.domain.validation.definition import EXCLUSIVE, STRUCTURE, Option, Question
from intake.domain.validation.issues import Findings, Kind, Path
from intake.domain.validation.primitives import number

UNIT_SET = f"{STRUCTURE}questionnaire-unitValueSet"
R5 = "http://hl7.org/fhir/5.0/StructureDefinition/extension-Questionnaire"
ANSWER_CONSTRAINT = f"{R5}.item.answerConstraint"
# What a choice can be of, beside a Coding. Own words of an open choice are a String.
TAKEN = ("Coding", "Date", "Time", "Integer", "String")


def check_choice(
    question: Question, given: str, value: Any, path: Path, sets: ValueSets, findings: Findings
) -> None:
    kinds = question.kinds
    if given not in TAKEN and given not in kinds:
        allowed = ", ".join(TAKEN)
        text = f"Answer value must be one of the types {allowed}, not {given}."
        findings.error(Kind.INVARIANT, "invalidAnswerType", text, path)
    elif question.type == "open-choice" and given == "String":
        _check_own_words(question, value, path, findings)
    elif kinds:
        _check_option(question, given, value, path, findings)
    elif given == "String" and sets.find(question.text("answerValueSet")):
        _check_words(question, path, findings)
    elif given != "Coding":
        detail = "noOptions" if question.type == "open-choice" else "invalidAnswerType"
        text = f"Cannot validate {given} answer option because no option list is provided."
        findings.inform(Kind.INVARIANT, detail, text, path)
    elif isinstance(value, dict):
        _check_coding(question, coding_of(value), path, sets, findings)


def _check_words(question: Question, path: Path, findings: Findings) -> None:
    """Only where R5's answerConstraint says so, a choice takes own words as well.

    A choice from a set that nobody has is asked in own words: so are the answers to it.
    """
    if question.value(ANSWER_CONSTRAINT) != "optionsOrString":
        text = "The answer has to be a code of the value set, not own words."
        findings.error(Kind.INVARIANT, "invalidAnswerType", text, path)


def _check_own_words(question: Question, value: Any, path: Path, findings: Findings) -> None:
    if not question.options:
        text = "Own words cannot be compared with options, because no option list is provided."
        findings.inform(Kind.INVARIANT, "noOptions", text, path)
        return
    for option in question.options:
        coding = option.node.get("valueCoding")
        names = (coding.get("display"), coding.get("code")) if isinstance(coding, dict) else ()
        if isinstance(value, str) and value.casefold() in (
            name.casefold() for name in names if isinstance(name, str)
        ):
            text = f"The words '{value[:100]}' are those of an option, which should be chosen."
            findings.warn(Kind.INVARIANT, "wordsOfAnOption", text, path)
            return


def check_plain(question: Question, value: Any, path: Path, findings: Findings) -> None:
    """Check a date, a number or a text of a question that lists what it can be."""
    if not question.options:
        return
    if not any(_is_same(option.given, value) for option in question.options):
        findings.error(Kind.INVARIANT, "invalidAnswerOption", _not_permitted(value), path)


def _check_option(
    question: Question, given: str, value: Any, path: Path, findings: Findings
) -> None:
    if given not in question.kinds:
        text = f"There are no options of the type {given}."
        findings.error(Kind.INVARIANT, "invalidAnswerType", text, path)
    elif not any(
        option.kind == given and _is_same(option.given, value) for option in question.options
    ):
        findings.error(Kind.INVARIANT, "invalidAnswerOption", _not_permitted(value), path)
    elif isinstance(value, dict) and given == "Coding":
        coding = coding_of(value)
        if not _has_own_words(question, coding):
            _check_alone(coding, path, findings)


def check_exclusive(question: Question, answers: list[Any], path: Path, findings: Findings) -> None:
    """An exclusive option ("none of these") stands alone."""
    exclusive = [option for option in question.options if option.value(EXCLUSIVE) is True]
    if len(answers) < 2 or not exclusive:
        return
    for place, answer in enumerate(answers):
        value = Option(answer).given if isinstance(answer, dict) else None
        if value is not None and any(_is_same(each.given, value) for each in exclusive):
            text = "The selected answer is an exclusive option: nothing else can be selected."
            where = (path, "answer", place)
            findings.error(Kind.INVARIANT, "exclusiveAnswerOption", text, where)


def _check_coding(
    question: Question, coding: Coding, path: Path, sets: ValueSets, findings: Findings
) -> None:
    canonical = question.text("answerValueSet")
    if not coding.system:
        text = "A code with no system has no defined meaning. A system should be provided."
        findings.warn(Kind.CODE_INVALID, "noSystem", text, path)
        return
    if not canonical:
        _check_alone(coding, path, findings)
        text = "Cannot validate options because no option or options are provided."
        findings.inform(Kind.INVARIANT, "noOptions", text, path)
        return
    judgement = _judge(sets.codes(canonical), coding)
    if judgement == Membership.UNKNOWN:
        text = f"The value set {canonical} is not at hand, so {_shown(coding)} was not checked."
        findings.warn(Kind.CODE_INVALID, "tsError", text, path)
    elif judgement == Membership.OUTSIDE and question.value(ANSWER_CONSTRAINT) == "optionsOrType":
        _check_alone(coding, path, findings)
    elif judgement != Membership.INSIDE:
        why = "has the words of something else" if judgement == Membership.MISNAMED else "is not in"
        text = f"{_shown(coding)} {why}: the value set is {canonical}."
        findings.error(Kind.CODE_INVALID, "invalidCoding", text, path)


def _check_alone(coding: Coding, path: Path, findings: Findings) -> None:
    judgement = judge_alone(coding)
    if judgement == Membership.MISNAMED:
        text = f"Wrong display name '{coding.display}' for {_shown(coding)}."
        findings.error(Kind.INVALID, "invalidCoding", text, path)
    elif judgement == Membership.OUTSIDE:
        text = f"{_shown(coding)} is not a code of its system."
        findings.error(Kind.CODE_INVALID, "invalidCoding", text, path)


def check_unit_set(
    question: Question, value: Any, path: Path, sets: ValueSets, findings: Findings
) -> None:
    """Check the unit of a quantity; one without a code is in no value set."""
    canonical = question.value(UNIT_SET)
    if not isinstance(canonical, str) or not isinstance(value, dict):
        return
    unit = Coding(_text(value, "system"), _text(value, "code"))
    judgement = _judge(sets.codes(canonical), unit)
    is_formal = bool(unit.system and unit.code)
    if judgement == Membership.OUTSIDE or (judgement == Membership.UNKNOWN and not is_formal):
        text = f"The unit '{unit.code or _text(value, 'unit')}' is not in the set {canonical}."
        findings.error(Kind.INVARIANT, "invalidUnitValueSet", text, path)
    elif judgement == Membership.UNKNOWN:
        text = f"The unit value set {canonical} is not at hand, so the unit was not checked."
        findings.warn(Kind.INVARIANT, "tsError", text, path)


def check_text_set(
    question: Question, value: Any, path: Path, sets: ValueSets, findings: Findings
) -> None:
    """Check a text of a question with a value set: it stands for a code of it."""
    canonical = question.text("answerValueSet")
    if not canonical or not isinstance(value, str):
        return
    codes = sets.codes(canonical)
    if codes is not None and any(coding.code == value for coding in codes.codings):
        return
    # Of a set that may hold more, the words of a code are still no code of their own.
    is_words = codes is not None and any(each.display == value for each in codes.codings)
    if codes is None or (codes.open_systems and not is_words):
        text = f"The value set {canonical} is not at hand, so the text was not checked."
        findings.warn(Kind.INVARIANT, "tsError", text, path)
    else:
        text = f"'{value[:100]}' is not in the value set {canonical}."
        findings.error(Kind.INVARIANT, "invalidCoding", text, path)


def _judge(codes: Codes | None, coding: Coding) -> Membership:
    """Say whether a code is in a set; where that is not known, its system may know better."""
    judgement = codes.judge(coding) if codes is not None else Membership.UNKNOWN
    return judge_alone_or_unknown(coding) if judgement == Membership.UNKNOWN else judgement


def judge_alone_or_unknown(coding: Coding) -> Membership:
    """A code that its system has may still be missing from a set that is not known."""
    judgement = judge_alone(coding)
    return Membership.UNKNOWN if judgement == Membership.INSIDE else judgement


def _is_same(option: Any, value: Any) -> bool:
    if isinstance(option, dict) and isinstance(value, dict):
        if "reference" in option:
            return bool(option["reference"] == value.get("reference"))
        if option.get("code") is None and value.get("code") is None:
            return bool(option.get("display") == value.get("display"))
        return option.get("system") == value.get("system") and option.get("code") == value.get(
            "code"
        )
    if isinstance(option, str) and isinstance(value, str):
        return option.split() == value.split()
    numbers = number(option), number(value)
    return numbers[0] == numbers[1] if None not in numbers else bool(option == value)


def _has_own_words(question: Question, coding: Coding) -> bool:
    """Say whether a chosen option has the words that the question gives it."""
    chosen = (option.node.get("valueCoding") for option in question.options)
    return any(isinstance(each, dict) and coding_of(each) == coding for each in chosen)


def coding_of(value: dict[str, Any]) -> Coding:
    return Coding(_text(value, "system"), _text(value, "code"), _text(value, "display"))


def _text(node: dict[str, Any], name: str) -> str:
    value = node.get(name)
    return value if isinstance(value, str) else ""


def _shown(coding: Coding) -> str:
    return f"the code {coding.system}#{coding.code}"


def _not_permitted(value: Any) -> str:
    shown = _shown(coding_of(value)) if isinstance(value, dict) else f"the value {str(value)[:100]}"
    return f"{shown.capitalize()[0]}{shown[1:]} is not in the set of permitted values."
