"""Whatever an expression tries, it ends in time, stays small, and works in any thread."""

from __future__ import annotations

import sys
import time
import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from intake.domain.expressions import ExpressionError, evaluate

MANY = {
    "resourceType": "QuestionnaireResponse",
    "item": [
        {"linkId": f"q{number}", "answer": [{"valueString": "x" * 200}]} for number in range(200)
    ],
}
ENDLESS = [
    "1.repeat($this + 1)",
    "item" + ".select(%resource.descendants())" * 10,
    "(1|2|3|4|5|6|7|8|9)" + ".select(1|2|3|4|5|6|7|8|9|$this)" * 20,
    "'x'" + ".select($this.combine($this))" * 30,
    "descendants()" + ".where(descendants().exists())" * 20,
    "1" + ".repeat($this | ($this + 1))" * 3,
    "descendants().descendants().descendants().count()",
    "descendants().intersect(descendants().descendants())",
    "descendants().select(descendants().toString().join()).distinct()",
    "item.answer.value.all(matches('^(x+)+$|(x|xx)+!'))",
    "'" + "a" * 40 + "!'" + ".matches('^(a|aa)+$')",
]
BOMBS = [
    "'aaaaaaaaaa'" + ".select($this + $this)" * 60,
    "'aaaaaaaaaa'" + ".select($this & $this)" * 60,
    "'aaaaaaaaaa'" + ".select($this.replace('a', $this))" * 20,
    "'aaaaaaaaaa'" + ".select($this.replaceMatches('a', $this))" * 20,
    "'aaaaaaaaaa'" + ".select(($this.toChars().combine($this.toChars())).join($this))" * 20,
    "9999" + ".select($this * $this)" * 60,
    "2.power(90).power(90)",
    "10.power(-900)",
    "10.power(99999999999)",
    "(1)" + ".select($this.combine($this).combine($this))" * 20,
    "descendants()" + ".combine(%resource.descendants())" * 60,
    "'" + "ab" * 900 + "'.toChars().subsetOf('" + "c" * 9 + "'.toChars())",
]


def outcome(expression):
    try:
        return evaluate(expression, resource=MANY)
    except ExpressionError as error:
        return str(error)


def peak_of(expression):
    tracemalloc.start()
    try:
        outcome(expression)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("expression", ENDLESS + BOMBS)
def test_every_expression_ends_and_stays_small(expression):
    outcome(expression)  # It is read once, and that takes its own time.

    began = time.thread_time()
    result = outcome(expression)
    used = time.thread_time() - began

    assert isinstance(result, str | list)
    assert used < 0.6
    assert peak_of(expression) < 100_000_000


@pytest.mark.parametrize("expression", ["1.repeat($this + 1)", ENDLESS[2]])
def test_the_time_box_bites(expression):
    assert outcome(expression) == "It takes too long."


@pytest.mark.parametrize("expression", BOMBS[:4] + BOMBS[5:7])
def test_what_grows_without_measure_is_refused(expression):
    assert outcome(expression) in {
        "It makes too much of its answers.",
        "The replacements make too long a text.",
    }


def test_expressions_work_in_any_thread_and_leave_a_profiler_alone():
    def profiler(frame, event, argument):
        return None

    def work(number):
        sys.setprofile(profiler)
        try:
            found = outcome(f"item[{number}].linkId"), outcome("1.repeat($this + 1)")
            return found, sys.getprofile() is profiler
        finally:
            sys.setprofile(None)

    for number in range(16):
        outcome(f"item[{number}].linkId")  # Each is read once, and that takes its own time.
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(work, range(16)))

    assert found == [(([f"q{n}"], "It takes too long."), True) for n in range(16)]


VOCABULARY = r"""
item answer value linkId %resource %context %a-b $this $index {} ( ) [ ] . , + - * / div mod
| & = != ~ < > and or xor implies is as in contains where( select( repeat( all( exists() sum()
first() descendants() iif( matches( 'q1' 'kg' '(a+)+$' 1 2.5 5'kg' @2020-01-01 @T10 true
today() weight() toQuantity() join() toString() aggregate( ` ' // /* \ Coding
"""
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = (
    st.text(max_size=60)
    | st.lists(WORDS, max_size=12).map(" ".join)
    | st.lists(WORDS, max_size=12).map("".join)
)


@settings(deadline=None, max_examples=75)
@example("%`")
@example("'\\ud800'")
@example("@9999-12-31 + 99999999 years")
@given(TEXTS)
def test_any_text_as_an_expression_gives_a_list_or_a_reason_in_time(text):
    began = time.thread_time()
    result = outcome(text)

    assert isinstance(result, list) or result.endswith(".")
    assert time.thread_time() - began < 1.5
