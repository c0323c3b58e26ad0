"""Links of the old site: to the articles that its entries became, and to pages that are here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.utils import timezone

from articles import addresses
from articles.models import Article, OldAddress, Topic
from articles.paths import feed_kind, is_storable, normal
from articles.wordpress.addresses import addresses_of, path_in_site
from articles.wordpress.export import Export, Item
from articles.wordpress.sorting import was_public
from clinic import links

ARCHIVE = re.compile(r"/(category|tag)/(?:[^/]+/)*?([^/]+)/(?:page/\d+/)?")
TAXONOMIES = {"category": "category", "tag": "post_tag"}
NUMBERED = re.compile(r"/\?p=(\d+)")
FILE = "/wp-content/"


@dataclass
class Places:
    """Which article stands at which address of the old site."""

    export: Export
    articles: dict[str, int] = field(default_factory=dict)  # of our articles, by guid
    by_path: dict[str, int] = field(default_factory=dict)
    attached: dict[str, int | None] = field(default_factory=dict)
    topics: dict[str, str | None] = field(default_factory=dict)

    def learn(self) -> None:
        """Note the addresses of all entries; what was public goes before what was not."""
        for item in sorted(self.export.items, key=lambda item: not was_public(item)):
            if item.kind == "attachment":
                parent = self.parent_of(item)
                self.attached |= dict.fromkeys(addresses_of(item, self.export), parent)
            elif item.guid in self.articles:
                for path in addresses_of(item, self.export):
                    self.by_path.setdefault(path, self.articles[item.guid])

    def parent_of(self, item: Item) -> int | None:
        """Return the article to which an attachment belongs."""
        parent = self.export.by_id.get(item.parent)
        return self.articles.get(parent.guid) if parent else None

    def link(self, href: str) -> str | None:
        """Return where a link leads here, or None. A link to another site stays as it is."""
        path = path_in_site(href, self.export)
        if path is None:
            return href
        article = (
            self.by_path.get(path) or self.by_path.get(normal(path)) or self.attached.get(path)
        )
        if article:
            return f"article:{article}"
        if path == "/":
            return "/"
        if path in self.attached or not is_storable(path):
            return None
        return self._archive(path) or _here(path)

    def _archive(self, path: str) -> str | None:
        """Return the page of the topic that an archive of the old site has become."""
        found = ARCHIVE.fullmatch(path)
        if found is None:
            return None
        if path not in self.topics:
            self.topics[path] = self._topic_page(TAXONOMIES[found[1]], found[2])
        return self.topics[path]

    def _topic_page(self, taxonomy: str, slug: str) -> str | None:
        terms = (*self.export.categories, *self.export.tags)
        names = [x.name for x in terms if x.taxonomy == taxonomy and x.slug.lower() == slug]
        by_name, by_slug = Topic.objects.filter(name__in=names), Topic.objects.filter(slug=slug)
        topic = by_name.first() or by_slug.first()
        return links.page("articles:topic", topic.slug) if topic else None


def keep_addresses(article: Article, paths: tuple[str, ...]) -> list[str]:
    """Let the old addresses lead to the article; return those that cannot."""
    asked = {normal(path) for path in _all_forms(paths)}
    wanted = set(filter(is_storable, asked))
    owners = dict(OldAddress.objects.filter(path__in=wanted).values_list("path", "article_id"))
    now = timezone.now()
    others = sorted(asked - wanted)
    new: list[OldAddress] = []
    for path in sorted(wanted - {links.page("articles:detail", article.slug)}):
        if path in owners:
            if owners[path] != article.pk:
                others.append(path)
        elif addresses.is_page(path, now):
            others.append(path)
        else:
            new.append(OldAddress(path=path, article=article))
    OldAddress.objects.bulk_create(new)
    return others


def _all_forms(paths: tuple[str, ...]) -> list[str]:
    """Return the addresses of pages, each number in the three forms that WordPress answers to."""
    found = []
    for path in paths:
        number = NUMBERED.fullmatch(path)
        if number:
            found += [f"/?{name}={number[1]}" for name in ("p", "page_id", "attachment_id")]
        elif FILE not in path:
            found.append(path)
    return found


def _here(path: str) -> str | None:
    """Return the page of this site that has, or took over, this address."""
    if kind := feed_kind(path):
        return links.page(addresses.FEEDS[kind])
    kept = normal(path)
    old = OldAddress.objects.filter(path=kept).first()
    if old:
        return f"article:{old.article_id}" if old.article_id else old.target
    return kept if addresses.is_page(kept, timezone.now()) else None
