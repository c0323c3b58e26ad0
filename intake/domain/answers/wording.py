"""The words of answers: what we ask of a person who must do something, and values in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from clinic import phone
from clinic.marking import gettext_noop
from intake.domain.items import Item, ItemType
from intake.domain.speech import ENGLISH, Choice, Sentence, Template

MOST_UNITS = 6  # in a sentence

# What to do about a question that must be answered and was not
TYPE_REQUESTS = {
    ItemType.BOOLEAN: gettext_noop("Choose yes or no"),
    ItemType.CHOICE: gettext_noop("Choose one answer"),
    ItemType.OPEN_CHOICE: gettext_noop("Choose one answer, or write your own"),
    ItemType.INTEGER: gettext_noop("Enter a number"),
    ItemType.DECIMAL: gettext_noop("Enter a number"),
    ItemType.DATE: gettext_noop("Enter the month, the day and the year, such as 4 12 1958"),
    ItemType.DATETIME: gettext_noop("Enter the date and the time, such as 4 12 1958, 2:30 pm"),
    ItemType.TIME: gettext_noop("Enter the time, such as 2:30 pm"),
    ItemType.URL: gettext_noop("Enter a web address, such as example.com"),
    ItemType.ATTACHMENT: gettext_noop("Add a photo or a file"),
}
SEVERAL_REQUESTS = {
    ItemType.CHOICE: gettext_noop("Choose at least one answer"),
    ItemType.OPEN_CHOICE: gettext_noop("Choose at least one answer, or write your own"),
}
ROLE_REQUESTS = {
    "Patient.name": gettext_noop("Enter your full name"),
    "Patient.telecom": phone.HOW_TO,
}
ANSWER = gettext_noop("Enter an answer")


class AnswerError(Exception):
    """An answer cannot be taken. The message tells the person what to do.

    `template` and `params` let a speech say it in another language; the message is in English.
    Where one of several answers is meant, `place` says which, from 0.
    """

    def __init__(
        self, said: Template | Sentence, *, place: int | None = None, **params: Any
    ) -> None:
        sentence = said if isinstance(said, Sentence) else Sentence(said, params)
        super().__init__(ENGLISH.words(sentence))
        self.sentence, self.place = sentence, place

    @property
    def template(self) -> Template:
        return self.sentence.template

    @property
    def params(self) -> dict[str, Any]:
        return dict(self.sentence.params)


def request(item: Item) -> Sentence:
    """Return what to do about a question that needs an answer."""
    if item.type == ItemType.QUANTITY and item.role not in ROLE_REQUESTS:
        return amount_request(units_of(item))
    return Sentence(_request(item))


def _request(item: Item) -> str:
    if item.role in ROLE_REQUESTS:
        return ROLE_REQUESTS[item.role]
    if item.is_choice and item.value_set and not item.options:
        return ANSWER
    if item.type == ItemType.ATTACHMENT and item.mime_types:
        only_pictures = all(kind.startswith("image/") for kind in item.mime_types)
        return gettext_noop("Add a photo") if only_pictures else TYPE_REQUESTS[item.type]
    if item.takes_several and item.type in SEVERAL_REQUESTS:
        return SEVERAL_REQUESTS[item.type]
    return TYPE_REQUESTS.get(item.type, ANSWER)


def amount_request(names: Sequence[str]) -> Sentence:
    """Return what to do about a question for a number with a unit."""
    units = Choice(tuple(names), are_units=True)
    match len(names):
        case 0:
            return Sentence(gettext_noop("Enter a number with its unit, such as 5 mg"))
        case 1:
            return Sentence(gettext_noop("Enter a number in {unit}, such as 5.5"), {"unit": units})
        case few if few <= MOST_UNITS:
            return Sentence(gettext_noop("Enter a number with its unit: {units}"), {"units": units})
    return Sentence(gettext_noop("Enter a number with one of the units that you can choose"))


def units_of(item: Item) -> list[str]:
    """Return what the definition calls the units of a question."""
    return [unit.display or unit.code for unit in item.units]
