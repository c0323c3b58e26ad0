"""Which text a patient reads once everything is sent."""

from __future__ import annotations

from intake.domain.receipts import receipt
from intake.domain.triage import Fired, PatientText, Priority, Rule, Ruleset, Verdict

TEXTS = {
    name: PatientText(name, name.title(), "", call=call)
    for name, call in {"help": "911", "other": "", "sore": "", "thanks": ""}.items()
}
RULES = tuple(
    Rule(name, Priority.ROUTINE, test, "", text)
    for name, test, text in (
        ("E", object(), "help"),
        ("S", object(), "sore"),
        ("R", None, "thanks"),
    )
)
SET = Ruleset(RULES, TEXTS)


def verdict(*names: str) -> Verdict:
    fired = tuple(Fired(rule, ()) for rule in RULES if rule.id in names)
    return Verdict(Priority.ROUTINE, fired, {})


def test_it_is_the_text_of_the_rule_that_holds():
    assert receipt(SET, verdict("S")).id == "sore"
    assert receipt(SET, verdict("R")).id == "thanks"


def test_a_text_that_has_interrupted_is_no_receipt():
    assert receipt(SET, verdict("E", "S")).id == "sore"
    assert receipt(SET, verdict("E")).id == "thanks"


def test_without_answers_it_is_that_of_all_others():
    assert receipt(SET).id == "thanks"
    assert receipt(Ruleset((), TEXTS)).id == "other"
    assert receipt(Ruleset((), {"help": TEXTS["help"]})) is None
