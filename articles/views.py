"""What readers see. Every article comes through `published(now)`, for staff as for anyone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.feedback_form import FeedbackForm
from articles.keeping import until_change
from articles.listing import Listing
from articles.models import Edition, Topic
from articles.showing import page_of
from clinic.caching import public
from clinic.context import profile_for

FEATURED = 3
A_PAGE = 9
NEVER_ALONE = 1  # a last article joins the page before


def featured(now: datetime) -> list[Edition]:
    """The newest articles, for the home page."""
    return Listing(Edition.objects.published(now).light())[:FEATURED]


def slugs(now: datetime, among: Iterable[str]) -> set[str]:
    """Those of the addresses that can be read, so that other pages never lead nowhere."""
    live = Edition.objects.published(now).filter(slug__in=list(among))
    return set(live.values_list("slug", flat=True))


def topics(now: datetime) -> list[Topic]:
    """The topics that have something to read, each with its `count`."""
    return list(Topic.objects.with_articles(now))


@require_safe
@until_change
def article_list(request: HttpRequest, slug: str | None = None) -> HttpResponse:
    """All articles, or those of one topic, newest first, a page at a time."""
    now = timezone.now()
    articles = Edition.objects.published(now).light()
    chips = topics(now)
    topic = next((each for each in chips if each.slug == slug), None)
    if slug and not topic:
        raise Http404("There is nothing to read on this topic.")
    total = sum(each.count for each in chips)
    chosen = (
        Listing(articles.filter(topic=topic), topic.count) if topic else Listing(articles, total)
    )
    try:
        pages: Paginator[Edition] = Paginator(chosen, A_PAGE, NEVER_ALONE)  # type: ignore[arg-type]
        page = pages.page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404("There is no such page of articles.") from error
    context = {"page": page, "topic": topic, "topics": chips, "total": total}
    return render(request, "articles/article_list.html", context)


@require_safe
@until_change
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    edition = get_object_or_404(Edition.objects.published(now), slug=slug)
    feedback_form = FeedbackForm(profile=profile_for(request))
    context = page_of(edition, now) | {"feedback_form": feedback_form}
    return render(request, "articles/article_detail.html", context)


@require_safe
@public()
def how_we_write(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/how_we_write.html")
