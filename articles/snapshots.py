"""A whole article as plain data: what a revision keeps, and what a review is bound to."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from articles.models import Article, Picture, Source, Topic

Content = dict[str, Any]

TEXTS = ("title", "summary", "standfirst", "key_points", "body_html", "about", "author")
PLAIN = (*TEXTS, "slug", "drawing")
# What a doctor vouches for. Who wrote it, its address and its picture are not part of that.
SUBSTANCE = ("title", "summary", "standfirst", "key_points", "body_html", "sources")
SOURCE = ("title", "publisher", "year", "url")


def content_of(article: Article) -> Content:
    """Return everything that was written, with its sources, as it stands in the database."""
    sources = list(article.sources.values(*SOURCE))
    return {name: getattr(article, name) for name in PLAIN} | {
        "topic": article.topic_id,
        "picture": article.picture_id,
        "sources": sources,
    }


def substance_of(content: Content) -> str:
    """Return the fingerprint of what a medical review covers."""
    text = json.dumps([content[name] for name in SUBSTANCE], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def restore(article: Article, content: Content) -> None:
    """Put every field and source back as they were. A topic or picture that is gone stays away."""
    for name in PLAIN:
        setattr(article, name, content[name])
    article.topic = Topic.objects.filter(pk=content["topic"]).first()
    article.picture = Picture.objects.filter(pk=content["picture"]).first()
    article.save()
    write_sources(article, content["sources"])


def write_sources(article: Article, sources: list[dict[str, Any]]) -> None:
    """Let the article have these sources, in this order, and no others."""
    article.sources.all().delete()
    Source.objects.bulk_create(
        Source(article=article, order=order, **source)
        for order, source in enumerate(sources, start=1)
    )
