"""What is done with each entry of an export, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator

from articles.wordpress.addresses import is_picture
from articles.wordpress.entries import plain
from articles.wordpress.export import Export, Item, Term, unique

ARTICLES = ("post", "page")
PUBLIC = ("publish", "future")
PAGES = "Pages"
UNCATEGORIZED = "Uncategorized"
LONGEST_TOPIC = 60
LONGEST_AUTHOR = 120
LONGEST_ABOUT = 1000
LONGEST_GUID = 500

TWICE = "it stands in the file twice"
GONE = {
    "trash": "it was in the bin",
    "auto-draft": "nobody ever saved it",
    "inherit": "it is a part of another entry",
}
OTHERS = {
    "nav_menu_item": "menus of the old site are not needed here",
    "revision": "only the last text of an article comes over",
    "wp_block": "a block's text comes over where articles use it",
    "custom_css": "this site has its own looks",
    "customize_changeset": "this site has its own looks",
    "wp_global_styles": "this site has its own looks",
    "wp_template": "this site has its own looks",
    "wp_template_part": "this site has its own looks",
    "wp_navigation": "menus of the old site are not needed here",
}


def why_skipped(item: Item) -> str:
    """Say why an entry becomes neither article nor picture, or nothing if it may."""
    if item.kind == "attachment":
        return ""
    if item.kind not in ARTICLES:
        return OTHERS.get(item.kind, "this kind of entry has no place here")
    return GONE.get(item.status, "")


def why_no_picture(item: Item) -> str:
    """Say why an attachment cannot be a picture of the library, or nothing if it may be one."""
    if item.status == "trash":
        return GONE["trash"]
    if not item.attachment_url:
        return "the export does not say where its file is"
    return "" if is_picture(item.attachment_url) else "it is not a picture"


def was_public(item: Item) -> bool:
    """Say whether readers had the entry, or were about to."""
    return item.status in PUBLIC and not item.password


def topic_of(item: Item) -> Term:
    """Return the category that becomes the topic: the first that says something."""
    if item.kind == "page":
        return Term("category", "pages", PAGES)
    said = [term for term in item.categories if not _says_nothing(term)]
    return (said or [Term("category", "uncategorized", UNCATEGORIZED)])[0]


def topic_name(term: Term) -> str:
    name = plain(term.name)
    return name if len(name) <= LONGEST_TOPIC else f"{name[: LONGEST_TOPIC - 1].rstrip()}…"


def about_of(item: Item) -> str:
    """Return the further categories and the tags, one on each line."""
    chosen = topic_of(item)
    others = [term for term in item.categories if term != chosen and not _says_nothing(term)]
    names = [plain(term.name) for term in (*others, *item.tags)]
    once = {name.casefold(): name for name in reversed(names)}
    about, left = [], LONGEST_ABOUT
    for name in unique(once[name.casefold()] for name in names):
        if name and len(name) < left:
            about.append(name)
            left -= len(name) + 1
    return "\n".join(about)


def author_of(item: Item, export: Export) -> str:
    """Return who wrote it as readers saw the names: all of the authors, if there were several."""
    shown = {author.login: author.name for author in export.authors}
    names = unique(shown.get(term.slug.removeprefix("cap-"), term.name) for term in item.co_authors)
    words = ", ".join(names) or shown.get(item.author, item.author)
    return plain(words)[:LONGEST_AUTHOR].strip(" ,")


def each_once(export: Export) -> Iterator[tuple[Item, bool]]:
    """Yield the entries, each with whether it stands in the file for the first time."""
    known: set[str] = set()
    for item in export.items:
        yield item, item.guid not in known
        known.add(item.guid)


def _says_nothing(term: Term) -> bool:
    return term.slug == "uncategorized" or term.name.casefold() == UNCATEGORIZED.casefold()
