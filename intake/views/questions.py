"""The form of a page, as this patient meets it; and the pictures that belong to questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_safe

from clinic import languages, links
from intake import illustrating
from intake.domain.items import Item
from intake.domain.pages import Page
from intake.domain.values import Answers
from intake.forms import PageForm
from intake.models import Release, Translated
from intake.models.definitions import FOR_STAFF
from intake.views.showing import Served

A_DAY = 24 * 60 * 60


def page_form(
    served: Served,
    page: Page,
    standing: Answers,
    data: Mapping[str, Any] | None = None,
    files: MultiValueDict[str, UploadedFile] | None = None,
    *,
    refused: Mapping[str, Sequence[str]] | None = None,
) -> PageForm:
    """Return the form of a page, with what stands in its boxes already."""
    return PageForm(
        page,
        data,
        files,
        given=standing,
        lang=languages.foreign(served.definition.language),
        picture_url=_pictures_of(served.release) if isinstance(served, Translated) else None,
        refused=refused,
    )


@languages.once
@require_safe
def picture(request: HttpRequest, digest: str, link_id: str) -> HttpResponse:
    """Send the picture of a question. It is as public as the question, and never changes."""
    release = Release.objects.filter(digest=digest).defer(*FOR_STAFF).first()
    item = release.definition.by_id.get(link_id) if release else None
    image = illustrating.shown(item.picture.data) if item and item.picture else None
    if image is None:
        raise Http404("There is no such picture.")
    response = HttpResponse(image, content_type=illustrating.MIME)
    response["Cache-Control"] = f"public, max-age={A_DAY}, immutable"
    return response


def _pictures_of(release: Release) -> Any:
    def url(item: Item) -> str:
        return links.once("intake:picture", release.digest, item.link_id)

    return url
