"""What was published: every version, what it changed, and the document itself."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from intake import draft_rows, publishing
from intake.admin.builder import doors
from intake.admin.builder.case_results import kept
from intake.admin.builder.doors import Opened
from intake.domain.drafting import outline
from intake.domain.ruling.changes import compare_versions
from intake.domain.ruling.rows import chapters
from intake.domain.turning import escaped
from intake.models import Release

DRAFT = "draft"
MOST = 200


@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """List the versions, and show what differs between two of them.

    `to` is the newest unless it is named (the draft counts, as "draft"); `from` is the one before.
    """
    found = doors.opened(request, pk)
    rows = found.row.releases.select_related("published_by").order_by("-version")
    listed = list(rows.defer("document", "rules", "cases")[:MOST])
    numbers = [row.version for row in listed]
    newest = DRAFT if found.row.has_draft else (numbers[0] if numbers else None)
    after = _named(request.GET.get("to"), found, numbers) or newest
    before = _named(request.GET.get("from"), found, numbers) or _previous(after, numbers)
    changes = None
    if after is not None and before is not None:
        old, new = _version(found, before), _version(found, after)
        changes = compare_versions(old, new)
    return doors.show(
        request,
        "versions",
        found,
        "Versions",
        versions=listed,
        before=before,
        after=after,
        choices=[*([DRAFT] if found.row.has_draft else []), *numbers],
        changes=changes,
    )


@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show a version as its outline. It never changes."""
    found = doors.opened(request, pk)
    release = release_of(found, number)
    document = publishing.parse(release.document)
    cases = kept(release)
    return doors.show(
        request,
        "version",
        found,
        f"Version {number}",
        release=release,
        rows=outline(document),
        description=document.get("description", ""),
        draft_title=document.get("title", ""),
        chapters=chapters(publishing.parse(release.rules), document),
        cases=cases,
        agreeing=sum(case.is_as_expected for case in cases),
    )


@require_safe
def export(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Give a version as the file that it was published as."""
    found = doors.opened(request, pk)
    return _file(f"{found.row.slug}-{number}.json", release_of(found, number).document)


@require_safe
def export_draft(request: HttpRequest, pk: int) -> HttpResponse:
    found = doors.opened(request, pk)
    if not found.row.has_draft:
        raise Http404("There is no draft.")
    return _file(f"{found.row.slug}-draft.json", found.row.draft)


def _file(name: str, text: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(
        escaped(text),
        content_type="application/fhir+json; charset=utf-8",
        headers={"Content-Disposition": disposition},
    )


def release_of(found: Opened, number: int) -> Release:
    release = found.row.releases.filter(version=min(number, 2**31 - 1)).first()
    if release is None:
        raise Http404("There is no such version.")
    release.questionnaire = found.row
    return release


def _named(name: str | None, found: Opened, numbers: list[int]) -> int | str | None:
    if name == DRAFT and found.row.has_draft:
        return DRAFT
    return next((number for number in numbers if str(number) == name), None)


def _previous(after: int | str | None, numbers: list[int]) -> int | None:
    if after == DRAFT:
        return numbers[0] if numbers else None
    return next((number for number in numbers if after is not None and number < int(after)), None)


def _version(found: Opened, name: int | str) -> tuple[dict, dict]:
    """Return the document of a version, and its rules."""
    if name == DRAFT:
        return draft_rows.document_of(found.row), found.rules
    release = release_of(found, int(name))
    return publishing.parse(release.document), publishing.parse(release.rules)
