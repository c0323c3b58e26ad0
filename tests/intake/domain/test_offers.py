"""Options that come from answers: “Which of these is the worst?” asks about what was chosen."""

from __future__ import annotations

import pytest

from intake.domain.answers import AnswerError, check, show
from intake.domain.items import ItemType
from intake.domain.pages import Asked
from intake.domain.paging import whole_page
from intake.domain.questionnaire import Questionnaire
from intake.domain.reading import read
from intake.domain.responses import read_response, write_response
from intake.domain.validation.validating import validate
from intake.domain.walk import Walk
from tests.intake.domain.reading.make import coding, document, question, sdc, when

PLACES = "%resource.item.where(linkId='places').answer.value"
OPTIONS = [coding(code, f"{code.title()}  part", "urn:legs") for code in ("thigh", "calf", "foot")]
EARLIER = question("places", "choice", repeats=True, answerOption=OPTIONS)


def worst(kind: str = "choice", expression: str = PLACES) -> dict:
    return question("worst", kind, extension=[sdc("answerExpression", expression)])


def form(*items: dict) -> Questionnaire:
    reading = read(document(*items))
    assert reading.is_complete
    return reading.questionnaire


def asked(questionnaire: Questionnaire, answers: dict) -> Asked:
    return next(each for each in Walk(questionnaire, answers).asked if each.item.link_id == "worst")


def displays(found: Asked) -> list[str]:
    return [option.display for option in found.item.options]


@pytest.mark.parametrize("kind", ["choice", "open-choice"])
def test_what_was_chosen_before_is_what_can_be_chosen_from(kind):
    questionnaire = form(EARLIER, worst(kind))

    found = asked(questionnaire, {"places": ("thigh", "foot")})

    assert displays(found) == ["Thigh  part", "Foot  part"]


def test_an_answer_is_written_with_its_code_and_read_back():
    questionnaire = form(EARLIER, worst())
    places = {"places": ("thigh", "foot")}
    item = asked(questionnaire, places).item
    answer = check(item, [item.options[1].code])

    live = Walk(questionnaire, {**places, "worst": answer}).live
    response = write_response(questionnaire, live)

    chosen = {"system": "urn:legs", "code": "foot", "display": "Foot  part"}
    assert response["item"][1]["answer"] == [{"valueCoding": chosen}]
    assert read_response(questionnaire, response) == live
    assert "Foot" in show(questionnaire.by_id["worst"], answer)
    assert [
        each for each in validate(dict(questionnaire.document), response) if each.is_error
    ] == []


def test_what_is_no_longer_offered_is_asked_again():
    questionnaire = form(EARLIER, worst())
    item = asked(questionnaire, {"places": ("thigh", "foot")}).item

    walk = Walk(questionnaire, {"places": ("thigh",), "worst": item.options[1].code})

    assert walk.live == {"places": ("thigh",)}
    assert walk.withdrawn == {"worst"}


def test_nothing_but_what_is_offered_can_be_sent():
    questionnaire = form(EARLIER, worst())
    there = asked(questionnaire, {"places": ("thigh",)}).item
    elsewhere = asked(questionnaire, {"places": ("foot",)}).item

    with pytest.raises(AnswerError):
        check(there, [elsewhere.options[0].code])


def test_what_was_chosen_on_a_page_that_is_hidden_by_now_comes_back_with_it():
    questionnaire = form(EARLIER, worst())
    places = {"places": ("thigh", "foot")}
    chosen = asked(questionnaire, places).item.options[1].code
    page = whole_page(questionnaire, "worst")

    answer = check(page.questions[0].item, [chosen])

    assert Walk(questionnaire, {**places, "worst": answer}).live["worst"] == answer
    assert "worst" not in Walk(questionnaire, {"places": ("thigh",), "worst": answer}).live


