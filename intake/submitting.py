"""Sending: what a patient finished becomes one sealed submission, on disk before they are told."""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
import uuid
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from clinic import audit, sealing
from clinic.hours import HoursError, OpeningHours
from clinic.models import SiteProfile
from intake import answering, notifications, photos, serving
from intake.domain import responses
from intake.domain.pages import Page
from intake.domain.triage import Priority
from intake.domain.validation.definition import Definition
from intake.domain.validation.validating import validate
from intake.domain.values import Instances
from intake.domain.walk import Walk
from intake.models import Release, Submission

logger = logging.getLogger(__name__)

# Digits and letters that nobody mixes up on the phone or on paper, and that spell no words.
REFERENCE_LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"
TRIES = 5


class Incomplete(Exception):
    """Something is still to be answered, on the page `page`."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.key)
        self.page = page


@dataclass(frozen=True)
class ContactWishes:
    """What someone who asks for a call tells us. The phone is in E.164; either may be empty."""

    name: str
    phone: str
    email: str
    best_time: str
    message: str


@transaction.atomic
def send_response(key: str, secret: bytes, *, now: datetime) -> str:
    """Send an unfinished response and return its reference.

    The same response gives the same reference, however often and however parallel it is sent.
    Raises answering.NotHere, or Incomplete.
    """
    receipt = hashlib.sha256(b"response" + key.encode() + secret).hexdigest()
    try:
        opened = answering.locked(key, secret, now=now)
    except answering.NotHere:
        return _sent_before(receipt)
    if opened.draft.reference:
        return opened.draft.reference
    if page := opened.walk.first_open:
        raise Incomplete(page)

    submission = Submission(
        kind=Submission.Kind.RESPONSE,
        key=receipt,
        release=opened.row.release,
        priority=opened.verdict.priority,
        triage_priority=opened.verdict.priority,
    )
    sent = photos.named_in(opened.walk.live)
    # In the words that staff read, whatever language the patient saw. Dated as the rules saw it:
    # who turns 65 overnight, before sending, is sorted alike for ever.
    authored = timezone.localtime(opened.row.saved_at).isoformat()
    response = responses.write_response(
        opened.row.release.definition, opened.walk.live, authored=authored
    )
    document = {
        "response": response,
        "came_from": opened.draft.came_from,
        "language": serving.spoken(),
        "alerts_read": sorted(opened.draft.read),
        "fired": [each.rule.id for each in opened.verdict.fired],
        "photos": sent,
    }
    faults = faults_in(response, opened)
    document["failed"] = sorted(opened.walk.evaluation.failed)
    _store(submission, document, now=now, faults=faults)
    _tell_failed(submission, opened.walk)
    photos.move_to(submission, sent, unfinished=opened.row)
    answering.mark_sent(opened, secret, reference=submission.reference, now=now)
    return submission.reference


@transaction.atomic
def send_contact_request(token: str, wishes: ContactWishes, *, now: datetime) -> str:
    """Send the wish for a call and return its reference.

    The same words from the same page (its token) are one request, however often they are sent;
    other words are another.
    """
    words = json.dumps([token, asdict(wishes)])
    receipt = hashlib.sha256(b"contact" + words.encode()).hexdigest()
    if before := _reference_of(receipt):
        return before
    submission = Submission(
        kind=Submission.Kind.CONTACT,
        key=receipt,
        priority=Priority.ROUTINE,
        triage_priority=Priority.ROUTINE,
    )
    try:
        with transaction.atomic():
            document = {"contact": asdict(wishes), "language": serving.spoken()}
            _store(submission, document, now=now)
    except IntegrityError:
        return _sent_before(receipt)
    return submission.reference


def faults_in(response: dict[str, Any], opened: answering.Opened) -> tuple[str, ...]:
    """Return the codes of what FHIR would refuse in a response.

    There should be none. Where there are, the response is taken all the same: what a patient sent
    is never lost, and somebody looks into it.
    """
    release = opened.row.release
    walk = opened.walk
    if any(isinstance(value, Instances) for value in walk.live.values()):
        # Instances that were left blank are not sent, so that others have their numbers there.
        sent = responses.read_response(opened.definition, response)
        walk = Walk(opened.definition, sent, now=walk.now)
    issues = validate(_definition(release.digest, release), response, walk=walk)
    return tuple(sorted({issue.detail for issue in issues if issue.is_error}))


def _tell_failed(submission: Submission, walk: Walk) -> None:
    """Log which formulas gave nothing: by the names of their questions, never with an answer."""
    for link_id, why in walk.evaluation.failed.items():
        place = link_id or "the questionnaire itself"
        words = "%s (%s): the formula of %s could not be worked out. %s"
        logger.warning(words, submission.reference, submission.release, place, why)


@lru_cache(maxsize=32)
def _definition(digest: str, release: Release) -> Definition:
    return Definition(dict(release.definition.document))


def call_by(priority: int, hours: OpeningHours, now: datetime) -> datetime:
    """Return when staff should have called. Source: the clinic's response targets.

    A clinic that is closed for too long to count is to call at once: better overdue than lost.
    """
    try:
        match priority:
            case Priority.EMERGENCY:
                return hours.after(now, timedelta(0))
            case Priority.URGENT:
                return min(hours.after(now, timedelta(hours=4)), hours.end_of_day(now, 0))
            case Priority.SOON:
                return hours.end_of_day(now, 1)
            case _:
                return hours.end_of_day(now, 3)
    except HoursError:
        return now


def _store(
    submission: Submission,
    document: dict[str, Any],
    *,
    now: datetime,
    faults: tuple[str, ...] = (),
) -> None:
    """Write the sealed row, its audit event and the letters to staff; all of it or nothing."""
    profile = SiteProfile.current()
    submission.id = uuid.uuid4()
    submission.reference = _new_reference()
    submission.received_at = now
    submission.call_by = call_by(submission.priority, profile.hours, now)
    submission.sealed = sealing.seal(document, place=submission.place)
    submission.save(force_insert=True)
    detail: dict[str, Any] = {"faults": list(faults)} if faults else {}
    audit.record(
        "received",
        submission,
        kind=submission.kind,
        priority=submission.priority,
        **detail,
    )
    if faults:
        logger.error("%s is not valid FHIR: %s", submission.reference, ", ".join(faults))
    notifications.announce(submission, profile)


def _sent_before(receipt: str) -> str:
    reference = _reference_of(receipt)
    if reference is None:
        raise answering.NotHere(receipt[:8])
    return reference


def _reference_of(receipt: str) -> str | None:
    """Return the reference of what was sent, in no order: the patients' side knows none."""
    found = Submission.objects.filter(key=receipt).order_by()
    return found.values_list("reference", flat=True).first()


def written(letters: str) -> str:
    """Return the letters of a reference, or of its beginning, as it is printed: 7K3M-2PQX."""
    return f"{letters[:4]}-{letters[4:]}" if len(letters) > 4 else letters


def spelled(reference: str) -> str:
    """Return a reference as it is printed, however someone typed it."""
    return written("".join(filter(str.isalnum, reference)).upper())


def _new_reference() -> str:
    for _ in range(TRIES):
        letters = "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(8))
        reference = written(letters)
        if not Submission.objects.filter(reference=reference).exists():
            return reference
    raise RuntimeError("No free reference found: the alphabet is exhausted.")
