"""The revisions of an article: what changed, when and by whom, and how to bring one back."""

from __future__ import annotations

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from articles import comparing, editing, moves
from articles.admin.desk import opened
from articles.models import Article, Revision

MOST = 200


@require_safe
def revisions(request: HttpRequest, pk: int) -> HttpResponse:
    """List the revisions, and show what changed between two of them.

    `to` is the newest unless it is named; `from` is the one before, or with `since=review` the
    one that the last medical review was signed for.
    """
    article = opened(request, pk)
    after = _named(article, request.GET.get("to")) or article.revisions.first()
    before = _before(article, after, request)
    context = {
        **admin.site.each_context(request),
        "opts": Article._meta,
        "title": "Revisions",
        "article": article,
        "revisions": article.revisions.select_related("covered_by").defer("content")[:MOST],
        "before": before,
        "after": after,
        "changes": comparing.compare(before.content, after.content) if before and after else [],
        "reviewed": _reviewed(article, after),
        "can_restore": moves.may(request.user, "restore"),
    }
    return TemplateResponse(request, "admin/articles/revisions.html", context)


@require_POST
def restore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    article = opened(request, pk)
    get_object_or_404(Revision, article=article, number=number)
    if editing.restore(article, number, by=request.user):
        messages.success(request, f"Revision {number} is back, as a new revision.")
    else:
        messages.info(request, f"Revision {number} is what you have already.")
    return redirect("admin:articles_article_revisions", article.pk)


def _named(article: Article, number: str | None) -> Revision | None:
    if not (number or "").isdecimal():
        return None
    return article.revisions.filter(number=min(int(number or 0), 2**31 - 1)).first()


def _before(article: Article, after: Revision | None, request: HttpRequest) -> Revision | None:
    if after is None:
        return None
    if request.GET.get("since") == "review":
        return _reviewed(article, after)
    named = _named(article, request.GET.get("from"))
    return named or article.revisions.filter(number__lt=after.number).first()


def _reviewed(article: Article, after: Revision | None) -> Revision | None:
    """Return the last revision before this one that a doctor signed."""
    if after is None:
        return None
    signed = article.reviews.filter(revision__number__lte=after.number)
    review = signed.select_related("revision").order_by("-revision__number").first()
    return review.revision if review else None
