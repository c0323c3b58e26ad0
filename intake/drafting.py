"""Drafts: begin one, save it, publish it, throw it away. Nobody takes away what another saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from clinic import audit
from intake import publishing
from intake.domain import drafting, importing, linting
from intake.domain.document import DefinitionError, Json
from intake.domain.drafting import tree
from intake.domain.reading import naming
from intake.domain.reading.source import write
from intake.models import Questionnaire, Release

DEFAULT_RULES = settings.BASE_DIR / "intake" / "definitions" / "default.triage.json"
LONGEST_SLUG = 50
FIRST_PAGE = "First page"


class ChangedMeanwhile(Exception):
    """Somebody else saved the draft since it was opened."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        saved_by = questionnaire.draft_saved_by
        who = (saved_by.get_full_name() or saved_by.get_username()) if saved_by else "Somebody"
        super().__init__(f"{who} saved this draft after you opened it. Your change is not in it.")


class TriageNeedsIt(drafting.DraftError):
    """A rule asks for what would be gone: with it, an urgent answer could be missed."""

    def __init__(self, broken: tuple[str, ...]) -> None:
        names = ", ".join(name.removeprefix("The ") for name in broken)
        super().__init__(
            f"Triage needs this as it is: {names}. It finds urgent answers by it. "
            "Keep it, or have the rules changed first."
        )


class NoDraft(Exception):
    """Nobody is editing this questionnaire (any more)."""


class DraftThere(Exception):
    """There is a draft already, which must not be lost."""


@dataclass(frozen=True)
class TakenIn:
    """An imported questionnaire, and what was mended on the way."""

    row: Questionnaire
    repaired: tuple[str, ...]


class NotReady(Exception):
    """The draft has faults with which nobody could fill it in."""


