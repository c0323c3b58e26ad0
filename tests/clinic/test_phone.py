from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic import phone


@pytest.mark.parametrize(
    "written",
    [
        "651-555-0142",
        "(651) 555-0142",
        "651.555.0142",
        "6515550142",
        "1 651 555 0142",
        "+1 651 555 0142",
        " 651\u00a0555\u00a00142 ",
        "651–555–0142",
        "\uff16\uff15\uff11-\uff15\uff15\uff15-\uff10\uff11\uff14\uff12",
        "\u0666\u0665\u0661 \u0665\u0665\u0665 \u0660\u0661\u0664\u0662",
        "tel:+16515550142",
    ],
)
def test_people_write_one_number_in_many_ways(written):
    assert phone.parse(written) == "+16515550142"


@pytest.mark.parametrize(
    "written", ["651-555-0142 ext. 12", "651-555-0142 x12", "6515550142 extension 12"]
)
def test_an_extension_stays_with_its_number(written):
    kept = phone.parse(written)

    assert kept == "+16515550142;ext=12"
    assert phone.show(kept) == "651-555-0142 ext. 12"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "   ",
        "none",
        "911",
        "555-0142",
        "651-555-014",
        "651-555-01422",
        "051-555-0142",
        "651-155-0142",
        "maya@example.com",
        "+999 123 456 789",
        "+44 20 79",
        "6515550142" * 40,
    ],
)
def test_what_cannot_be_called_is_refused_in_words_that_help(written):
    with pytest.raises(phone.PhoneError) as refusal:
        phone.parse(written)

    assert str(refusal.value) == ("Enter a phone number with 10 digits, such as 651-555-0142")


def test_a_number_from_abroad_keeps_its_country():
    kept = phone.parse("+44 20 7946 0958")

    assert kept == "+442079460958"
    assert phone.show(kept) == "+44 20 7946 0958"


def test_a_number_from_abroad_keeps_its_extension():
    assert phone.show("+442079460958;ext=7") == "+44 20 7946 0958 ext. 7"


def test_no_number_shows_as_nothing():
    assert phone.show("") == ""


def test_what_we_show_can_be_entered_again():
    assert phone.parse(phone.show("+16515550142;ext=12")) == "+16515550142;ext=12"


@given(st.text(max_size=60))
def test_nothing_that_is_typed_breaks_it(written):
    try:
        kept = phone.parse(written)
    except phone.PhoneError:
        return
    assert phone.parse(phone.show(kept)) == kept


@pytest.mark.parametrize("kept", ["ask my son", "555-0142", "+", "\0"])
def test_what_other_software_kept_is_shown_as_it_is(kept):
    assert phone.show(kept) == kept
