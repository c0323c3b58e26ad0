"""One post or page of an export becomes an article: written, and published if a doctor read it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles import editing, moves, publishing, reviewing
from articles.models import Article, Imported, State
from articles.wordpress.addresses import addresses_of
from articles.wordpress.convert import Converted, convert, finish, summary_of, title_of
from articles.wordpress.export import Export, Item
from articles.wordpress.linking import Places, keep_addresses
from articles.wordpress.load_pictures import NotBroughtIn, Pictures
from articles.wordpress.reckoning import MADE, SKIPPED, UNCHANGED, UPDATED, Fate
from articles.wordpress.sorting import about_of, author_of, topic_name, topic_of, was_public
from clinic import links


@dataclass(frozen=True)
class Vouched:
    """The review that whoever runs the import vouches for: this doctor read all that was public."""

    name: str
    reviewed_on: date
    due_on: date


@dataclass(frozen=True)
class Texts:
    """Writes articles; it knows all that they may point at."""

    export: Export
    places: Places
    pictures: Pictures
    vouched: Vouched | None
    topics: Mapping[str, int]  # by name

    @transaction.atomic
    def write(self, item: Item, row: Imported, fate: Fate) -> None:
        """Let the article be as the export has it, unless somebody changed it here."""
        article = Article.objects.get(imported=row)
        before = editing.latest(article)
        facts = self._facts(item, article, fate)
        digest = _digest(facts, item)
        if before and (before.saved_by_id or article.state == State.WITHDRAWN):
            fate.outcome = UNCHANGED if row.digest == digest else SKIPPED
            is_withdrawn = article.state == State.WITHDRAWN
            since = "withdrawn here since" if is_withdrawn else "edited here since"
            fate.why = since if fate.outcome == SKIPPED else ""
        else:
            fate.outcome = UNCHANGED if row.digest == digest else UPDATED if before else MADE
            if fate.outcome != UNCHANGED:
                _save(article, facts, item, is_first=before is None)
                Imported.objects.filter(pk=row.pk).update(digest=digest, imported_at=timezone.now())
            self._publish(article, item, fate)
        if item.password and fate.outcome == MADE:
            fate.why = "readers needed a password for it, so it is a draft here"
        fate.addresses_not_kept = keep_addresses(article, addresses_of(item, self.export))
        _say_where_it_is(article, fate)

    def _facts(self, item: Item, article: Article, fate: Fate) -> dict[str, Any]:
        converted = convert(item, self.export)
        fate.left_out = [{"what": part.what, "why": part.why} for part in converted.left_out]
        summary = summary_of(item, self.export)
        is_out = was_public(item) and item.status == "publish"
        return {
            "title": title_of(item),
            "topic_id": self.topics[topic_name(topic_of(item))],
            "about": about_of(item),
            "author": author_of(item, self.export),
            "summary": summary,
            "standfirst": summary,
            "body_html": self._finished(converted, article, fate),
            "picture_id": self._featured(item, fate),
            "published_before": item.published if is_out else None,
        }

    def _finished(self, converted: Converted, article: Article, fate: Fate) -> str:
        found = {}
        for number, use in enumerate(converted.pictures):
            try:
                found[number] = self.pictures.find(use)
            except NotBroughtIn as problem:
                _lose_picture(fate, use.url, problem)

        def link(href: str) -> str | None:
            target = self.places.link(href)
            if target is None:
                fate.links_not_carried.append(href)
            return None if target == f"article:{article.pk}" else target

        html = finish(converted, picture_ids=found, link=link)
        fate.links_not_carried = list(dict.fromkeys(fate.links_not_carried))
        return html

    def _featured(self, item: Item, fate: Fate) -> int | None:
        if not item.featured:
            return None
        try:
            return self.pictures.featured(item.featured)
        except NotBroughtIn as problem:
            there = self.export.by_id.get(item.featured)
            _lose_picture(fate, there.attachment_url if there else f"{item.featured}", problem)
            return None

    def _publish(self, article: Article, item: Item, fate: Fate) -> None:
        """Put what was public before readers again, once a doctor is named who read it."""
        if self.vouched is None or not was_public(item) or article.state != State.IN_REVIEW:
            return
        now = timezone.now()
        is_to_come = item.published is not None and item.published > now
        try:
            with transaction.atomic():
                _go_public(article, self.vouched, item.published, is_to_come=is_to_come)
        except publishing.NotReady as problem:
            article.refresh_from_db(fields=["state"])
            fate.why = f"not published: {problem}"
            return
        if fate.outcome == UNCHANGED:
            fate.outcome = UPDATED


def _save(article: Article, facts: dict[str, Any], item: Item, *, is_first: bool) -> None:
    for name, value in facts.items():
        setattr(article, name, value)
    if is_first and item.published:
        article.created_at = item.published
    reason = "Imported" if is_first else "Imported again"
    if item.status == "future" and item.published:
        reason += f"; planned for {item.published:%Y-%m-%d %H:%M} UTC"
    editing.save(article, by=None, reason=reason)
    if was_public(item) and article.state == State.DRAFT:
        moves.to(article, State.IN_REVIEW)


def _go_public(
    article: Article, vouched: Vouched, published: datetime | None, *, is_to_come: bool
) -> None:
    reviewing.take_over(
        article, name=vouched.name, reviewed_on=vouched.reviewed_on, due_on=vouched.due_on
    )
    article.refresh_from_db(fields=["state"])
    times = {"at": published} if is_to_come else {"since": published}
    publishing.publish(article, by=None, was_public=True, **times)


def _say_where_it_is(article: Article, fate: Fate) -> None:
    fate.address = links.page("articles:detail", article.slug)
    fate.state_here = State(article.state).label.lower()
    if article.state == State.LIVE:
        fate.state_here = article.presence(timezone.now()).label.lower()


def _lose_picture(fate: Fate, address: str, problem: NotBroughtIn) -> None:
    lost = {"address": address, "why": str(problem)}
    if lost not in fate.pictures_not_brought_in:
        fate.pictures_not_brought_in.append(lost)


def _digest(facts: dict[str, Any], item: Item) -> str:
    """Return the fingerprint of all that an import would write."""
    wanted = facts | {"state": [item.status, bool(item.password)], "date": item.published}
    text = json.dumps(wanted, sort_keys=True, default=str)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
