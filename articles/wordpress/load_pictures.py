"""The pictures of an export: from files beside it into the library, each once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from articles import library
from articles.models import Imported, Picture
from articles.pictures import Refused
from articles.wordpress.addresses import file_name, is_picture, original_of, path_in_site
from articles.wordpress.convert import title_of
from articles.wordpress.entries import plain
from articles.wordpress.export import Export, Item
from articles.wordpress.media import Media
from articles.wordpress.reckoning import MADE, NOT_BROUGHT_IN, UNCHANGED, UPDATED, Fate
from articles.wordpress.sorting import LONGEST_GUID, why_no_picture
from articles.wordpress.words import PictureUse
from clinic.picture_opening import MOST_BYTES

NO_FOLDER = "no folder with the files was given"
NO_FILE = "its file is not in the folder"
ELSEWHERE = "it stands on another site"
LONGEST_NAME = 120
LONGEST_WORDS = 300


class NotBroughtIn(Exception):
    """A picture stays behind. The message says why."""


@dataclass
class Pictures:
    """Brings pictures in, and knows by number or address what became of each."""

    export: Export
    media: Media | None
    known: Mapping[str, Imported]
    is_rehearsal: bool = False
    by_number: dict[int, int] = field(default_factory=dict)
    by_address: dict[str, int] = field(default_factory=dict)
    lost: dict[str, str] = field(default_factory=dict)
    loose: int = 0

    def bring_in(self, item: Item, fate: Fate) -> None:
        """Take the picture of an attachment into the library, or tell the fate why not."""
        fate.outcome, address = NOT_BROUGHT_IN, original_of(item.attachment_url)
        fate.why = why_no_picture(item)
        if fate.why:
            self.lost.setdefault(address, fate.why)
            return
        try:
            picture, fate.outcome = self._kept(item)
        except NotBroughtIn as problem:
            fate.why = self.lost[address] = str(problem)
            return
        self.by_number[item.id] = self.by_address[address] = picture

    def find(self, use: PictureUse) -> int:
        """Return the picture of a place in a text, or raise NotBroughtIn."""
        address = original_of(use.url)
        found = self.by_number.get(use.wp_id or 0) or self.by_address.get(address)
        if found:
            return found
        if address in self.lost:
            raise NotBroughtIn(self.lost[address])
        try:
            self.by_address[address] = self._loose(use, address)
        except NotBroughtIn as problem:
            self.lost[address] = str(problem)
            raise
        return self.by_address[address]

    def featured(self, number: int) -> int:
        """Return the picture that stands at the head of an article, or raise NotBroughtIn."""
        item = self.export.by_id.get(number)
        if number in self.by_number:
            return self.by_number[number]
        if item is None or not item.attachment_url:
            raise NotBroughtIn("the export does not hold it")
        return self.find(PictureUse(item.attachment_url, number))

    def _kept(self, item: Item) -> tuple[int, str]:
        facts = {
            "name": title_of(item)[:LONGEST_NAME],
            "alt": item.alt[:LONGEST_WORDS],
            "caption": plain(item.excerpt)[:LONGEST_WORDS],
        }
        return self._brought(item.guid, item.attachment_url, facts)

    def _loose(self, use: PictureUse, address: str) -> int:
        """Bring in a picture that a text shows though the export does not list it."""
        if not is_picture(address):
            raise NotBroughtIn("it is not a picture")
        if not self._was_ours(use.url):
            raise NotBroughtIn(ELSEWHERE)
        facts = {"name": file_name(address)[:LONGEST_NAME], "alt": use.alt[:LONGEST_WORDS]}
        picture, outcome = self._brought(address, use.url, facts)
        self.loose += outcome == MADE
        return picture

    def _was_ours(self, url: str) -> bool:
        has_our_form = "/wp-content/uploads/" in url or ".files.wordpress.com/" in url
        return has_our_form or path_in_site(url, self.export) is not None

    def _brought(self, guid: str, url: str, facts: dict[str, str]) -> tuple[int, str]:
        row = self.known.get(key_of(guid)) or Imported(guid=key_of(guid))
        try:
            data = self._read(url)
        except NotBroughtIn:
            if row.picture_id:
                return row.picture_id, UNCHANGED
            raise
        digest = hashlib.sha256(repr((sorted(facts.items()), data)).encode()).hexdigest()
        if row.picture_id and row.digest == digest:
            return row.picture_id, UNCHANGED
        outcome = UPDATED if row.picture_id else MADE
        row.picture, row.digest = self._added(data, facts), digest
        row.save()
        return row.picture.pk, outcome

    def _added(self, data: bytes, facts: dict[str, str]) -> Picture:
        try:
            if self.is_rehearsal:
                return _as_if(library.receive(data), facts)
            picture, is_new = library.add(data, by=None, **facts)
        except Refused as problem:
            raise NotBroughtIn(str(problem)) from problem
        if not is_new:
            _fill(picture, facts)
        return picture

    def _read(self, url: str) -> bytes:
        if self.media is None:
            raise NotBroughtIn(NO_FOLDER)
        file = self.media.find(url)
        if file is None:
            raise NotBroughtIn(NO_FILE)
        return _bytes_of(file)


def key_of(guid: str) -> str:
    """Return what `Imported` keeps of a guid: the guid, or a digest where it is too long."""
    if len(guid) <= LONGEST_GUID:
        return guid
    return f"sha256:{hashlib.sha256(guid.encode()).hexdigest()}"


def _bytes_of(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)  # one too many, so that the library says so
    except OSError as problem:
        raise NotBroughtIn(f"its file cannot be read: {problem.strerror}") from problem


def _fill(picture: Picture, facts: Mapping[str, Any]) -> None:
    """Add what the library does not know yet. What somebody wrote here stays."""
    new = {name: words for name, words in facts.items() if words and not getattr(picture, name)}
    if new:
        library.change(picture, by=None, **new)


def _as_if(received: library.Received, facts: Mapping[str, Any]) -> Picture:
    """Return a row for a rehearsal, which is undone with all the others; no file is written."""
    if received.master is None:
        return Picture.objects.get(key=received.key)
    size = {"width": received.master.width, "height": received.master.height}
    with transaction.atomic():
        return Picture.objects.create(key=received.key, **facts, **size)
