"""What search engines may find: the list, the topics, and every article that is live."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.utils import timezone

from articles.models import Edition, EditionQuerySet, Topic, TopicQuerySet
from clinic.sitemaps import PageSitemap

A_PART = 10_000  # addresses in one file; beyond them an index leads to several


class ArticleSitemap(Sitemap):
    limit = A_PART

    def items(self) -> EditionQuerySet:
        live = Edition.objects.published(timezone.now())
        return live.select_related(None).only("slug", "live_from")

    def lastmod(self, item: Edition) -> datetime:
        return item.live_from.replace(microsecond=0)

    def get_latest_lastmod(self) -> datetime | None:
        """The same as Django's, without reading every article for it."""
        return self.items().aggregate(latest=Max("live_from"))["latest"]


class TopicSitemap(Sitemap):
    def items(self) -> TopicQuerySet:
        return Topic.objects.with_articles(timezone.now())


SITEMAPS = {
    "articles": ArticleSitemap,
    "topics": TopicSitemap,
    "article-pages": PageSitemap("articles:list", "articles:how-we-write"),
}
