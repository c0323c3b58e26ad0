"""What people do who save and come back."""

from __future__ import annotations

import base64
import re
from urllib.parse import urlsplit

from tests.intake.make import key_in, walk_until
from tests.intake.reading import words

CODE = re.compile(r'class="resume-code">([0-9A-Z-]+)<')
STOP = {"save-and-come-back": "1"}


def save(client, key: str, **more) -> str:
    """Make a code and return it as it is shown."""
    response = client.post(f"/check/{key}/save/", more)
    assert response.status_code == 200, words(response)
    return CODE.search(response.content.decode())[1]


def begin(client, until: str = "pain", **changes) -> str:
    """Answer up to a page and return the key."""
    return key_in(walk_until(client, until, **changes))


def come_back(client, code: str, **more):
    return client.post("/check/back/", {"code": code}, **more)


def other(code: str, place: int = -1) -> str:
    """Return a code that differs in one letter."""
    plain = list(code.replace("-", ""))
    plain[place] = "C" if plain[place] != "C" else "D"
    return "".join(plain)


def secret_of(client, key: str) -> bytes:
    """Return the secret that the browser holds."""
    return base64.urlsafe_b64decode(client.cookies[f"check_{key}"].value + "=")


def link_in(letter) -> str:
    body = letter.get_payload(decode=True).decode()
    return urlsplit(re.search(r"http://\S+/check/letter/\S+", body)[0]).path
