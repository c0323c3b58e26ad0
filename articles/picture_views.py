"""The files of pictures: to anyone where readers see the picture, else by a preview or to staff."""

from __future__ import annotations

import logging
from datetime import datetime

from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from articles import previewing, richtext
from articles.models import Edition, Picture
from articles.pictures import Planned
from clinic import caching

A_DAY = 24 * 60 * 60
logger = logging.getLogger(__name__)


@require_safe
@caching.public(A_DAY, until=Edition.objects.next_change)
def picture(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """Answer with a file of a picture that stands in what anyone may read now."""
    return answer(request, get_object_or_404(published(timezone.now()), key=key), name)


@require_safe
def preview_picture(request: HttpRequest, secret: str, key: str, name: str) -> HttpResponse:
    """Answer with a file of a picture of the one revision that the link shows."""
    link = previewing.find(secret, timezone.now())
    if link is None:
        raise Http404("This link leads nowhere, or no longer.")
    content = link.revision.content
    there = {content["picture"], *richtext.pictures(content["body_html"])}
    found = get_object_or_404(Picture, key=key, pk__in=there - {None})
    response = answer(request, found, name)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store, private"
    return response


def published(now: datetime) -> QuerySet[Picture]:
    """The pictures that stand in what anyone may read at this moment."""
    editions = Edition.objects.published(now)
    return Picture.objects.filter(
        Exists(editions.filter(picture=OuterRef("pk")))
        | Exists(editions.filter(pictures=OuterRef("pk")))
    )


def answer(request: HttpRequest, picture: Picture, name: str) -> HttpResponse:
    """Answer with one of the files that are planned for a picture; no other name leads anywhere."""
    planned = picture.file(name)
    if planned is None:
        raise Http404("There is no such file of this picture.")
    etag = quote_etag(f"{picture.key}-{name}")
    known = get_conditional_response(request, etag=etag)
    response = known if isinstance(known, HttpResponse) else _whole(picture, planned)
    response["ETag"] = etag
    return response


def _whole(picture: Picture, planned: Planned) -> HttpResponse:
    try:
        with default_storage.open(picture.path(planned.name)) as file:
            data = file.read()
    except FileNotFoundError as error:
        logger.error("Picture %s has lost its file %s.", picture.key, planned.name)
        raise Http404("This file of the picture is missing.") from error
    return HttpResponse(data, content_type=planned.mime)
