from __future__ import annotations

import pytest

from intake.domain import drafting, linting
from intake.domain.drafting import Choice, Clause
from tests.intake.domain.drafting.make import swelling
from tests.intake.domain.make import leg_check_document, leg_check_rules


def sound():
    """A document with which nothing is wrong."""
    document = swelling()
    for words, role in (("Your name", "Patient.name"), ("Your phone", "Patient.telecom")):
        document, name = drafting.add(document, "string", words)
        document = drafting.change(document, name, role=role)
    return document


def faults(document, rules=None, released=()):
    found = linting.lint(document, rules or {}, released)
    return [(fault.link_id, fault.code) for fault in found]


def rule(**condition):
    """Rules of one rule, which says all that a rule should."""
    when = {"operator": "=", "answer": True, **condition}
    said = {"reason": "New swelling", "text": "T1", "source": "The clinic"}
    return {"rules": [{"id": "A", "when": when, **said}], "texts": {"T1": {"heading": "Thanks"}}}


def test_a_sound_draft_has_no_faults():
    assert faults(sound(), rule(question="swollen"), [sound()]) == []
    document = leg_check_document()
    assert faults(document, leg_check_rules(), [document]) == []


def test_what_cannot_be_filled_in_stands_first():
    document, name = drafting.add(sound(), "choice", "")
    document, empty = drafting.add(document, "page", "Empty")

    assert faults(document) == [(name, "unreadable"), (name, "words"), (empty, "empty")]


def test_a_form_without_a_question_is_no_form():
    assert faults(drafting.empty("legs", "Legs")) == [("", "unreadable"), ("", "contact")]


def test_two_items_of_one_name_are_found():
    document = sound()
    document["item"][1]["linkId"] = "which"

    assert ("which", "duplicate") in faults(document)


def test_a_condition_on_what_comes_later_may_never_hold():
    document = drafting.set_conditions(sound(), "swollen", [Clause("age", ">", "40")])

    (fault,) = linting.lint(document, {}, [])

    assert (fault.link_id, fault.code) == ("swollen", "unreachable")
    assert "“How old are you?”, which comes later" in fault.text
    assert not linting.is_grave(fault)


def test_a_condition_on_what_is_not_there_is_grave():
    document = sound()
    document["item"][0]["item"][1]["enableWhen"][0]["question"] = "gone"

    (fault,) = linting.lint(document, {}, [])

    assert (fault.link_id, fault.code) == ("which", "condition")
    assert linting.is_grave(fault)


def test_a_condition_on_an_answer_that_is_not_offered_is_grave():
    document = drafting.set_conditions(sound(), "age", [Clause("which", "=", "urn:sides|left")])
    document["item"][1]["enableWhen"][0]["answerCoding"]["code"] = "up"

    assert faults(document) == [("age", "condition")]


def test_an_unknown_type_is_grave():
    document = sound()
    document["item"][1]["type"] = "question"

    assert ("age", "type") in faults(document)


@pytest.mark.parametrize(
    ("options", "count"), [(["Left"], 1), (["Left", "Right"], 0), (["Left", "LEFT"], 1)]
)
def test_options_that_leave_no_choice_are_told(options, count):
    document = sound()
    document["item"][0]["item"][1]["answerOption"] = [
        {"valueCoding": {"code": str(n), "display": text}} for n, text in enumerate(options)
    ]

    assert faults(document) == [("which", "options")] * count


def test_a_name_that_was_published_with_another_type_makes_old_answers_lie():
    document = drafting.change(sound(), "age", kind="string")

    (fault,) = linting.lint(document, {}, [sound()])

    assert (fault.link_id, fault.code) == ("age", "changed")
    assert "It was “Whole number” when it was published, and is “Short answer” now." in fault.text


def test_a_code_that_was_published_with_another_meaning_is_told_once():
    there = drafting.question(sound(), "which").options
    wanted = [Choice(there[0].key, "Upper arm"), there[1]]
    document = drafting.change(sound(), "which", options=wanted)

    (fault,) = linting.lint(document, {}, [sound(), sound()])

    assert "The option “Upper arm” read “Left” when it was published." in fault.text


def test_a_name_that_comes_back_as_another_question_is_told():
    document = drafting.change(sound(), "swollen", text="Do you smoke?")

    assert faults(document, released=[sound()]) == [("swollen", "changed")]


def test_better_words_for_the_same_question_are_no_fault():
    document = drafting.change(sound(), "swollen", text="Is one of your legs swollen?")

    assert faults(document, released=[sound()]) == []


