"""Options as they are chosen, and own words where none of them fits."""

from __future__ import annotations

from collections.abc import Sequence

from clinic.marking import gettext_noop
from intake.domain.answers import cleaning, texts
from intake.domain.answers.wording import AnswerError, request
from intake.domain.items import Item, ItemType
from intake.domain.values import Other

OTHER = "other:"
"""What a form puts before own words, so that they cannot be taken for the key of an option."""

ONLY_ONE = gettext_noop("Choose one answer, or write your own, but not both")
ALONE = gettext_noop("Choose “{option}” alone, or take it away and keep the others")


def chosen(item: Item, raw: Sequence[str]) -> tuple[str | Other, ...]:
    """Return what was chosen, each once: options in the order of the page, then own words.

    Where a page is hidden by now nobody knows what it has offered: then what was chosen is kept.
    """
    picks = dict.fromkeys(pick for text in raw if text and (pick := _pick(item, text)))
    keys = picks if item.is_open_ended else [option.code for option in item.options]
    options = [key for key in keys if isinstance(key, str) and key in picks]
    words = [pick for pick in picks if isinstance(pick, Other)]
    picked: tuple[str | Other, ...] = (*options, *words)
    if len(picked) > 1:
        _check_together(item, picked)
    return picked


def stands_alone(item: Item, picked: Sequence[object]) -> bool:
    """Say whether a "none of these" was chosen."""
    return any(option.exclusive and option.code in picked for option in item.options)


def _check_together(item: Item, picked: tuple[str | Other, ...]) -> None:
    if not item.takes_several:
        is_open = any(isinstance(pick, Other) for pick in picked)
        raise AnswerError(ONLY_ONE if is_open else request(item))
    alone = next((each for each in item.options if each.exclusive and each.code in picked), None)
    if alone:
        raise AnswerError(ALONE, option=alone.display)


def _pick(item: Item, text: str) -> str | Other | None:
    """Return the option or the own words; None where there is only room for words, and none."""
    if item.option(text):
        return text
    takes_words = item.type == ItemType.OPEN_CHOICE or not item.options
    if not takes_words or (item.options and not text.startswith(OTHER)):
        raise AnswerError(request(item))
    words = cleaning.line(text.removeprefix(OTHER))
    if not words:
        if item.options:
            raise AnswerError(gettext_noop("Write your own answer, or choose another one"))
        return None
    for option in item.options:
        if option.display.casefold() == words.casefold():
            return option.code
    texts.limited(item, words, texts.LONGEST_STRING)
    return Other(words)
