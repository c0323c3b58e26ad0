"""Photos of patients for staff who read their answers, and for nobody else."""

from __future__ import annotations

import uuid
from functools import partial

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from clinic.sealing import NoKeyHere
from clinic.vault import CannotOpen
from intake import photos
from intake.models import Photo, Submission

# Nothing in such a file may run, load or be framed, whatever we took it for.
POLICY = "default-src 'none'; img-src 'self'; frame-ancestors 'none'; sandbox"
ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "application/pdf": "pdf"}


def urls(admin: ModelAdmin) -> list[URLPattern]:
    """Return the addresses of photos, below that of their submission."""
    return [
        path(
            "<uuid:submission_id>/photo/<uuid:photo_id>/",
            admin.admin_site.admin_view(require_safe(partial(photo, admin))),
            name="intake_submission_photo",
        )
    ]


def photo(
    admin: ModelAdmin, request: HttpRequest, submission_id: uuid.UUID, photo_id: uuid.UUID
) -> HttpResponse:
    """Answer with one file, audited. Pictures are shown; a PDF is saved."""
    submission = get_object_or_404(Submission, pk=submission_id)
    if not admin.has_view_permission(request, submission):
        raise PermissionDenied
    try:
        opened = photos.open_photo(submission, str(photo_id), by=request.user)
    except Photo.DoesNotExist as error:
        raise Http404("There is no such photo in this submission.") from error
    except (NoKeyHere, CannotOpen) as problem:
        return HttpResponse(str(problem), status=503, content_type="text/plain; charset=utf-8")
    response = HttpResponse(opened.data, content_type=opened.content_type)
    shown = "inline" if opened.content_type.startswith("image/") else "attachment"
    name = f"{submission.reference}-{str(photo_id)[:4]}.{ENDINGS[opened.content_type]}"
    response["Content-Disposition"] = f'{shown}; filename="{name}"'
    response["Content-Security-Policy"] = POLICY
    return response