@pytest.mark.parametrize(
    ("condition", "about"),
    [
        ({"question": "gone"}, ""),
        ({"question": "swollen", "answer": "yes"}, "swollen"),
        ({"question": "which", "answer": "up"}, "which"),
        ({"question": "age"}, "age"),
    ],
)
def test_a_rule_that_can_never_fire_is_dead(condition, about):
    assert faults(sound(), rule(**condition)) == [(about, "rule")]


def test_a_rule_may_ask_for_a_score_and_for_whether_there_is_an_answer():
    score = rule(question="score.ecq", answer="definite")
    exists = rule(question="age", operator="exists")

    assert faults(sound(), score) == faults(sound(), exists) == []


def test_a_helper_of_the_rules_is_read_too():
    rules = {"helpers": {"risk": {"any": [{"question": "gone", "operator": "=", "answer": 1}]}}}

    fault, unused = linting.lint(sound(), rules, [])

    assert fault.text == "The helper “risk” asks for “gone”, which is not there."
    assert unused.text == "No rule uses the named condition risk."


def test_what_can_never_be_asked_is_proved():
    document = sound()
    for answer in ("true", "false"):
        clause = Clause("swollen", "=", answer)
        there = drafting.question(document, "age").conditions
        document = drafting.set_conditions(document, "age", [*there, clause])

    assert faults(document) == [("age", "unreachable")]


def test_what_has_no_translation_is_told_where_others_have_one():
    document = sound()
    spanish = [{"url": "lang", "valueCode": "es"}, {"url": "content", "valueString": "¿Hinchada?"}]
    url = "http://hl7.org/fhir/StructureDefinition/translation"
    document["item"][0]["item"][0]["_text"] = {"extension": [{"url": url, "extension": spanish}]}

    found = linting.lint(document, {}, [])

    assert ("age", "translation") in [(fault.link_id, fault.code) for fault in found]


def test_a_circle_is_told_before_publishing_breaks_it():
    document = drafting.set_conditions(sound(), "swollen", [Clause("which", "answered")])

    found = linting.lint(document, {}, [])

    assert {"unreachable", "mended"} <= {fault.code for fault in found}


def test_what_is_mended_leads_to_its_item():
    document = sound()
    document["item"][1]["maxLength"] = -1

    assert faults(document) == [("age", "mended")]


def test_faults_are_told_without_the_names_that_computers_use():
    limits = drafting.change(sound(), "age", minimum="5", maximum="4")
    hidden = drafting.tree.copied(sound())
    node = drafting.tree.find(hidden, "which").node
    url = f"{drafting.tree.STRUCTURE}questionnaire-hidden"
    node |= {"extension": [{"url": url, "valueBoolean": True}], "required": True}

    assert [fault.text for fault in linting.lint(limits, {}, [])] == [
        "The least value is 5, and the most is 4."
    ]
    (fault,) = linting.lint(hidden, {}, [])
    assert fault.text == "It must be answered, and nobody can: it is hidden."


def test_a_fault_of_a_hint_leads_to_its_question():
    document = sound()
    drafting.tree.find(document, "swollen.prompt").node["repeats"] = True

    assert ("swollen", "mended") in faults(document)


def test_an_empty_section_that_repeats_is_told_once():
    document, empty = drafting.add(sound(), "group", "Your medicines")
    document = drafting.change(document, empty, repeats=True)

    assert faults(document) == [(empty, "empty")]


def test_a_condition_in_a_unit_that_is_gone_is_told():
    document, weight = drafting.add(sound(), "quantity", "What do you weigh?")
    document = drafting.change(document, weight, units=["kg", "lb"])
    document, more = drafting.add(document, "string", "Since when?")
    document = drafting.set_conditions(document, more, [Clause(weight, ">", "100 kg")])
    pounds = drafting.change(document, weight, units=["lb"])  # can be worked out
    bags = drafting.change(document, weight, units=["bags"])

    assert faults(document) == faults(pounds) == []
    (fault,) = linting.lint(bags, {}, [])
    assert (fault.link_id, fault.code) == (more, "unreachable")
    assert fault.text == (
        "Its condition compares with 100 kg: “What do you weigh?” is answered in bags. "
        "It may never be asked."
    )
    with pytest.raises(drafting.DraftError, match="such as 40 kg"):
        drafting.set_conditions(document, more, [Clause(weight, ">", "heavy")])
