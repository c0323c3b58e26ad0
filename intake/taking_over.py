"""What ships in a newer version than the clinic's own: to compare, and to take over as a draft.

A release comes from what shipped if it is that, word for word, or if its rules are marked so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from intake import publishing, shipped
from intake.domain import drafting
from intake.domain.differences import Change
from intake.domain.importing import bring_in
from intake.domain.reading.source import write
from intake.domain.ruling import changes
from intake.domain.ruling.texts import keep_reviews
from intake.draft_rows import expect_no_draft, keep, locked
from intake.models import Questionnaire, Release


class NothingNewer(Exception):
    """What ships is what the clinic has, or has had."""


@dataclass(frozen=True)
class Newer:
    """What patients have, and what ships now as it would be the draft."""

    newest: Release
    document: dict[str, Any]
    rules: dict[str, Any]


def is_newer_there(row: Questionnaire) -> bool:
    """Say whether a form ships in a version that no release of the clinic came from."""
    if row.slug not in shipped.FORMS:
        return False
    newest = Release.objects.newest(row.slug)
    digest = shipped.digest(row.slug)
    if newest is None or newest.definition.url != drafting.own_url(row.slug):
        return False  # another questionnaire, by chance of that name
    return not row.releases.filter(Q(digest=digest) | Q(rules__contains=digest)).exists()


def newer(row: Questionnaire) -> Newer:
    """Return what ships, where it is newer, or raise NothingNewer.

    It counts on from the clinic's own versions, and a translation that the clinic has had
    reviewed stays reviewed where its words, and those that it translates, are the same.
    """
    newest = Release.objects.newest(row.slug)
    if newest is None or not is_newer_there(row):
        raise NothingNewer(f"“{row}” ships in no newer version than yours.")
    text, rules_text = shipped.texts(row.slug)
    document = drafting.ready(bring_in(text).document, name=row.slug)
    own = publishing.parse(newest.document)
    if "version" in own:
        document["version"] = own["version"]
    rules = keep_reviews(publishing.parse(rules_text), publishing.parse(newest.rules))
    return Newer(newest, document, shipped.marked(rules, row.slug))


def compare(row: Questionnaire) -> tuple[Change, ...]:
    """Return how what ships differs from what patients have; raise NothingNewer as `newer`."""
    ours = newer(row)
    before = publishing.parse(ours.newest.document), publishing.parse(ours.newest.rules)
    return changes.compare_versions(before, (ours.document, ours.rules))


@transaction.atomic
def take_over(questionnaire: Questionnaire, *, by: User) -> Questionnaire:
    """Begin a draft with what ships now. What patients have stays until somebody publishes it.

    Raises DraftThere where somebody is editing, and NothingNewer.
    """
    row = locked(questionnaire, by)
    expect_no_draft(row)
    ours = newer(row)
    row.draft_rules = write(ours.rules)
    return keep(
        row, ours.document, by=by, action="draft begun", shipped=shipped.digest(row.slug)[:12]
    )
