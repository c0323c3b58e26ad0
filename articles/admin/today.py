"""What stands on the staff's first page: which reviews are due."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from articles.due import due


def today(request: HttpRequest) -> dict[str, Any]:
    """Return what waits at the desk, for staff who may read articles."""
    if not request.user.has_perm("articles.view_article"):
        return {}
    return {"articles_due": due(timezone.now())}
