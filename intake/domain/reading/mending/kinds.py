"""What each type of item may have, and what it must have."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from intake.domain.reading import values
from intake.domain.reading.extensions import every, first, objects, shown, value, words
from intake.domain.reading.mending import options
from intake.domain.reading.naming import title
from intake.domain.reading.options import read_option
from intake.domain.reading.texts import helper_role, text_expression

Say = Callable[[str], None]
CHOICES = ("choice", "open-choice")
WITH_LENGTH = ("boolean", "decimal", "integer", "string", "text", "url", "open-choice")
FROM_ELSEWHERE = (
    *("answerExpression", "externallydefined"),
    *("answerOptionsToggleExpression", "calculatedExpression"),
)
STANDS_FOR_TEXT = ("prompt", "flyover", "instructions")


def mend(item: dict[str, Any], say: Say, *, is_fixed: bool = False) -> None:
    """Take away what the type of an item does not allow, or change the type where that is meant."""
    _options(item, say)
    _questions_below(item, say)
    if item["type"] == "group":
        _group(item, say)
    if item["type"] == "display":
        _display(item, say)
    if item["type"] in CHOICES:
        _choice(item, say, is_fixed=is_fixed)
    _length(item, say)
    _repeats(item, say)
    _initial(item, say)
    _behavior(item, say)


def _options(item: dict[str, Any], say: Say) -> None:
    """Leave out options that say nothing or say the same again."""
    listed = objects(item, "answerOption")
    kept: list[dict[str, Any]] = []
    seen: set[str] = set()  # of their texts: a list of 50,000 is not to be gone through each time
    for entry in (options.as_answered(each, say) for each in listed):
        said = json.dumps(entry, sort_keys=True, default=str)
        if read_option(entry) is None:
            say("an option that says nothing is left out.")
        elif said in seen:
            say("an option stands there twice; once is enough.")
        else:
            kept.append(entry)
            seen.add(said)
    if listed and not kept:
        del item["answerOption"]
    elif kept != listed:
        item["answerOption"] = kept
    if item["type"] in ("group", "display") and kept:
        say(f"a {item['type']} has no options; it is now a choice.")
        item["type"] = "choice"
    if item["type"] in ("string", "text") and words(item, "answerValueSet") and not kept:
        say("its options are in a value set, so that it is a choice.")
        item["type"] = "choice"
    if item["type"] in options.LISTED and not options.are_of(item["type"], kept):
        say(f"not all of its options are of its type ({item['type']}); it is now a choice.")
        item["type"] = "choice"


def _group(item: dict[str, Any], say: Say) -> None:
    for key in ("initial", "maxLength", "answerValueSet"):
        if key in item:
            del item[key]
            say(f"a group has no {key}; it is left out.")
    if not item.get("item"):
        item["type"] = "display"
        say("there is nothing in this group; only its text is shown.")


def _questions_below(item: dict[str, Any], say: Say) -> None:
    below = any(words(child, "type") != "display" for child in objects(item, "item"))
    if item["type"] == "display" and below:
        item["type"] = "group"
        say("there are questions below this text; it is now a group.")


def _display(item: dict[str, Any], say: Say) -> None:
    for key in ("required", "repeats", "readOnly", "initial", "maxLength", "answerValueSet"):
        if key in item:
            del item[key]
            say(f"{key} makes no sense on a text that is only shown; it is left out.")


def _choice(item: dict[str, Any], say: Say, *, is_fixed: bool) -> None:
    """Give a choice without options own words, unless its answer is fixed from the start."""
    if "answerOption" in item and "answerValueSet" in item:
        del item["answerValueSet"]
        say("it has options and a value set; the options are kept.")
    is_fixed = (is_fixed or item.get("readOnly") is True) and "initial" in item
    from_elsewhere = any(every(item, name) for name in FROM_ELSEWHERE)
    has_options = "answerOption" in item or "answerValueSet" in item or from_elsewhere
    if item["type"] == "choice" and not has_options and not is_fixed:
        item["type"] = "open-choice"
        say("there is nothing to choose from; it is answered in own words (open-choice).")


def _length(item: dict[str, Any], say: Say) -> None:
    if "maxLength" not in item:
        return
    if item["type"] not in WITH_LENGTH:
        del item["maxLength"]
        say(f"maxLength makes no sense on a {item['type']}; it is left out.")
    elif not 0 < item["maxLength"] < 2**31:
        del item["maxLength"]
        say("nothing is of such a maxLength; it is left out.")


def _repeats(item: dict[str, Any], say: Say) -> None:
    if item["type"] == "display" or item.get("repeats") is True:
        return
    for name in ("maxOccurs", "minOccurs"):
        try:
            most = values.integer(value(first(item, name)))
        except values.Unfit:
            continue
        if most > 1:
            item["repeats"] = True
            say(f"its {name} is {most}, so that it repeats.")
            return


def _initial(item: dict[str, Any], say: Say) -> None:
    if item.get("repeats") is not True and len(objects(item, "initial")) > 1:
        item["initial"] = item["initial"][:1]
        say("it takes one answer; of its initial values the first is kept.")


def _behavior(item: dict[str, Any], say: Say) -> None:
    written = words(item, "enableBehavior")
    if written in ("all", "any") or (not written and len(objects(item, "enableWhen")) < 2):
        return
    item["enableBehavior"] = written.lower() if written.lower() in ("all", "any") else "any"
    say(
        f"it does not say whether all or any of its conditions must hold "
        f"(enableBehavior); it is now {item['enableBehavior']}."
    )


def name(item: dict[str, Any], say: Say) -> None:
    """Give a question without words some: of its code, prefix, only option, or linkId."""
    if item["type"] in ("group", "display") or shown(item, "text") or text_expression(item):
        return
    if any(helper_role(child) in STANDS_FOR_TEXT for child in objects(item, "item")):
        return
    item["text"] = _words(item)
    say(f"it had no text; it is now {item['text']!r}.")


def _words(item: dict[str, Any]) -> str:
    display = next((words(code, "display") for code in objects(item, "code")), "")
    if display or shown(item, "prefix"):
        return display or shown(item, "prefix")
    listed = objects(item, "answerOption") or objects(item, "initial")
    options = [option for each in listed if (option := read_option(each))]
    if len(options) == 1 and item["type"] in CHOICES:
        return options[0].display
    link_id: str = item["linkId"]
    has_letters = any(letter.isalpha() for letter in link_id)
    return (title(link_id) if has_letters else "") or f"Question {link_id}"
