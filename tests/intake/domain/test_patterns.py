"""Patterns that others wrote: read as they meant them, and never let to hang."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.domain import patterns
from intake.domain.patterns import PatternError, matches, replaced

POSTCODE = "^(?!.*[DFIOQU])[A-VXY][0-9][A-Z] ?[0-9][A-Z][0-9]$"
PHONE = r"^(\+\d{1,2}\s?)?\(?\d{3}\)?[\s.-]?\d{3}[\s.-]?\d{4}$"
SIGNS = r"ab09\dwskuxpLZ{},()[]?*+|^$.-/<>=!:&~'# "


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (POSTCODE, "K1A 0B1", True),
        (POSTCODE, "D1A 0B1", False),
        (PHONE, "+1 (555) 010-9999", True),
        (PHONE, "call me", False),
        (r"\d{3}", "1234", False),
        (r"\d{3}", "123\n", False),
        (r"^\d{3}$", "123\n", False),
        (r"\d+", "١٢٣", False),
        (r"[\d]+", "١٢٣", False),
        (r"\w+", "José", False),
        (r"[A-Za-zÀ-ÿ' -]+", "José O'Neil", True),
        (r"\p{L}+", "Żółć", True),
        (r"\S+\s\S+", "a\N{NO-BREAK SPACE}b", True),
        (r"/^\d+\/\d+$/", "120/80", True),
        (r"/abc/i", "ABC", True),
        (r"\/dev\/null", "/dev/null", True),
        (r"[\w-.]+@[\w.-]+", "a-b.c@d-e.f", True),
        (r"[.-\w]+", "a-b.c", True),
        (r"[^\d]+", "abc", True),
        (r"\D+\W", "abc!", True),
        (r"[[]+", "[[", True),
        (r"[$]\d", "$5", True),
        (r"(?<year>\d{4})-\k<year>", "2026-2026", True),
        (r"\u{1F600}\u0041", "😀A", True),
        (r"a{2,3}b{", "aab{", True),
        (r"(?:a{e<=3})", "abc", False),
        (r"x++(?>y)", "xxy", True),
        (r"yes\z", "yes", True),
        ("", "", True),
        (".*", "two\nlines", False),
    ],
)
def test_a_whole_answer_is_held_against_a_pattern(pattern, text, expected):
    assert matches(pattern, text) is expected
    assert patterns.check(pattern) == ""


def test_a_part_is_enough_where_a_part_is_asked_for():
    assert matches("b.c", "ab\ncd", whole=False)
    assert not matches("^b", "ab", whole=False)
    assert matches("b$", "ab", whole=False)
    assert not matches("b$", "ab\n", whole=False)
    assert matches("/^b$/m", "a\nb\nc", whole=False)


@pytest.mark.parametrize("pattern", ["[", "(", "a)", "*", r"\L<names>", "a" * 1001, "(" * 500])
def test_what_is_no_pattern_is_said_to_be_none(pattern):
    assert patterns.check(pattern).startswith("The pattern is")
    with pytest.raises(PatternError, match=r"The pattern is .*\."):
        matches(pattern, "text")


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+$", "(.*a){20}$", "(?R)", r"(\w+\s?)*$"])
def test_a_pattern_that_would_run_for_ever_is_stopped(pattern):
    began = time.monotonic()

    with pytest.raises(PatternError, match="too long"):
        matches(pattern, "a" * 10_000 + "!")

    assert time.monotonic() - began < 2


def test_what_matches_is_replaced():
    assert replaced(r"(\d+)/(?<low>\d+)", "120/80", r"$1 over ${low} \$") == "120 over 80 $"
    assert replaced(r"(x)?y", "y", "[$1]") == "[]"
    with pytest.raises(PatternError, match="group"):
        replaced("a", "a", "$7")


def test_replacing_makes_no_endless_text():
    with pytest.raises(PatternError, match="long"):
        replaced("a", "a" * 1_000, "b" * 1_000)
    with pytest.raises(PatternError, match="long"):
        replaced("(a+)+$", "a" * 10_000 + "!", "")


@settings(deadline=None, max_examples=150)
@given(
    st.text(st.sampled_from(r"ab09\dwskuxpLZ{},()[]?*+|^$.-/<>=!:&~'# "), max_size=40), st.text()
)
def test_any_text_as_a_pattern_gives_an_answer_or_a_reason(pattern, text):
    began = time.monotonic()
    try:
        assert matches(pattern, text) in (True, False)
        assert patterns.check(pattern) == ""
    except PatternError as error:
        assert str(error).endswith(".")
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("pattern", ["(?:(?:a{999}){999}){999}", "((a{1,1000}b){1,1000})"])
def test_what_would_be_unrolled_without_end_is_refused_at_once(pattern):
    assert patterns.check(pattern) == "The pattern repeats too much."


@pytest.mark.parametrize(
    "pattern", [r"^[\s\S]{0,1048576}$", r"(\w{1,63}\.){1,127}", "(a{2}){3}b{9}"]
)
def test_long_texts_and_short_repetitions_are_fine(pattern):
    assert patterns.check(pattern) == ""
