"""A real mail server on this machine, and one that is away."""

from __future__ import annotations

import email
import socket
from email.message import Message

import pytest
from aiosmtpd.controller import Controller


class Mailbox:
    """What a mail server has taken, and whether it takes anything at the moment."""

    def __init__(self) -> None:
        self.letters: list[Message] = []
        self.answer = "250 Taken"

    async def handle_DATA(self, server, session, envelope):
        if self.answer.startswith("250"):
            letter = email.message_from_bytes(envelope.content)
            letter["X-Recipients"] = ", ".join(envelope.rcpt_tos)
            self.letters.append(letter)
        return self.answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def mailbox(settings):
    mailbox = Mailbox()
    server = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield mailbox
    server.stop()


@pytest.fixture
def no_server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
