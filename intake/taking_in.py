"""New questionnaires: begun in the admin, or taken in from a file."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.text import slugify

from intake import illustrating, publishing, shipped
from intake.domain import drafting, importing
from intake.domain.document import Json
from intake.domain.drafting import tree
from intake.domain.importing import Import
from intake.domain.reading import naming
from intake.domain.reading.source import write
from intake.draft_rows import document_of, expect, expect_no_draft, keep, locked
from intake.models import Questionnaire, Release

LONGEST_SLUG = 50
FIRST_PAGE = "First page"


@dataclass(frozen=True)
class TakenIn:
    """An imported questionnaire, and what was mended on the way."""

    row: Questionnaire
    repaired: tuple[str, ...]


@transaction.atomic
def create(title: str, *, by: User, description: str = "") -> Questionnaire:
    """Begin a questionnaire of that title: one page, nothing published."""
    slug = free_slug(title)
    document, _ = drafting.add(drafting.empty(slug, title, description), "page", FIRST_PAGE)
    return _create(slug, document, by=by, action="questionnaire created")


def take_in(text: str, *, by: User, into: Questionnaire | None = None) -> TakenIn:
    """Begin a draft with a file from elsewhere, of a new questionnaire or of one that is there.

    What can be mended is. Raises DefinitionError where it is no questionnaire, and DraftThere
    where somebody is editing.
    """
    expect(by, "add")
    brought = illustrating.draw_anew(importing.bring_in(text))
    return _take_in(brought, by=by, into=into)


@transaction.atomic
def _take_in(brought: Import, *, by: User, into: Questionnaire | None) -> TakenIn:
    repaired = brought.reading.repaired
    if into is not None:
        row = _take_over(locked(into, by), brought.document, by)
        if document_of(row)["url"] != brought.document["url"]:
            repaired += (f"The questionnaire: its url is now that of “{row}”, as it goes on.",)
    else:
        name = naming.slug(brought.reading.questionnaire.name)
        slug = _free(name)
        document = drafting.ready(brought.document, name=slug)
        if slug != name and tree.words(document, "url") == drafting.own_url(name):
            document["url"] = drafting.own_url(slug)  # the other one goes by that address
        row = _create(slug, document, by=by, action="questionnaire imported")
    return TakenIn(row, (*repaired, *illustrating.unshown(brought.document)))


def load(brought: Import, rules: str) -> Questionnaire:
    """Keep a file as the draft of the questionnaire of its name, with its rules; by the machine.

    The same file once more changes nothing. Raises DraftThere where another draft is, and
    DefinitionError where the name is that of another questionnaire.
    """
    return _load(illustrating.draw_anew(brought), rules)


@transaction.atomic
def _load(brought: Import, rules: str) -> Questionnaire:
    definition = brought.reading.questionnaire
    slug = naming.slug(definition.name)
    publishing.check_is_the_same(Release.objects.newest(slug), definition)
    rows = Questionnaire.objects.select_for_update(of=("self",))
    row = rows.filter(slug=slug).first() or Questionnaire(slug=slug)
    document = drafting.ready(brought.document, name=slug)
    if (row.draft, row.draft_rules) == (write(document), rules):
        return row
    expect_no_draft(row)
    row.draft_rules = rules
    return keep(row, document, by=None, action="questionnaire imported", slug=slug)


def free_slug(title: str) -> str:
    """Return a name for addresses that no questionnaire has."""
    return _free(slugify(title)[:LONGEST_SLUG].strip("-_") or "questionnaire")


def _free(base: str) -> str:
    number, slug = 1, base
    while Questionnaire.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base[: LONGEST_SLUG - 5]}-{number}"
    return slug


def _take_over(row: Questionnaire, document: Json, by: User) -> Questionnaire:
    expect_no_draft(row)
    newest = Release.objects.newest(row.slug)
    row.draft_rules = newest.rules if newest else _default_rules()
    document = drafting.ready(document, name=row.slug)
    if newest and newest.definition.url:
        document["url"] = newest.definition.url  # it goes on as what it takes the place of
    return keep(row, document, by=by, action="questionnaire imported")


def _default_rules() -> str:
    return shipped.DEFAULT_RULES.read_text(encoding="utf-8")


def _create(slug: str, document: Json, *, by: User, action: str) -> Questionnaire:
    expect(by, "add")
    row = Questionnaire(slug=slug, draft_rules=_default_rules())
    return keep(row, document, by=by, action=action, slug=slug)
