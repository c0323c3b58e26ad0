from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from clinic import audit
from tests.clinic.test_audit import rewrite

pytestmark = pytest.mark.django_db


def test_a_trail_in_order_is_told_with_its_last_hash():
    audit.record("opened")
    last = audit.record("closed")
    out = StringIO()

    call_command("verify_audit", stdout=out)

    assert out.getvalue().strip() == f"2 events fit. The last hash: {last.hash}"


def test_a_broken_trail_ends_in_an_error_that_names_the_event():
    event = audit.record("opened")
    audit.record("closed")
    rewrite(event, action="read")

    with pytest.raises(CommandError, match=f"Event {event.pk} does not fit"):
        call_command("verify_audit")
