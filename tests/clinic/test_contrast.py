from __future__ import annotations

import pytest

from clinic.contrast import ratio


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21),
        ("#777777", "#ffffff", 4.48),
        ("#34427c", "#ffffff", 9.5),
        ("#bcc7fb", "#15171f", 10.8),
        ("#0a0a0a", "#0a0a0a", 1),
    ],
)
def test_the_contrast_of_two_colours_is_that_of_wcag(one, other, expected):
    assert ratio(one, other) == pytest.approx(expected, abs=0.05)


def test_it_does_not_matter_which_colour_is_the_text():
    assert ratio("#34427c", "#fdfbf8") == ratio("#fdfbf8", "#34427c")
