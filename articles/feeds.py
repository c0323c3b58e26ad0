"""The newest articles for feed readers: as RSS and as Atom, with full dates."""

from __future__ import annotations

import re
from datetime import datetime, time
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from articles.keeping import until_change
from articles.listing import Listing
from articles.models import Edition
from clinic import links
from clinic.models import SiteProfile

NEWEST = 20
NOT_OF_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class ArticleFeed(Feed):
    description = "Plain-language articles about legs and veins, each checked by a doctor."
    own_page = "articles:feed"
    item_guid_is_permalink = False

    def title(self) -> str:
        return _sayable(f"Articles from {SiteProfile.current().name}")

    def link(self) -> str:
        return links.absolute(links.page("articles:list"))

    def feed_url(self) -> str:
        return links.absolute(links.page(self.own_page))

    def items(self) -> list[Edition]:
        return Listing(Edition.objects.published(timezone.now()).light())[:NEWEST]

    def item_title(self, item: Edition) -> str:
        return _sayable(item.title)

    def item_description(self, item: Edition) -> str:
        return _sayable(item.summary)

    def item_link(self, item: Edition) -> str:
        return links.absolute(item.get_absolute_url())

    def item_guid(self, item: Edition) -> str:
        """A name that a new address does not change: a reader meets no article twice."""
        host, year = urlsplit(settings.SITE_URL).hostname, item.first_published_at.year
        return f"tag:{host},{year}:article-{item.article_id}"

    def item_author_name(self, item: Edition) -> str:
        return _sayable(item.author)

    def item_pubdate(self, item: Edition) -> datetime:
        return item.first_published_at

    def item_updateddate(self, item: Edition) -> datetime:
        return updated_at(item)

    def item_categories(self, item: Edition) -> tuple[str]:
        return (_sayable(item.topic.name),)


class AtomFeed(ArticleFeed):
    feed_type = Atom1Feed
    subtitle = ArticleFeed.description
    own_page = "articles:atom"


def _sayable(text: str) -> str:
    """Return text without the characters that XML has no way to write."""
    return NOT_OF_XML.sub("", text)


def updated_at(edition: Edition) -> datetime:
    """Return a moment of the day that the page gives for its last change of substance."""
    if edition.updated_on is None:
        return edition.first_published_at
    if timezone.localdate(edition.live_from) == edition.updated_on:
        return edition.live_from
    midnight = timezone.make_aware(datetime.combine(edition.updated_on, time.min))
    return max(midnight, edition.first_published_at)


feed = require_safe(until_change(ArticleFeed()))
atom = require_safe(until_change(AtomFeed()))
