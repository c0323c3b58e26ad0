"""What an editor should know before publishing: faults of the draft, each with its item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from intake.domain import trial
from intake.domain.document import DefinitionError, Json
from intake.domain.drafting import tree
from intake.domain.drafting.conditions import ANSWERED, clause_of, index, said
from intake.domain.drafting.kinds import in_words, kind_of
from intake.domain.drafting.options import choices, code_of
from intake.domain.drafting.tree import Node, listed, name_of, words
from intake.domain.drafting.units import can_be_compared, units
from intake.domain.prove import Fault, prove
from intake.domain.reading import Reading, read_mended
from intake.domain.reading.mending import mend
from intake.domain.rewording import reworded
from intake.domain.rules import read_ruleset
from intake.domain.ruling.faults import rule_faults
from intake.domain.triage import Ruleset

# With these there is no form to fill in, or no rule to triage by.
GRAVE = frozenset({"unreadable", "duplicate", "cycle", "rule", "type", "condition"})
ALIKE = 0.8  # of its letters: words that share no more than that, and no word, mean another thing
LONG_WORD = 4  # letters
# What is found here already, and said with the words of the questions.
TOLD_BETTER = ("duplicate-link-id", "later", "option-twice", "rule-names-nothing")
CONTACT = {"Patient.name", "Patient.telecom"}
NO_CONTACT = (
    "No question is marked as the patient’s name, or none as their phone number. "
    "Staff will not see whom to call."
)
OLDEST_COMPARED = 20


def is_grave(fault: Fault) -> bool:
    """Say whether a draft with this fault cannot be published."""
    return fault.code in GRAVE


def own_faults(document: Json) -> Iterator[Fault]:
    """Yield what is wrong with the draft by itself."""
    by_id = index(document)
    seen: set[str] = set()
    place = {name: n for n, name in enumerate(by_id)}
    for spot in tree.spots(dict(document)):
        name, item = tree.link_id(spot.node), spot.node
        if name in seen:
            yield Fault(name, "duplicate", f"Two items have the name “{name}”.")
        seen.add(name)
        if not tree.is_helping(item):
            yield from _item(name, item)
            yield from _conditions(document, name, item, by_id, place)
    if not any(tree.is_question(item) for item in by_id.values()):
        yield Fault("", "unreadable", "There is no question yet. Add one.")
    roles = {words(item, "definition").rpartition("#")[2] for item in by_id.values()}
    if CONTACT - roles:
        yield Fault("", "contact", NO_CONTACT)


def _item(name: str, item: Node) -> Iterator[Fault]:
    if not kind_of(item):
        yield Fault(name, "type", f"{in_words(item)} is none that can be asked. Choose another.")
    if not words(item, "text").strip() and kind_of(item) != "group":
        yield Fault(name, "words", "It has no words. Write what is to be asked or read.")
    if item.get("type") == "group" and not tree.children(item):
        yield Fault(name, "empty", "There is nothing in it: patients only read its title.")
    if item.get("type") == "choice":
        yield from _choice(name, item)


def _choice(name: str, item: Node) -> Iterator[Fault]:
    found = choices(item)
    if not found and not item.get("answerValueSet"):
        yield Fault(name, "unreadable", "It has no options to choose from. Add two at least.")
    if len(found) == 1:
        yield Fault(name, "options", "It has one option only. Add another, or ask yes or no.")
    texts = [choice.text.casefold() for choice in found]
    for text in {text for text in texts if texts.count(text) > 1}:
        yield Fault(name, "options", f"Two options read “{text}”.")


def _conditions(
    document: Json, name: str, item: Node, by_id: dict[str, Node], place: dict[str, int]
) -> Iterator[Fault]:
    for one, condition in zip(said(document, item, by_id), listed(item, "enableWhen"), strict=True):
        clause = clause_of(condition)
        if clause.question not in by_id:
            text = f"Its condition asks for “{clause.question}”, which is not there."
            yield Fault(name, "condition", text)
        elif one.is_broken and clause.verb not in ANSWERED:
            text = f"Its condition asks for an answer that “{one.question}” does not have."
            yield Fault(name, "condition", text)
        elif not _is_measured_alike(by_id[clause.question], condition):
            text = f"Its condition compares with {clause.answer}: “{one.question}” is answered in"
            other = " or ".join(units(by_id[clause.question]))
            yield Fault(name, "unreachable", f"{text} {other}. It may never be asked.")
        elif place[clause.question] >= place[name]:
            text = f"Its condition asks for “{one.question}”, which comes later."
            yield Fault(name, "unreachable", f"{text} It may never be asked.")


def _is_measured_alike(question: Node, condition: Node) -> bool:
    amount = condition.get("answerQuantity")
    return not isinstance(amount, dict) or can_be_compared(question, amount)


def proved(document: Json, rules: Json) -> Iterator[Fault]:
    """Yield what shows only when the draft is read as patients would meet it."""
    owners = tree.owners(dict(document))
    try:
        mended, repaired = mend(document)
        reading = read_mended(mended)
    except DefinitionError as error:
        yield Fault("", "unreadable", str(error))
        return
    for text in repaired:
        fault = _told(Fault(text.partition(": ")[0], "mended", text), owners)
        yield replace(fault, text=f"Publishing mends this. {fault.text}")
    for text in reading.unsupported:
        yield _told(Fault(text.partition(": ")[0], "unsupported", text), owners)
    for fault in prove(reading.questionnaire, document=mended, ruleset=_ruleset(rules, reading)):
        if fault.code not in TOLD_BETTER:
            yield _told(fault, owners)
    for fault in trial.slow(reading.questionnaire):
        yield _told(fault, owners)


def _told(fault: Fault, owners: dict[str, str]) -> Fault:
    """Return a fault as it is told under the words of its item, where its linkId says nothing."""
    name, text = fault.link_id, fault.text
    own = owners.get(name, "")
    if name and own == name and text.startswith(f"{name}: "):
        text = text.removeprefix(f"{name}: ")
        text = text[:1].upper() + text[1:]
    elif name and own == name and text.startswith(f"{name} "):
        text = f"It{text.removeprefix(name)}"
    return replace(fault, link_id=own, text=text)


def _ruleset(rules: Json, reading: Reading) -> Ruleset | None:
    try:
        return read_ruleset(rules, reading.questionnaire)
    except DefinitionError:
        return None  # what is wrong with it is told rule by rule


def changed_meanings(released: Sequence[Json], document: Json) -> Iterator[Fault]:
    """Yield what released versions, newest first, called by the same name and meant otherwise.

    Answers are kept by these names: a name that changes its meaning makes old answers lie.
    """
    new, told = index(document), set[tuple[str, str]]()
    for version in released[:OLDEST_COMPARED]:
        for name, before in index(version).items():
            after = new.get(name)
            if after is None or tree.is_helping(before):
                continue
            for what, fault in _changed(name, before, after):
                if (name, what) not in told:
                    told.add((name, what))
                    yield fault


def _changed(name: str, before: Node, after: Node) -> Iterator[tuple[str, Fault]]:
    if before.get("type") != after.get("type"):
        text = f"It was “{in_words(before)}” when it was published, and is “{in_words(after)}” now."
        yield "type", Fault(name, "changed", f"{text} Make a new question instead.")
    elif tree.is_question(after) and _is_other(words(before, "text"), words(after, "text")):
        text = f"It read “{name_of(before)}” when it was published. If it asks for something else"
        yield "text", Fault(name, "changed", f"{text} now, make a new question instead.")
    there = {code_of(option): option for option in listed(after, "answerOption")}
    for option in listed(before, "answerOption"):
        code = code_of(option)
        old, new = _words_of(option), _words_of(there.get(code, option))
        if _is_other(old, new):
            text = f"The option “{new}” read “{old}” when it was published. If it means something"
            advice = f"{text} else now, remove it and add a new one."
            yield code, Fault(name, "changed", advice)


def _words_of(option: Node) -> str:
    return next((choice.text for choice in choices({"answerOption": [option]})), "")


def _is_other(old: str, new: str) -> bool:
    """Say whether two texts seem to mean two things: no word of weight stands in both."""
    before, after = old.casefold(), new.casefold()
    if _weighty(before) & _weighty(after):
        return False
    return SequenceMatcher(None, before, after).ratio() < ALIKE


def _weighty(text: str) -> set[str]:
    found = set(re.findall(r"\w+", text))
    return {word for word in found if len(word) >= LONG_WORD} or found


def lint(document: Json, rules: Json, released: Sequence[Json]) -> tuple[Fault, ...]:
    """Return all that an editor should know, what stops publishing first."""
    found = [
        *own_faults(document),
        *rule_faults(rules, document),
        *changed_meanings(released, document),
        *reworded(released[:OLDEST_COMPARED], document),
    ]
    if not any(map(is_grave, found)):  # or what is mended by hand first would be told twice
        empty = {fault.link_id for fault in found if fault.code == "empty"}
        more = proved(document, rules)
        found += (each for each in more if (each.code, each.link_id in empty) != ("mended", True))
    return tuple(sorted(dict.fromkeys(found), key=lambda fault: not is_grave(fault)))
