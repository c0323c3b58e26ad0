"""What search engines may find: the list, the topics, and every article that is live."""

from __future__ import annotations

from datetime import date

from django.contrib.sitemaps import Sitemap
from django.utils import timezone

from articles.models import Article, ArticleQuerySet, Topic, TopicQuerySet
from clinic.sitemaps import PageSitemap


class ArticleSitemap(Sitemap):
    def items(self) -> ArticleQuerySet:
        return Article.objects.published(timezone.now())

    def lastmod(self, item: Article) -> date | None:
        return item.changed_on


class TopicSitemap(Sitemap):
    def items(self) -> TopicQuerySet:
        return Topic.objects.with_articles(timezone.now())


SITEMAPS = {
    "articles": ArticleSitemap,
    "topics": TopicSitemap,
    "article-pages": PageSitemap("articles:list", "articles:how-we-write"),
}
