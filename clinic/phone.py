"""Phone numbers as people write them, and as we keep and show them."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, ValidationResult

from clinic.marking import gettext_noop

HOW_TO = gettext_noop("Enter a phone number with 10 digits, such as 651-555-0142")
# In North America neither the area code nor the exchange begins with 0 or 1.
NORTH_AMERICAN = re.compile(r"[2-9]\d\d[2-9]\d{6}")


class PhoneError(ValueError):
    """What was written is no phone number. The message says what to enter."""


def parse(text: str, region: str = "US") -> str:
    """Return the number as E.164, with `;ext=` where an extension was given.

    A number must be possible, not assigned: 555-01xx numbers are never assigned.
    """
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException as error:
        raise PhoneError(HOW_TO) from error
    if not _is_dialable(number):
        raise PhoneError(HOW_TO)
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return f"{e164};ext={number.extension}" if number.extension else e164


def show(e164: str) -> str:
    """Return a kept number as people in the United States read it; what is none, as it is."""
    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    digits = phonenumbers.national_significant_number(number)
    if number.country_code == 1:
        shown = f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    else:
        plain, _, _ = e164.partition(";")
        shown = phonenumbers.format_number(
            phonenumbers.parse(plain, None), PhoneNumberFormat.INTERNATIONAL
        )
    return f"{shown} ext. {number.extension}" if number.extension else shown


def _is_dialable(number: PhoneNumber) -> bool:
    possible = phonenumbers.is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE
    digits = phonenumbers.national_significant_number(number)
    return possible and (number.country_code != 1 or bool(NORTH_AMERICAN.fullmatch(digits)))
