"""The RSS feed: the newest articles with their summaries."""

from __future__ import annotations

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.urls import reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Edition, EditionQuerySet
from clinic.caching import public
from clinic.models import SiteProfile

NEWEST = 20


class ArticleFeed(Feed):
    link = reverse_lazy("articles:list")
    feed_url = reverse_lazy("articles:feed")
    description = "Plain-language articles about legs and veins, each checked by a doctor."

    def title(self) -> str:
        return f"Articles from {SiteProfile.current().name}"

    def items(self) -> EditionQuerySet:
        return Edition.objects.published(timezone.now())[:NEWEST]

    def item_title(self, item: Edition) -> str:
        return item.title

    def item_description(self, item: Edition) -> str:
        return item.summary

    def item_pubdate(self, item: Edition) -> datetime:
        return item.first_published_at

    def item_categories(self, item: Edition) -> tuple[str]:
        return (item.topic.name,)


feed = require_safe(public()(ArticleFeed()))
