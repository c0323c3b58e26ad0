"""What must hold of the leg check's triage whatever anybody answers, leaves out or adds."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from intake.domain.items import Item, ItemType
from intake.domain.topics import topics
from intake.domain.triage import Fired, Priority, Verdict, triage
from intake.domain.values import Answers
from intake.domain.walk import Walk
from tests.intake.domain.make import LEG_CHECK, RULESET, calm

# The one answer that makes an urgent rule a lesser one.
EXONERATING = "muscle_strain"
# Answers that rule out what the walking questions ask for. They are far below an emergency.
RULING_OUT = {"ecq2": "yes", "ecq3": "no", "ecq5": "over_10_min"}
NO_RULE_ASKS = {"name", "phone", "date_of_birth", "best_time", "message", "preferred_language"}


def values(item: Item) -> st.SearchStrategy:
    if item.type is ItemType.BOOLEAN:
        return st.booleans()
    if item.type is ItemType.INTEGER:
        return st.integers(1, 120)
    codes = st.sampled_from([option.code for option in item.options])
    return st.lists(codes, min_size=1, unique=True).map(tuple) if item.repeats else codes


BY_NAME = {
    item.link_id: values(item) for item in LEG_CHECK.questions if item.link_id not in NO_RULE_ASKS
}
NAMES = st.sampled_from(sorted(BY_NAME))
PAIR = NAMES.flatmap(lambda name: st.tuples(st.just(name), BY_NAME[name]))
RAW = st.lists(PAIR, max_size=14).map(dict)
WHOLE = RAW.map(lambda told: calm() | told)
ANSWERS = RAW | WHOLE.map(lambda answers: dict(Walk(LEG_CHECK, answers).by_question))
QUICK = settings(max_examples=150, deadline=None)


def judged(answers: Answers) -> Verdict:
    return triage(RULESET.rules, answers)


def fired(answers: Answers) -> set[str]:
    return {each.rule.id for each in judged(answers).fired}


def rests_on(each: Fired) -> set[str]:
    """Return the answers that a rule needs. U1 also needs what makes a strain no excuse."""
    excuse = each.rule.test.questions() if each.rule.id == "U1" else ()
    return {*each.because, *excuse}


@QUICK
@given(ANSWERS, st.data())
def test_leaving_out_an_answer_takes_away_only_what_rested_on_it(answers, data):
    assume(answers)
    name = data.draw(st.sampled_from(sorted(answers)))
    assume(name != EXONERATING or answers[name] is False)
    left = {key: value for key, value in answers.items() if key != name}
    before, after = judged(answers), judged(left)
    stay = [each.rule.priority for each in before.fired if name not in rests_on(each)]

    assert after.priority >= max(stay, default=Priority.ROUTINE)
    own = {each.rule.id for each in before.fired if each.rule.priority is Priority.EMERGENCY
           and name not in each.because}  # fmt: skip
    assert own <= {each.rule.id for each in after.fired}


@QUICK
@given(ANSWERS, st.data())
def test_adding_an_answer_never_lowers_the_priority(answers, data):
    missing = sorted(BY_NAME.keys() - answers.keys())
    assume(missing)
    name = data.draw(st.sampled_from(missing))
    value = data.draw(BY_NAME[name])
    assume((name, value) != (EXONERATING, True))

    assert judged(answers | {name: value}).priority >= judged(answers).priority


@QUICK
@given(ANSWERS)
def test_a_strain_makes_new_pain_less_urgent_and_nothing_else(answers):
    strained = answers | {EXONERATING: True}
    without = {key: value for key, value in answers.items() if key != EXONERATING}

    assert fired(without) - fired(strained) <= {"U1", "R"}
    assert fired(strained) - fired(without) <= {"S1", "R"}
    assert judged(strained).priority >= min(judged(without).priority, Priority.SOON)


@QUICK
@given(ANSWERS, st.sampled_from(sorted(RULING_OUT.items())))
def test_ruling_out_pain_from_walking_never_touches_an_emergency(answers, told):
    before, after = judged(answers), judged(answers | dict([told]))
    emergencies = [
        {each.rule.id for each in verdict.fired if each.rule.priority is Priority.EMERGENCY}
        for verdict in (before, after)
    ]

    assert emergencies[0] == emergencies[1]
    assert fired(answers) - fired(answers | dict([told])) <= {"U4", "S2"}


@QUICK
@given(ANSWERS)
def test_an_emergency_stands_on_its_own_answers_alone(answers):
    verdict = judged(answers)
    because = {
        name
        for each in verdict.fired
        if each.rule.priority is Priority.EMERGENCY
        for name in each.because
    }
    alone = {name: answers[name] for name in because}

    assert (judged(alone).priority is Priority.EMERGENCY) is bool(because)
    assert (verdict.priority is Priority.EMERGENCY) is bool(because)


@QUICK
@given(ANSWERS)
def test_the_same_answers_always_come_out_the_same(answers):
    backwards = dict(reversed(answers.items()))

    assert judged(answers) == judged(dict(answers)) == judged(backwards)
    assert topics(RULESET, answers) == topics(RULESET, backwards)


def is_cord_unasked(answers: Answers, live: Answers) -> bool:
    """Say whether nobody asked for a hard vein: cramps are felt, and nothing is sore or swollen."""
    sore = {"ache", "throbbing", "burning", "itch", "swelling_feel"}
    return (
        "hard_sore_vein" not in live
        and "cramp" in answers["symptoms"]
        and not sore & set(answers["symptoms"])
        and not any(answers[name] for name in ("one_leg_pain_new", "fever", "sudden_severe_pain"))
        and (answers["swelling"], answers["skin_hot_red"]) == ("none", "no")
        and "bulging" not in answers["vein_signs"]
    )


@settings(max_examples=300, deadline=None)
@given(WHOLE)
def test_branching_hides_nothing_that_an_emergency_or_an_urgent_rule_needs(answers):
    live = Walk(LEG_CHECK, answers).by_question
    lost = {name for name in fired(answers) - fired(live) if name != "R"}
    is_explained = {
        "U3": is_cord_unasked(answers, live),
        "U6": is_cord_unasked(answers, live),
        "S5": is_cord_unasked(answers, live),
        "U9": "cramp" not in answers["symptoms"],
        "S9": "cramp" not in answers["symptoms"],
    }

    assert {name for name in lost if not is_explained.get(name)} == set()


@QUICK
@given(WHOLE)
def test_what_a_visit_hides_never_makes_it_more_urgent(answers):
    live = Walk(LEG_CHECK, answers).by_question

    assert fired(live) - fired(answers) <= {"R"}
