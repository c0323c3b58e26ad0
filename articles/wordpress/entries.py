"""From the texts that stand inside one element of an export to one plain value."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import TypeAlias

from articles.wordpress.export import Author, Export, Item, Term

PINGS = ("pingback", "trackback")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
RSS_DATE = re.compile(
    r"(?:\w+, )?(\d{1,2}) (" + "|".join(MONTHS) + r") (\d{4}) (\d\d:\d\d:\d\d) (?:\+0000|GMT|UTC?)",
    re.ASCII,
)
MOST_ID = 2**63 - 1


@dataclass(frozen=True)
class Leaf:
    text: str
    attributes: dict[str, str] = field(default_factory=dict)


Parts: TypeAlias = dict[str, list[Leaf]]


def text(parts: Parts, name: str) -> str:
    return parts[name][0].text if name in parts else ""


def number(parts: Parts, name: str) -> int:
    return _number(text(parts, name))


def plain(words: str) -> str:
    """Return a title's or name's words: no tags, no entities, no line breaks."""
    return " ".join(html.unescape(TAG.sub("", words)).split())


def export(
    channel: Parts,
    items: tuple[Item, ...],
    authors: tuple[Author, ...],
    terms: dict[str, list[Term]],
) -> Export:
    others = terms["wp:term"]
    return Export(
        title=plain(text(channel, "title")),
        link=text(channel, "link"),
        site_url=text(channel, "wp:base_site_url"),
        blog_url=text(channel, "wp:base_blog_url"),
        language=text(channel, "language"),
        version=text(channel, "wp:wxr_version"),
        authors=authors,
        categories=(*terms["wp:category"], *(x for x in others if x.taxonomy == "category")),
        tags=(*terms["wp:tag"], *(x for x in others if x.taxonomy == "post_tag")),
        items=tuple(_told_apart(items)),
    )


def author(parts: Parts) -> Author:
    login = text(parts, "wp:author_login")
    given = (text(parts, "wp:author_first_name"), text(parts, "wp:author_last_name"))
    name = text(parts, "wp:author_display_name") or " ".join(given).strip() or login
    return Author(login, plain(name), text(parts, "wp:author_email"))


def term(kind: str, parts: Parts) -> Term:
    """Return a term of the channel: <wp:category>, <wp:tag> or <wp:term>."""
    if kind == "wp:category":
        names = ("category", "wp:category_nicename", "wp:cat_name", "wp:category_parent")
    elif kind == "wp:tag":
        names = ("post_tag", "wp:tag_slug", "wp:tag_name", "")
    else:
        names = ("wp:term_taxonomy", "wp:term_slug", "wp:term_name", "wp:term_parent")
    taxonomy = text(parts, names[0]) or names[0]
    name = plain(text(parts, names[2]))
    return Term(taxonomy, text(parts, names[1]) or name, name, text(parts, names[3]))


def meta(parts: Parts) -> Leaf:
    return Leaf(text(parts, "wp:meta_value"), {"key": text(parts, "wp:meta_key")})


def kind_of_comment(parts: Parts) -> str:
    return "pings" if text(parts, "wp:comment_type") in PINGS else "comments"


def item(parts: Parts, line: int, site: str) -> Item:
    """Return the item of one <item>. Its guid is never empty: a stand-in stays the same."""
    fields = [(leaf.attributes["key"], leaf.text) for leaf in parts.get("meta", ())]
    known = dict(reversed(fields))
    return Item(
        guid=text(parts, "guid") or _stand_in(parts, site),
        kind=text(parts, "wp:post_type") or "post",
        id=number(parts, "wp:post_id"),
        line=line,
        title=text(parts, "title"),
        slug=text(parts, "wp:post_name"),
        link=text(parts, "link"),
        author=text(parts, "dc:creator"),
        status=text(parts, "wp:status") or "publish",
        published=_published(parts),
        local_date=_day(text(parts, "wp:post_date")),
        modified=moment(text(parts, "wp:post_modified_gmt"))
        or moment(text(parts, "wp:post_modified")),
        content=text(parts, "content:encoded"),
        excerpt=text(parts, "excerpt:encoded"),
        parent=number(parts, "wp:post_parent"),
        menu_order=number(parts, "wp:menu_order"),
        terms=tuple(_terms(parts)),
        featured=_number(known.get("_thumbnail_id", "")),
        attachment_url=text(parts, "wp:attachment_url"),
        alt=plain(known.get("_wp_attachment_image_alt", "")),
        comments=number(parts, "comments"),
        pings=number(parts, "pings"),
        is_sticky=text(parts, "wp:is_sticky") == "1",
        password=text(parts, "wp:post_password"),
        old_slugs=tuple(value for key, value in fields if key == "_wp_old_slug" and value),
        meta=known,
    )


def _told_apart(items: tuple[Item, ...]) -> Iterator[Item]:
    """Yield the items with one guid each; a guid that a plugin copied gets the item's number added.

    The item that the guid speaks of keeps it, wherever it stands. An item that stands in the file
    twice, number and all, keeps the same guid both times.
    """
    owners: dict[str, int] = {}
    for item in items:
        if item.guid not in owners or item.guid.endswith(f"={item.id}"):
            owners[item.guid] = item.id
    for item in items:
        is_copied = owners[item.guid] != item.id
        yield replace(item, guid=f"{item.guid}#{item.kind}-{item.id}") if is_copied else item


def moment(words: str) -> datetime | None:
    """Return WordPress's 2012-03-15 08:30:00 as UTC, or None for 0000-00-00 and for nonsense.

    The first and the last year that there are would be out of reach in another time zone.
    """
    try:
        found = datetime.strptime(words, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return found if MINYEAR < found.year < MAXYEAR else None


def _published(parts: Parts) -> datetime | None:
    """Return the exact moment where the export has it, or the site's own clock read as UTC."""
    exact = moment(text(parts, "wp:post_date_gmt")) or _rss_moment(text(parts, "pubDate"))
    return exact or moment(text(parts, "wp:post_date"))


def _rss_moment(words: str) -> datetime | None:
    found = RSS_DATE.fullmatch(words)
    if not found:
        return None
    day, month, year, clock = found.groups()
    return moment(f"{year}-{MONTHS.index(month) + 1:02}-{day} {clock}")


def _day(words: str) -> str:
    found = moment(words)
    return f"{found:%Y-%m-%d}" if found else ""


def _terms(parts: Parts) -> list[Term]:
    found = []
    for leaf in parts.get("category", ()):
        name = plain(leaf.text)
        taxonomy = leaf.attributes.get("domain", "category").strip() or "category"
        slug = leaf.attributes.get("nicename", "").strip() or name
        if slug:
            found.append(Term({"tag": "post_tag"}.get(taxonomy, taxonomy), slug, name or slug))
    return found


def _stand_in(parts: Parts, site: str) -> str:
    kind, id = text(parts, "wp:post_type") or "post", text(parts, "wp:post_id")
    if _number(id):
        return f"{site}#{kind}-{id}"
    return (
        text(parts, "link")
        or f"{site}#{kind}:{text(parts, 'wp:post_name') or text(parts, 'title')}"
    )


def _number(words: str) -> int:
    """Return a plain whole number, or 0 for anything else."""
    if not (words.isascii() and words.isdigit() and len(words) < 20):
        return 0
    value = int(words)
    return value if value <= MOST_ID else 0
