"""The letter to a patient with a link to their own answers: no answer, no name, no word of why."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy

from clinic import links, mail, saying
from clinic.models import SiteProfile

SUBJECT = gettext_lazy("Your link to go on, from %(clinic)s")
BODY = gettext_lazy("""\
Hello,

you asked us for this link. It opens what you have filled in so far on the
website of %(clinic)s:

%(link)s

It works until %(day)s, at %(time)s, or until you have sent your
answers. Anyone who has it can read what you filled in, so please do not
pass it on. If you make a new code, this link stops working.

Nothing has been sent to the clinic yet. If you need help now, do not wait:
in an emergency call 911.%(call)s

If you did not ask for this, somebody typed your email address by mistake.
Please delete this email. There is nothing else to do, and we have not kept
your address.

%(clinic)s
""")
CALL = gettext_lazy("You can call us at %(phone)s.")


def can_be_sent() -> bool:
    """Say whether letters reach people. A site on trial puts them in a folder, to be read there."""
    return bool(settings.EMAIL_HOST) or not settings.HTTPS


def send_link(address: str, token: str, *, until: datetime) -> None:
    """Send the letter at once, and keep neither it nor the address; or raise mail.NotSent."""
    profile = SiteProfile.current()
    call = CALL % {"phone": profile.phone_display} if profile.phone else ""
    told = {
        "clinic": profile.name,
        "link": links.absolute(reverse("intake:letter", args=[token])),
        "day": saying.day(until),
        "time": saying.clock(until),
        "call": f"\n{call}" if call else "",
    }
    mail.send_now(to=address, subject=SUBJECT % told, body=BODY % told)
