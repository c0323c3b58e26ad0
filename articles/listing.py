"""Long lists of articles, of which a page is shown."""

from __future__ import annotations

from datetime import datetime

from articles.models import Edition, EditionQuerySet


class Listing:
    """Editions in their order. A cut finds its ids first, in an index alone, and then its rows:
    the last page of a hundred thousand costs little more than the first."""

    def __init__(self, editions: EditionQuerySet, total: int | None = None) -> None:
        self.editions = editions
        self.total = total

    def count(self) -> int:
        """Return how many there are; where the caller knows it, nothing is counted."""
        return self.editions.count() if self.total is None else self.total

    def __getitem__(self, cut: slice) -> list[Edition]:
        ids = list(self.editions.values_list("pk", flat=True)[cut])
        found = self.editions.in_bulk(ids)
        return [found[pk] for pk in ids if pk in found]


def beside(edition: Edition, now: datetime, most: int) -> list[Edition]:
    """Return what to read next: the newest of the same topic, then those of others."""
    others = Edition.objects.published(now).light().exclude(article=edition.article_id)
    same = Listing(others.filter(topic=edition.topic_id))[:most]
    if len(same) == most:
        return same
    return same + Listing(others.exclude(topic=edition.topic_id))[: most - len(same)]
