"""Whatever a condition is made into, it can be read, or the editor is told what to mend."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.domain.drafting.tree import DraftError
from intake.domain.rules import read_ruleset
from intake.domain.ruling import editing, lines, vocabulary
from intake.domain.ruling.parts import entries, entry_at, nodes
from intake.domain.ruling.sentences import sentence
from tests.intake.domain.ruling.make import (
    BUTTONS,
    DEFINITION,
    DOCUMENT,
    NOTE,
    PLACES,
    TREES,
    likely_lines,
    pressed,
    sound,
)

ANY_TREE = st.sampled_from(PLACES).flatmap(
    lambda place: st.tuples(st.just(place), TREES | likely_lines(place))
)


@settings(max_examples=150, deadline=None)
@given(ANY_TREE, st.lists(BUTTONS, max_size=5))
def test_whatever_lines_become_they_can_be_read_or_are_refused_in_words(case, buttons):
    place, tree = case
    rules = sound()
    tree = replace(tree, lines=pressed(tree.lines, buttons))
    known = vocabulary.vocabulary(rules, DOCUMENT, place)
    old = entry_at(rules, place).get("when")

    try:
        when = lines.written(tree, old, known, DOCUMENT)
        made = editing.change(rules, place, {"when": when})
    except DraftError as problem:
        assert str(problem)[:1].isupper() or str(problem)[:1] == "“"
        return

    assert rules == sound()
    if when is not None:
        assert str(sentence(when, vocabulary.vocabulary(made, DOCUMENT)))
        assert lines.written(lines.read(when), when, known, DOCUMENT) == when
    read_ruleset(made, DEFINITION)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PLACES), st.lists(BUTTONS, max_size=6))
def test_notes_stay_with_every_condition_that_does(place, buttons):
    rules = sound()
    old = entry_at(rules, place)["when"]
    known = vocabulary.vocabulary(rules, DOCUMENT, place)
    tree = lines.read(old)
    tree = replace(tree, lines=pressed(tree.lines, buttons))
    kept = {line.was for line in tree.lines}

    try:
        when = lines.written(tree, old, known, DOCUMENT)
    except DraftError:
        return

    lost = {line.was for line in lines.read(old).lines} - kept
    if not lost and when is not None:
        assert noted(when) == noted(old)


def noted(condition) -> int:
    return sum(node.get("note") == NOTE["note"] for node in nodes(condition))


@pytest.mark.parametrize("place", PLACES)
def test_a_condition_that_nobody_changed_stays_as_it_was_written(place):
    rules = sound()
    for each, entry in entries(rules):
        if "when" in entry:
            known = vocabulary.vocabulary(rules, DOCUMENT, each)
            again = lines.written(lines.read(entry["when"]), entry["when"], known, DOCUMENT)
            assert again == entry["when"]
    read_ruleset(rules, DEFINITION)
