"""An export to rows: pictures first, then a place for each article, then the texts.

Each step is a transaction of its own and finds what an earlier run did by its guid. So an import
that was stopped goes on where it was, and one that is run again makes nothing twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from django.db import transaction

from articles import addresses
from articles.models import Article, Imported, Topic
from articles.models.articles import RESERVED
from articles.wordpress import reckoning as counting
from articles.wordpress import sorting
from articles.wordpress.addresses import addresses_of, slug_of
from articles.wordpress.convert import title_of
from articles.wordpress.export import Export, Item, unique
from articles.wordpress.linking import Places, keep_addresses
from articles.wordpress.load_pictures import Pictures, key_of
from articles.wordpress.load_texts import Texts, Vouched
from articles.wordpress.media import Media
from articles.wordpress.reckoning import Fate, Reckoning
from clinic import audit

A_BATCH = 200
LONGEST_TOPIC_SLUG = 60
NOBODY = Article(pk=0)

Thing = TypeVar("Thing")


def load(
    export: Export,
    *,
    media: Path | None = None,
    vouched: Vouched | None = None,
    is_rehearsal: bool = False,
) -> Reckoning:
    """Bring an export in and return what became of each entry. A rehearsal leaves no trace."""
    if not is_rehearsal:
        return _load(export, media, vouched, is_rehearsal=False)
    with transaction.atomic():
        reckoning = _load(export, media, vouched, is_rehearsal=True)
        transaction.set_rollback(True)
    return reckoning


def _load(
    export: Export, media: Path | None, vouched: Vouched | None, *, is_rehearsal: bool
) -> Reckoning:
    reckoning = counting.begin(export, is_rehearsal=is_rehearsal)
    known = _known(export)
    pictures = Pictures(export, Media(media) if media else None, known, is_rehearsal)
    waiting = _sorted(export, reckoning, pictures)
    rows = Slots(known).take([item for item, _ in waiting])
    places = Places(export, {guid: row.article_id or 0 for guid, row in rows.items()})
    places.learn()
    texts = Texts(export, places, pictures, vouched, _topics([item for item, _ in waiting]))
    for item, fate in waiting:
        texts.write(item, rows[item.guid], fate)
    _lead_attachments_on(export, places, reckoning)
    reckoning.loose_pictures = pictures.loose
    _record(reckoning, vouched)
    return reckoning


def _sorted(export: Export, reckoning: Reckoning, pictures: Pictures) -> list[tuple[Item, Fate]]:
    """Account for every entry; return those that become articles. Pictures come in on the way."""
    waiting = []
    for item, is_first in sorting.each_once(export):
        fate = counting.fate_of(item, title_of(item))
        reckoning.fates.append(fate)
        fate.why = sorting.why_skipped(item) or ("" if is_first else sorting.TWICE)
        if fate.why:
            continue
        if item.kind == "attachment":
            pictures.bring_in(item, fate)
        else:
            waiting.append((item, fate))
    return waiting


def _known(export: Export) -> dict[str, Imported]:
    """Return what earlier imports made, by guid: of these entries, and of loose pictures."""
    found: dict[str, Imported] = {}
    for batch in _batches(list({key_of(item.guid) for item in export.items})):
        found |= {row.guid: row for row in Imported.objects.filter(guid__in=batch)}
    loose = Imported.objects.filter(picture__isnull=False, guid__startswith="//")
    return found | {row.guid: row for row in loose}


@dataclass
class Slots:
    """Gives each entry its article, still without a text, so that all can link to each other."""

    known: dict[str, Imported]
    numbers: Counter[str] = field(default_factory=Counter)

    def take(self, items: list[Item]) -> dict[str, Imported]:
        """Return the row of each entry by its guid; those that have no article get one."""
        known = ((item.guid, self.known.get(key_of(item.guid))) for item in items)
        rows = {guid: row for guid, row in known if row and row.article_id}
        for batch in _batches([item for item in items if item.guid not in rows]):
            with transaction.atomic():
                rows |= {item.guid: self._made(item) for item in batch}
        return rows

    def _made(self, item: Item) -> Imported:
        article = Article.objects.create(title=title_of(item), slug=self._free_slug(item))
        made = {"article": article, "picture": None}
        row, _ = Imported.objects.update_or_create(guid=key_of(item.guid), defaults=made)
        return row

    def _free_slug(self, item: Item) -> str:
        """Return the address that the entry had, or the first numbered one that is free."""
        wanted = slug_of(item)
        while True:
            self.numbers[wanted] += 1
            number = self.numbers[wanted]
            slug = wanted if number == 1 else f"{wanted}-{number}"
            if slug not in RESERVED and not _is_taken(slug):
                return slug


@transaction.atomic
def _topics(items: list[Item]) -> dict[str, int]:
    """Find or make the topics of all entries, before the first text links to one."""
    found: dict[str, int] = {}
    for term in unique(sorting.topic_of(item) for item in items):
        name = sorting.topic_name(term)
        if name not in found:
            found[name] = _topic(name, term.slug)
    return found


def _topic(name: str, term_slug: str) -> int:
    """Return the topic of that name, or the one that came from there and was renamed here."""
    slug = slug_of(Item(slug=term_slug, title=name, kind="topic"))[:LONGEST_TOPIC_SLUG].strip("-")
    topic = Topic.objects.filter(name__iexact=name).first()
    if topic is None and slug == term_slug:
        topic = Topic.objects.filter(slug=slug).first()
    if topic is None:
        topic = Topic.objects.create(name=name, slug=_free_topic_slug(slug))
    return topic.pk


def _free_topic_slug(wanted: str) -> str:
    slug, number = wanted, 1
    while Topic.objects.filter(slug=slug).exists():
        number += 1
        end = f"-{number}"
        slug = wanted[: LONGEST_TOPIC_SLUG - len(end)] + end
    return slug


def _is_taken(slug: str) -> bool:
    return Article.objects.filter(slug=slug).exists() or addresses.is_taken(slug, NOBODY)


def _lead_attachments_on(export: Export, places: Places, reckoning: Reckoning) -> None:
    """Let the page that each attachment had lead to the article that it belonged to."""
    fates = {fate.guid: fate for fate in reversed(reckoning.fates)}
    for item in export.items:
        parent = places.parent_of(item) if item.kind == "attachment" else None
        if parent:
            article = Article.objects.only("pk", "slug").get(pk=parent)
            with transaction.atomic():
                paths = addresses_of(item, export)
                fates[item.guid].addresses_not_kept = keep_addresses(article, paths)


@transaction.atomic
def _record(reckoning: Reckoning, vouched: Vouched | None) -> None:
    audit.record(
        "articles imported",
        source=reckoning.address or reckoning.title,
        outcomes=dict(Counter(fate.outcome for fate in reckoning.fates)),
        reviewer=vouched.name if vouched else "",
    )


def _batches(things: list[Thing]) -> Iterator[list[Thing]]:
    for start in range(0, len(things), A_BATCH):
        yield things[start : start + A_BATCH]
