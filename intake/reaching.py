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

    `opens` is when the clinic opens next; nothing while it is open.
    """

    lead: str
    is_open: bool
    opens: datetime | None = None


def reach(profile: SiteProfile, now: datetime, since: datetime | None = None) -> Reach:
    """Return how to get help today, `since` the answer that calls for it.

    A clinic that closes within half an hour counts as closed: nobody would be seen any more.
    """
    closes = profile.hours.closes(now)
    if closes is None:
        lead = _("We are closed now. Go to urgent care or an emergency room today")
        return Reach(lead, False, profile.hours.opens(now))
    return Reach(_lead(profile, closes, now, since), True)


def _lead(profile: SiteProfile, closes: datetime, now: datetime, since: datetime | None) -> str:
    if not profile.phone:
        return _("Go to urgent care or an emergency room today")
    if closes - now <= PATIENCE:
        return _("We are about to close. Go to urgent care or an emergency room today")
    if since and now - since >= PATIENCE:
        return _("If you have not reached us, go to urgent care or an emergency room now")
    return ""
