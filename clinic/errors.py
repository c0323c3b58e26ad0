"""Error reports and log lines that say where a fault is, and nothing of what people typed."""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import ItemsView
from types import FrameType, TracebackType
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

LEFT_OUT = "(The message is left out.)"
# Who knows one of these reads what is not public.
SECRET = re.compile(r"((?<=/preview/)|(?<=/check/letter/))[^/\s]+")


class WordlessReporterFilter(SafeExceptionReporterFilter):
    """Leave out forms, cookies, headers and the values of variables."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, str]:
        return {}

    def get_safe_cookies(self, request: HttpRequest | None) -> dict[str, str]:
        return {}

    def get_safe_request_meta(self, request: HttpRequest | None) -> dict[str, str]:
        return {}

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: FrameType
    ) -> ItemsView[str, Any]:
        return {}.items()


class WordlessReporter(ExceptionReporter):
    """Report a fault without its request: the address itself may hold what a person typed.

    Its message, which may quote a row or a form, is for a developer's own screen only.
    """

    def __init__(self, request: HttpRequest | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(None, *args, **kwargs)

    def get_traceback_data(self) -> dict[str, Any]:
        data = super().get_traceback_data()
        if settings.DEBUG:
            return data
        frames = [frame | {"exc_cause": _name(frame["exc_cause"])} for frame in data["frames"]]
        return data | {"exception_value": LEFT_OUT, "exception_notes": "", "frames": frames}


class WordlessFormatter(logging.Formatter):
    """Log a fault's class and place. Its message may quote a row or a form."""

    def format(self, record: logging.LogRecord) -> str:
        return SECRET.sub("(secret)", super().format(record))

    def formatException(
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, ...]
    ) -> str:
        lines: list[str] = []
        error: BaseException | None = ei[1]
        while error:
            frames = traceback.format_list(traceback.extract_tb(error.__traceback__))
            lines = [*frames, f"{_name(error)}\n", *lines]
            error = error.__cause__ or error.__context__
        return "Traceback (without messages):\n" + "".join(lines).rstrip()


def _name(error: BaseException | None) -> str:
    return type(error).__qualname__ if error else ""
