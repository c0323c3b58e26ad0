"""The application as a server calls it."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import RequestFactory

from clinic.wsgi import application

BODY = (
    b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nJoan \\ud800 Alder\r\n'
    b'--x\r\nContent-Disposition: form-data; name="phone"\r\n\r\n651-555-0173\r\n'
    b'--x\r\nContent-Disposition: form-data; name="best_time"\r\n\r\nMorning\r\n--x--\r\n'
)


def status_of(method: str, address: str, content_type: str, body: bytes = b"") -> str:
    request = RequestFactory().generic(method, "/contact/", QUERY_STRING="from=%ff")
    environ = request.environ | {
        "PATH_INFO": address,
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }
    statuses: list[str] = []
    application(environ, lambda status, headers, *rest: statuses.append(status))
    return statuses[0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("charset", ["unicode_escape", "hex", "utf-16", "no-such-thing", ""])
def test_a_client_cannot_choose_how_its_words_are_decoded(charset):
    kind = f"multipart/form-data; charset={charset}; boundary=x"

    assert status_of("GET", "/check/", kind) == "200 OK"
    assert status_of("POST", "/contact/", kind, BODY).startswith("403")  # no token; no fault
    assert status_of("POST", "/staff/login/", kind, BODY).startswith("403")
