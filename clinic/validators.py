"""What the clinic's profile accepts, refused in words that say what to enter."""

from __future__ import annotations

import re
from datetime import UTC

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from clinic import phone
from clinic.contrast import ratio
from clinic.hours import HoursError, OpeningHours
from clinic.lines import lines

WHITE, NIGHT = "#ffffff", "#15171f"
# The same sentence as `phone.HOW_TO`, which knows no other language
PHONE = _("Enter a phone number with 10 digits, such as 651-555-0142")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def phone_number(text: str) -> None:
    parse_phone(text)


def parse_phone(text: str) -> str:
    """Return the number as we keep it."""
    try:
        return phone.parse(text)
    except phone.PhoneError as error:
        raise ValidationError(PHONE) from error


def opening_hours(text: str) -> None:
    _parse_hours(text, "")


def dates(text: str) -> None:
    _parse_hours("Mon 8:00-9:00", text)


def _parse_hours(hours: str, closed: str) -> None:
    try:
        OpeningHours.parse(hours, closed, UTC)
    except HoursError as error:
        raise ValidationError(str(error)) from error


def email_addresses(text: str) -> None:
    for line in lines(text):
        try:
            validate_email(line)
        except ValidationError as error:
            raise ValidationError(
                "“%(line)s” is no email address. Write one address a line.", params={"line": line}
            ) from error


def colour(text: str) -> None:
    if not COLOUR.fullmatch(text):
        raise ValidationError("Write a color as # and six digits or letters a to f.")


def reads_on_white(text: str) -> None:
    _reads(text, WHITE, 5.5, "white pages. Choose a darker color")


def reads_on_night(text: str) -> None:
    _reads(text, NIGHT, 7, "dark pages. Choose a brighter color")


def _reads(text: str, ground: str, least: float, where: str) -> None:
    """Refuse a colour that tires the eye. One that is no colour is `colour`'s to refuse."""
    if COLOUR.fullmatch(text) and ratio(text, ground) < least:
        raise ValidationError(
            f"{text} is hard to read on {where}: its contrast is "
            f"{ratio(text, ground):.1f}, and it must be {least:g} or more."
        )
