from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.writing import text_of

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.decimals(allow_nan=False, allow_infinity=False)
)
DOCUMENTS = st.recursive(
    LEAVES, lambda part: st.lists(part) | st.dictionaries(st.text(), part), max_leaves=20
)


def test_a_document_is_written_as_a_person_would_indent_it():
    document = {"title": "Beine – “A”", "item": [{"linkId": "1", "empty": []}], "none": {}}

    assert text_of(document) == json.dumps(document, indent=2, ensure_ascii=False)


@pytest.mark.parametrize("digits", ["1.50", "0.10", "100", "1E+2", "-0.5"])
def test_a_number_keeps_its_digits(digits):
    assert text_of({"value": Decimal(digits)}) == f'{{\n  "value": {digits}\n}}'


@given(DOCUMENTS)
def test_what_is_written_is_read_again(document):
    assert json.loads(text_of(document), parse_float=Decimal) == document


def test_what_is_no_number_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        text_of(float("nan"))