def test_what_was_said_of_one_choice_is_never_taken_for_another():
    since = question("since", "string", text="Since when?")
    questionnaire = form(EARLIER, worst() | {"repeats": True, "item": [since]})
    places = {"places": ("thigh", "foot")}
    item = asked(questionnaire, places).item
    both = {**places, "worst": check(item, [option.code for option in item.options])}
    of_thigh, of_foot = Walk(questionnaire, both).pages[2:]
    told = {**both, of_thigh.key: "May", of_foot.key: "June"}

    later = Walk(questionnaire, {**told, "places": ("foot",)})
    response = write_response(questionnaire, later.live)

    assert (of_thigh.section, of_foot.section) == ("Thigh  part", "Foot  part")
    (answer,) = response["item"][1]["answer"]
    assert answer["valueCoding"]["code"] == "foot"
    assert answer["item"][0]["answer"] == [{"valueString": "June"}]
    assert read_response(questionnaire, response) == later.live
    assert Walk(questionnaire, told).live == told


@pytest.mark.parametrize("forged", ["[" * 100_000, "1" * 5_000])
def test_a_forged_choice_is_words_that_are_too_long(forged):
    hidden = whole_page(form(EARLIER, worst()), "worst").questions[0].item

    with pytest.raises(AnswerError, match="shorter"):
        check(hidden, [forged])


def test_a_forged_choice_holds_no_halves_of_signs():
    hidden = whole_page(form(EARLIER, worst()), "worst").questions[0].item

    assert hidden.option('["\\ud800"]') is None


def test_where_nothing_is_offered_own_words_are_taken_and_kept():
    questionnaire = form(EARLIER, worst())
    item = asked(questionnaire, {}).item
    answers = {"worst": check(item, ["my heel"])}

    live = Walk(questionnaire, answers).live

    assert live == answers
    assert read_response(questionnaire, write_response(questionnaire, live)) == live


def test_words_that_were_written_before_can_be_chosen():
    questionnaire = form(
        question("places", "string", repeats=True), worst(), question("why", "text")
    )
    places = {"places": ("left heel", "knee")}
    item = asked(questionnaire, places).item
    answer = check(item, [item.options[0].code])

    response = write_response(questionnaire, Walk(questionnaire, {**places, "worst": answer}).live)

    assert displays(asked(questionnaire, places)) == ["left heel", "knee"]
    assert response["item"][1]["answer"] == [{"valueString": "left heel"}]


def test_a_choice_that_is_calculated_keeps_its_code():
    first = question(
        "worst", "open-choice", extension=[sdc("calculatedExpression", f"{PLACES}.first()")]
    )
    questionnaire = form(EARLIER, first)

    response = write_response(questionnaire, Walk(questionnaire, {"places": ("calf",)}).live)

    assert questionnaire.by_id["worst"].type == ItemType.OPEN_CHOICE
    assert response["item"][1]["answer"][0]["valueCoding"]["code"] == "calf"


@pytest.mark.parametrize("kind", ["choice", "open-choice"])
def test_a_condition_on_what_may_be_offered_is_kept_and_named_and_hides_nothing(kind):
    looked_for = OPTIONS[0]["valueCoding"]
    follow_up = question("since", "date", enableWhen=[when("worst", answerCoding=looked_for)])
    given = document(EARLIER, worst(kind), follow_up)

    reading = read(given)

    assert reading.repaired == ()
    assert reading.questionnaire.document == given
    assert reading.unsupported == (
        "since: its condition on worst is passed over: "
        "what can be chosen there depends on answers.",
    )
    assert [each.item.link_id for each in Walk(reading.questionnaire, {}).asked][-1] == "since"


def test_whether_anything_was_chosen_there_can_still_be_looked_at():
    follow_up = question("since", "date", enableWhen=[when("worst", "exists", answerBoolean=True)])
    questionnaire = form(EARLIER, worst(), follow_up)
    places = {"places": ("thigh",)}
    chosen = asked(questionnaire, places).item.options[0].code

    assert "since" not in [each.item.link_id for each in Walk(questionnaire, places).asked]
    walk = Walk(questionnaire, {**places, "worst": chosen})
    assert [each.item.link_id for each in walk.asked][-1] == "since"
