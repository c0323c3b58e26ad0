"""Words as people type them: names, stories, phone numbers and web addresses."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from clinic import phone
from clinic.marking import gettext_noop
from intake.domain.answers.wording import TYPE_REQUESTS, AnswerError
from intake.domain.items import Item, ItemType
from intake.domain.speech import Count

LONGEST_STRING = 255
LONGEST_TEXT = 4000
LONGEST_ADDRESS = 2000
NO_ADDRESS = TYPE_REQUESTS[ItemType.URL]
NO_SPACES = gettext_noop("Enter a web address, such as example.com, without spaces")
TOO_SHORT = gettext_noop("Write at least {least} characters")
TOO_LONG = gettext_noop("Make this shorter. It has {length} characters; we can take {longest}")
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d{1,5}(?:[/?#]|$))", re.I)
URN = re.compile(
    r"urn:(uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|oid:[0-2](\.\d{1,20}){1,60})", re.I
)
LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
HOST = re.compile(rf"(?:{LABEL}\.)+(?!\d){LABEL}\.?")
NOT_IN_ADDRESS = re.compile('[\\s<>"\\\\^`{|}\u061c\u200c-\u200f]')


def is_phone(item: Item) -> bool:
    return item.type == ItemType.STRING and item.role == "Patient.telecom"


def string(item: Item, text: str) -> str:
    if is_phone(item):
        return _phone(text)
    if item.role == "Patient.name" and not any(character.isalpha() for character in text):
        raise AnswerError(gettext_noop("Enter your name in letters"))
    return limited(item, text, LONGEST_STRING)


def text(item: Item, text: str) -> str:
    return limited(item, text, LONGEST_TEXT)


def url(item: Item, text: str) -> str:
    """Return a whole web address. Only what a browser opens by itself is one, and a URN."""
    if len(text) > LONGEST_ADDRESS:
        raise _too_long(text, LONGEST_ADDRESS)
    if URN.fullmatch(text):
        return text
    if text.startswith("//"):
        text = f"https:{text}"
    scheme = SCHEME.match(text)
    if scheme is None:
        text = f"https://{text}"
    elif scheme[1].lower() not in ("http", "https"):
        raise AnswerError(gettext_noop("Enter a web address that starts with https://"))
    return limited(item, _whole_address(text), LONGEST_ADDRESS)


def limited(item: Item, text: str, longest: int) -> str:
    longest = item.max_length or longest
    if len(text) > longest:
        raise _too_long(text, longest)
    if item.min_length and len(text) < item.min_length:
        raise AnswerError(TOO_SHORT, least=Count(item.min_length))
    return text


def _too_long(text: str, longest: int) -> AnswerError:
    return AnswerError(TOO_LONG, length=Count(len(text)), longest=Count(longest))


def _phone(text: str) -> str:
    try:
        return phone.parse(text)
    except phone.PhoneError as error:
        raise AnswerError(phone.HOW_TO) from error


def _whole_address(text: str) -> str:
    if NOT_IN_ADDRESS.search(text):
        raise AnswerError(NO_SPACES)
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise AnswerError(NO_ADDRESS) from None
    if not HOST.fullmatch(host) or "@" in parts.netloc:
        raise AnswerError(NO_ADDRESS)
    return parts._replace(netloc=parts.netloc.lower()).geturl()
