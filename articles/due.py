"""Which reviews are due, and the letter that says so, once a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from articles.models import Article, DigestSent, Edition, Reviewer, State
from clinic import mail

SOON = timedelta(days=60)
MOST = 25  # of each kind on the first page and in the letter
HOUR = 7  # of the clinic's morning
RIGHTS = ("review_article", "publish_article")


@dataclass(frozen=True)
class Due:
    """What waits for somebody: each edition or article in the order it should be taken."""

    overdue: list[Edition] = field(default_factory=list)
    soon: list[Edition] = field(default_factory=list)
    in_review: list[Article] = field(default_factory=list)
    approved: list[Article] = field(default_factory=list)
    is_more: bool = False

    def __bool__(self) -> bool:
        return bool(self.overdue or self.soon or self.in_review or self.approved)


def due(now: datetime) -> Due:
    """Return what readers see past or near its day of review, and texts on their way to them.

    Of each kind the first MOST, and whether there is more.
    """
    today = timezone.localdate(now)
    live = Edition.objects.published(now).light().select_related("review")
    near = live.filter(review__due_on__lte=today + SOON).order_by("review__due_on", "pk")
    waiting = Article.objects.order_by("created_at").only("title")  # not the texts
    overdue = list(near.filter(review__due_on__lte=today)[: MOST + 1])
    soon = list(near.filter(review__due_on__gt=today)[: MOST + 1])
    in_review = list(waiting.filter(state=State.IN_REVIEW)[: MOST + 1])
    approved = list(waiting.filter(state=State.APPROVED)[: MOST + 1])
    return Due(
        overdue[:MOST],
        soon[:MOST],
        in_review[:MOST],
        approved[:MOST],
        is_more=any(len(found) > MOST for found in (overdue, soon, in_review, approved)),
    )


def send_digest(now: datetime) -> bool:
    """Write today's letter if something is due and it is not written yet; say whether it was."""
    today = timezone.localdate(now)
    if timezone.localtime(now).hour < HOUR or DigestSent.objects.filter(day=today).exists():
        return False
    found = due(now)
    if not found:
        return False
    try:
        with transaction.atomic():
            DigestSent(day=today).save(force_insert=True)
            body = render_to_string(
                "admin/articles/digest.txt", {"due": found, "site": settings.STAFF_URL}
            )
            mail.queue(to=_readers(), subject="Articles: reviews that are due", body=body)
    except IntegrityError:  # another process was faster
        return False
    return True


def _readers() -> list[str]:
    """Whoever reviews or publishes and has an address; if nobody has, whom the profile names."""
    return sorted(set(_addresses()))


def _addresses() -> Iterable[str]:
    permissions = Permission.objects.filter(codename__in=RIGHTS, content_type__app_label="articles")
    users = User.objects.filter(is_active=True).exclude(email="")
    yield from users.filter(
        Q(groups__permissions__in=permissions) | Q(user_permissions__in=permissions)
    ).values_list("email", flat=True)
    reviewers = Reviewer.objects.filter(is_active=True).exclude(email="")
    yield from reviewers.values_list("email", flat=True)
