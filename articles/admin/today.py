"""What stands on the staff's first page: which reviews are due."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone

from articles.due import due
from articles.models import Article, Revision, State

MOST_DRAFTS = 5


def today(request: HttpRequest) -> dict[str, Any]:
    """Return what waits at the desk, for staff who may read articles."""
    if not request.user.has_perm("articles.view_article"):
        return {}
    return {"articles_due": due(timezone.now()), "own_drafts": own_drafts(request)}


def own_drafts(request: HttpRequest) -> QuerySet[Article]:
    """What this person wrote at and nobody waits for: begun, or sent back with a wish."""
    newest = Revision.objects.filter(article=OuterRef("pk")).order_by("-number")
    drafts = Article.objects.filter(state=State.DRAFT)
    return (
        drafts.filter(revisions__saved_by=request.user.pk)
        .distinct()
        .order_by(Subquery(newest.values("saved_at")[:1]).desc(), "pk")[:MOST_DRAFTS]
    )
