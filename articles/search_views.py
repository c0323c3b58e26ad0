"""The search page. It keeps nothing of what was typed, and any proxy may keep it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.keeping import until_change
from articles.search import MOST_COUNTED, search
from articles.searching.emergencies import sounds_urgent

A_PAGE = 10


@require_safe
@until_change
def article_search(request: HttpRequest) -> HttpResponse:
    """What was found for the words, a page at a time; the emergency panel above all else."""
    text = request.GET.get("q", "")
    number = _number(request.GET.get("page", "1"))
    results = search(text, timezone.now(), limit=A_PAGE, offset=(number - 1) * A_PAGE)
    pages = max(1, -(-results.total // A_PAGE))
    if number > pages:
        raise Http404("There is no such page of results.")
    context = {
        "results": results,
        "number": number,
        "pages": pages,
        "before": number - 1,
        "after": number + 1 if number < pages else 0,
        "is_urgent": sounds_urgent(f"{text} {results.instead}"),
    }
    return render(request, "articles/article_search.html", context)


def _number(text: str) -> int:
    """Return the number of a page of results, of which there are only so many."""
    if text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= MOST_COUNTED:
        return int(text)
    raise Http404("There is no such page of results.")
