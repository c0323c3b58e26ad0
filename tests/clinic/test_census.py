from __future__ import annotations

from io import StringIO

from django.core.management import call_command

from clinic import mail


def census() -> list[str]:
    out = StringIO()
    call_command("census", stdout=out)
    return out.getvalue().splitlines()


def test_a_lost_row_and_a_row_in_its_place_are_both_noticed(db):
    first = mail.queue(to=["nurse@clinic.example"], subject="One", body="")
    before = census()
    first.delete()
    lost = census()
    mail.queue(to=["nurse@clinic.example"], subject="Another", body="")
    replaced = census()

    assert len({tuple(before), tuple(lost), tuple(replaced)}) == 3
    assert [line.split()[1] for line in before if "outboxmessage" in line] == ["1"]


def test_a_whole_audit_trail_is_said_to_be_whole(nurse):
    assert census()[-1] == "audit trail whole"
