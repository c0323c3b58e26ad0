"""Whether a call to the clinic helps in time, or urgent care is the place to go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from clinic.models import SiteProfile

PATIENCE = timedelta(minutes=30)


@dataclass(frozen=True)
class Reach:
    """What someone who needs a check today should do first. `lead` is empty where it is to call.

    `until` is when to stop trying then: a page names that time, for nobody may open it again in
    half an hour, and one that changes by itself would move under its reader. `opens` is when the
    clinic opens next; nothing while it is open.
    """

    lead: str
    is_open: bool
    opens: datetime | None = None
    until: datetime | None = None


def reach(profile: SiteProfile, now: datetime, since: datetime | None = None) -> Reach:
    """Return how to get help today, `since` the answer that calls for it.

    A clinic that closes within half an hour counts as closed: nobody would be seen any more.
    """
    closes = profile.hours.closes(now)
    if closes is None:
        lead = _("We are closed now. Go to urgent care or an emergency room today")
        return Reach(lead, False, profile.hours.opens(now))
    until = (since or now) + PATIENCE
    lead = _lead(profile, closes, now, until)
    return Reach(lead, True, until=None if lead else until)


def _lead(profile: SiteProfile, closes: datetime, now: datetime, until: datetime) -> str:
    if not profile.phone:
        return _("Go to urgent care or an emergency room today")
    if closes - now <= PATIENCE:
        return _("We are about to close. Go to urgent care or an emergency room today")
    if now >= until:
        return _("If you have not reached us, go to urgent care or an emergency room now")
    return ""
