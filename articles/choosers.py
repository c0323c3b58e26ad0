"""What the editor's dialogs offer to choose from: our articles, and the pictures of the library."""

from __future__ import annotations

from django.contrib.auth.decorators import permission_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from articles.models import Article, Picture

MOST = 20
MOST_WORDS = 20
NUMBER_DIGITS = 18  # the largest that every database takes for an id
may_see_articles = permission_required("articles.view_article", raise_exception=True)


@require_GET
@may_see_articles
def choose_article(request: HttpRequest) -> JsonResponse:
    """Answer with the first articles whose title has all these words, or with the one of an id."""
    articles = _asked_for(request, Article.objects.order_by("title", "pk"), "title")
    found = [
        {"id": article.pk, "title": str(article), "state": article.get_state_display()}
        for article in articles
    ]
    return JsonResponse(found, safe=False)


@require_GET
@may_see_articles
def choose_picture(request: HttpRequest) -> JsonResponse:
    """Answer with the newest pictures that all these words fit, or with the one of an id."""
    pictures = _asked_for(request, Picture.objects.all(), "name", "alt", "caption")
    found = [
        {
            "id": picture.pk,
            "name": picture.name,
            "alt": picture.alt,
            "is_decorative": picture.is_decorative,
            "thumbnail": picture.thumbnail_url,
        }
        for picture in pictures
    ]
    return JsonResponse(found, safe=False)


def _asked_for(request: HttpRequest, rows: QuerySet, *fields: str) -> QuerySet:
    number = request.GET.get("id")
    if number is not None:
        is_id = number.isascii() and number.isdigit() and len(number) <= NUMBER_DIGITS
        return rows.filter(pk=int(number)) if is_id else rows.none()
    for word in request.GET.get("q", "").replace("\0", " ").split()[:MOST_WORDS]:
        rows = rows.filter(_has(word, fields))
    return rows[:MOST]


def _has(word: str, fields: tuple[str, ...]) -> Q:
    condition = Q()
    for field in fields:
        condition |= Q(**{f"{field}__icontains": word})
    return condition