def document_of(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return the draft as a document, or raise NoDraft."""
    if not questionnaire.has_draft:
        raise NoDraft(questionnaire.slug)
    return publishing.parse(questionnaire.draft)


@transaction.atomic
def create(title: str, *, by: User, description: str = "") -> Questionnaire:
    """Begin a questionnaire of that title: one page, nothing published."""
    slug = free_slug(title)
    document, _ = drafting.add(drafting.empty(slug, title, description), "page", FIRST_PAGE)
    return _create(slug, document, by=by, action="questionnaire created")


@transaction.atomic
def take_in(text: str, *, by: User, into: Questionnaire | None = None) -> TakenIn:
    """Begin a draft with a file from elsewhere, of a new questionnaire or of one that is there.

    What can be mended is. Raises DefinitionError where it is no questionnaire, and DraftThere
    where somebody is editing.
    """
    _expect(by, "add")
    brought = importing.bring_in(text)
    if into is not None:
        row = _take_over(_locked(into, by), brought.document, by)
    else:
        name = naming.slug(brought.reading.questionnaire.name)
        slug = _free(name)
        document = drafting.ready(brought.document, name=slug)
        if slug != name and tree.words(document, "url") == drafting.own_url(name):
            document["url"] = drafting.own_url(slug)  # the other one goes by that address
        row = _create(slug, document, by=by, action="questionnaire imported")
    return TakenIn(row, brought.reading.repaired)


@transaction.atomic
def load(brought: importing.Import, rules: str) -> Questionnaire:
    """Keep a file as the draft of the questionnaire of its name, with its rules; by the machine.

    The same file once more changes nothing. Raises DraftThere where another draft is, and
    DefinitionError where the name is that of another questionnaire.
    """
    definition = brought.reading.questionnaire
    slug = naming.slug(definition.name)
    publishing.check_is_the_same(Release.objects.newest(slug), definition)
    rows = Questionnaire.objects.select_for_update(of=("self",))
    row = rows.filter(slug=slug).first() or Questionnaire(slug=slug)
    document = drafting.ready(brought.document, name=slug)
    if (row.draft, row.draft_rules) == (write(document), rules):
        return row
    _expect_no_draft(row)
    row.draft_rules = rules
    return _keep(row, document, by=None, action="questionnaire imported", slug=slug)


@transaction.atomic
def start(questionnaire: Questionnaire, *, by: User) -> Questionnaire:
    """Begin to edit: the draft is a copy of the newest release. One that is there goes on."""
    row = _locked(questionnaire, by)
    newest = Release.objects.newest(row.slug)
    if row.has_draft or newest is None:
        return row
    document = drafting.ready(publishing.parse(newest.document), name=row.slug)
    row.draft_rules = newest.rules
    return _keep(row, document, by=by, action="draft begun", version=newest.version)


@transaction.atomic
def save(
    questionnaire: Questionnaire, document: Json, *, number: int, by: User, about: str = ""
) -> Questionnaire:
    """Keep a draft as it is now.

    `number` is the one that was opened: if a newer one is there, nothing is saved and
    ChangedMeanwhile is raised; TriageNeedsIt where a rule could not work any more. `about`
    names the item that was changed, for the audit trail.
    """
    row = _locked(questionnaire, by)
    if not row.has_draft:
        raise NoDraft(row.slug)
    if row.draft_number != number:
        raise ChangedMeanwhile(row)
    if write(document) == row.draft:
        return row
    if broken := broken_rules(row, document):
        raise TriageNeedsIt(broken)
    return _keep(row, document, by=by, action="draft saved", about=about)


@transaction.atomic
def publish(questionnaire: Questionnaire, *, number: int, by: User) -> Release:
    """Freeze the draft as the next version, with its rules. What patients have begun stays theirs.

    Raises NotReady with what to mend, and ChangedMeanwhile where it is not the draft that was read.
    """
    row = _locked(questionnaire, by)
    if not row.has_draft:
        raise NoDraft(row.slug)
    if row.draft_number != number:
        raise ChangedMeanwhile(row)
    if grave := [fault.text for fault in faults(row) if linting.is_grave(fault)]:
        raise NotReady(" ".join(grave))
    try:
        release = publishing.publish(_numbered(row), row.draft_rules, by=by)
    except DefinitionError as error:
        raise NotReady(str(error)) from error
    _clear(Questionnaire.objects.get(pk=row.pk))  # publishing has given the row its new title
    return release


@transaction.atomic
def discard(questionnaire: Questionnaire, *, number: int, by: User) -> None:
    """Throw the draft away. Published versions stay; what never was published goes altogether."""
    row = _locked(questionnaire, by)
    if row.draft_number != number:
        raise ChangedMeanwhile(row)
    audit.record("draft discarded", row, by=by, number=number, title=row.title)
    if row.releases.exists():
        _clear(row)
    else:
        row.delete()


def faults(questionnaire: Questionnaire) -> tuple[linting.Fault, ...]:
    """Return what an editor should know before publishing the draft, the gravest first."""
    document = document_of(questionnaire)
    released = [publishing.parse(each.document) for each in _newest_first(questionnaire)]
    found = linting.lint(document, publishing.parse(questionnaire.draft_rules), released)
    if any(map(linting.is_grave, found)):
        return found
    try:
        publishing.check(questionnaire.draft, questionnaire.draft_rules)
    except DefinitionError as error:
        return (linting.Fault("", "unreadable", str(error)), *found)
    return found


def broken_rules(questionnaire: Questionnaire, document: Json) -> tuple[str, ...]:
    """Return the triage rules that work with the draft, and would not if it read like this."""
    rules = publishing.parse(questionnaire.draft_rules)
    return linting.broken_rules(rules, document_of(questionnaire), document)


def free_slug(title: str) -> str:
    """Return a name for addresses that no questionnaire has."""
    return _free(slugify(title)[:LONGEST_SLUG].strip("-_") or "questionnaire")


def _free(base: str) -> str:
    number, slug = 1, base
    while Questionnaire.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base[: LONGEST_SLUG - 5]}-{number}"
    return slug


def _newest_first(questionnaire: Questionnaire) -> list[Release]:
    return list(questionnaire.releases.order_by("-version")[: linting.OLDEST_COMPARED])


def _expect_no_draft(row: Questionnaire) -> None:
    if row.has_draft:
        raise DraftThere(f"“{row}” has a draft already. Publish it or discard it first.")


def _take_over(row: Questionnaire, document: Json, by: User) -> Questionnaire:
    _expect_no_draft(row)
    newest = Release.objects.newest(row.slug)
    row.draft_rules = newest.rules if newest else _default_rules()
    document = drafting.ready(document, name=row.slug)
    if newest and newest.definition.url:
        document["url"] = newest.definition.url  # it goes on as what it takes the place of
    return _keep(row, document, by=by, action="questionnaire imported")


def _default_rules() -> str:
    return DEFAULT_RULES.read_text(encoding="utf-8")


def _numbered(row: Questionnaire) -> str:
    """Return the draft under the number of its version, save where its author gave it another."""
    document = document_of(row)
    newest = Release.objects.newest(row.slug)
    was = publishing.parse(newest.document).get("version") if newest else None
    if document.get("version") != was:
        return row.draft
    return write({**document, "version": str(newest.version + 1 if newest else 1)})


def _expect(by: User, permission: str) -> None:
    if not by.has_perm(f"intake.{permission}_questionnaire"):
        raise PermissionDenied("You may not edit questionnaires.")


def _locked(questionnaire: Questionnaire, by: User) -> Questionnaire:
    """Let one act on a questionnaire at a time go on, and return the row as it is now."""
    _expect(by, "change")
    rows = Questionnaire.objects.select_for_update(of=("self",)).select_related("draft_saved_by")
    row = rows.filter(pk=questionnaire.pk).first()
    if row is None:
        raise NoDraft(questionnaire.slug)
    return row


def _create(slug: str, document: Json, *, by: User, action: str) -> Questionnaire:
    _expect(by, "add")
    row = Questionnaire(slug=slug, draft_rules=_default_rules())
    return _keep(row, document, by=by, action=action, slug=slug)


def _keep(
    row: Questionnaire, document: Json, *, by: User | None, action: str, **detail: Any
) -> Questionnaire:
    row.draft = write(document)
    row.draft_number += 1
    row.draft_saved_at, row.draft_saved_by = timezone.now(), by
    if row.pk is None or not row.releases.exists():
        row.title = str(document["title"])[:200]  # a published title changes with publishing
    row.save()
    audit.record(action, row, by=by, number=row.draft_number, **detail)
    return row


def _clear(row: Questionnaire) -> None:
    row.draft = row.draft_rules = ""
    row.draft_number += 1  # a page that shows the old draft can no longer save it
    row.draft_saved_at = row.draft_saved_by = None
    row.save()
