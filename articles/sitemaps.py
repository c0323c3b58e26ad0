"""What search engines may find: the list, the topics, and every article that is live."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.utils import timezone

from articles.models import Edition, EditionQuerySet, Topic, TopicQuerySet
from clinic.sitemaps import PageSitemap


class ArticleSitemap(Sitemap):
    def items(self) -> EditionQuerySet:
        return Edition.objects.published(timezone.now()).light()

    def lastmod(self, item: Edition) -> datetime:
        return item.live_from.replace(microsecond=0)


class TopicSitemap(Sitemap):
    def items(self) -> TopicQuerySet:
        return Topic.objects.with_articles(timezone.now())


SITEMAPS = {
    "articles": ArticleSitemap,
    "topics": TopicSitemap,
    "article-pages": PageSitemap("articles:list", "articles:how-we-write"),
}
