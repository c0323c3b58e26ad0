from __future__ import annotations

import io
import logging
import sys

import pytest
from django.views.debug import get_exception_reporter_class, get_exception_reporter_filter

from clinic.errors import WordlessFormatter


class BadRow(Exception):
    pass


def fail_on(words: str):
    try:
        try:
            raise KeyError(words)
        except KeyError as error:
            raise BadRow(f"Failing row contains ({words})") from error
    except BadRow:
        return sys.exc_info()


@pytest.fixture
def request_with_words(rf):
    rf.cookies["resume"] = "Ingeborg-cookie"
    return rf.post(
        "/check/?name=Ingeborg-query",
        {"name": "Ingeborg-post"},
        headers={"Referer": "http://localhost/?q=Ingeborg-header"},
    )


@pytest.mark.parametrize("kind", ["get_traceback_text", "get_traceback_html"])
def test_an_error_report_carries_nothing_a_patient_sent(request_with_words, kind):
    reporter = get_exception_reporter_class(request_with_words)(
        request_with_words, *fail_on("".join(["Inge", "borg"]))
    )

    report = getattr(reporter, kind)()

    assert "BadRow" in report
    assert "KeyError" in report
    assert "test_errors.py" in report
    assert "Ingeborg" not in report


def test_a_developer_sees_the_message_but_still_no_form(request_with_words, settings):
    settings.DEBUG = True
    reporter = get_exception_reporter_class(request_with_words)(
        request_with_words, *fail_on("".join(["leg", " 7"]))
    )

    report = reporter.get_traceback_html()

    assert "Failing row contains (leg 7)" in report
    assert "Ingeborg" not in report


def test_a_reporter_of_django_s_own_would_learn_nothing_from_the_filter(request_with_words):
    words = get_exception_reporter_filter(request_with_words)

    assert words.get_post_parameters(request_with_words) == {}
    assert words.get_safe_cookies(request_with_words) == {}
    assert words.get_safe_request_meta(request_with_words) == {}
    assert not words.get_traceback_frame_variables(request_with_words, sys._getframe())


def test_a_log_line_names_faults_and_places_but_quotes_nothing():
    record = logging.LogRecord(
        "intake", logging.ERROR, __file__, 1, "Fault in %s", ("/check/",), fail_on("Ingeborg")
    )

    line = WordlessFormatter("{levelname} {message}", style="{").format(record)

    assert line.startswith("ERROR Fault in /check/")
    assert "KeyError\n" in line
    assert "BadRow" in line
    assert "test_errors.py" in line
    assert "Ingeborg" not in line


def test_a_fault_in_a_view_is_logged_without_words(client, db, monkeypatch):
    def fail(request, template):
        raise BadRow(request.GET["name"])

    monkeypatch.setattr("clinic.views.render", fail)
    client.raise_request_exception = False
    console = logging.getLogger("django").handlers[0]
    stream = io.StringIO()
    monkeypatch.setattr(console, "stream", stream)

    response = client.get("/privacy/?name=Ingeborg")

    logged = stream.getvalue()
    assert response.status_code == 500
    assert "Internal Server Error: /privacy/" in logged
    assert "BadRow" in logged
    assert "Ingeborg" not in logged


def test_a_log_line_does_not_tell_the_key_to_a_preview():
    page = "/articles/preview/Zq3-x_9/pictures/k/w640.jpg"
    record = logging.LogRecord("django.request", 30, "", 0, "Not Found: %s", (page,), None)

    line = WordlessFormatter().format(record)

    assert line == "Not Found: /articles/preview/(secret)/pictures/k/w640.jpg"


def test_a_log_line_does_not_tell_the_key_to_saved_answers():
    page = "/check/letter/Zq3-x_9/"
    record = logging.LogRecord("django.request", 30, "", 0, "Forbidden: %s", (page,), None)

    assert WordlessFormatter().format(record) == "Forbidden: /check/letter/(secret)/"
