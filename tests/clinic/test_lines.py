from __future__ import annotations

from clinic.lines import lines


def test_each_line_is_one_thing_and_empty_ones_are_none():
    assert lines(" one \r\n\r\n  \ntwo") == ["one", "two"]
