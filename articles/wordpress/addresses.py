"""Addresses of the old site: of its pages, and of its files."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from articles.wordpress.entries import plain
from articles.wordpress.export import Export, Item, unique

LONGEST_SLUG = 80
LONGEST_ADDRESS = 400
PICTURES = ("jpg", "jpeg", "jpe", "png", "gif", "webp", "avif", "bmp", "tif", "tiff", "heic", "svg")
SIZE = re.compile(r"(?:-\d{1,5}x\d{1,5})(?=\.\w{2,5}$)")
EDITED = re.compile(r"-(?:scaled|rotated)(?=\.\w{2,5}$)")
NUMBERED = ("p", "page_id", "attachment_id")


def original_of(url: str) -> str:
    """Return the address that all sizes of one upload share: no size, no query, one host form."""
    address = _split(url)
    if address is None:
        return url
    host, path, _ = address
    path = EDITED.sub("", SIZE.sub("", path))
    return f"//{host}{path}" if host else path


def absolute(url: str, base: str) -> str:
    """Return the address as a whole one, or "" where it can be none."""
    try:
        joined = urljoin(base, url.strip()) if url.strip() else ""
        has_host = bool(urlsplit(joined).netloc)
    except ValueError:
        return ""
    if joined.startswith("//"):
        return f"https:{joined}"
    return joined if has_host or joined.startswith(("mailto:", "tel:")) else ""


def path_in_site(url: str, export: Export) -> str | None:
    """Return a link's path within the old site, or None for a link to elsewhere.

    The form is `/path/with/slash/` in lower case and percent-decoded, or `/?p=N` for the three
    numbered forms, whichever of them the link used: WordPress counts all its posts in one row.
    A file keeps its name: `/wp-content/uploads/2012/12/a.jpg`.
    """
    address = _split(url)
    if address is None:
        return None
    host, path, query = address
    for home in export.urls:
        own = _split(home)
        if own and own[0] and host in {"", own[0]}:
            root = own[1].rstrip("/").lower()
            if not host or f"{path.lower()}/".startswith(f"{root}/"):
                return _form(path[len(root) :] if host else path, query)
    return _form(path, query) if not host and not export.urls and path.startswith("/") else None


def addresses_of(item: Item, export: Export) -> tuple[str, ...]:
    """Return the paths under which the item was known, each in the form of `path_in_site`.

    They come from its link, its guid, its number and its former slugs, and, for a post, from the
    dated and the plain forms that WordPress also answers to.
    """
    known = [path_in_site(url, export) for url in (item.link, item.guid) if url]
    known = [path for path in known if path and not _is_of_another(path, item, export)]
    if item.id:
        known.append(f"/?p={item.id}")
    slugs = [slug for slug in (item.slug, *item.old_slugs) if slug]
    if item.kind == "post":
        known += [_form(f"/{slug}/", "") for slug in slugs]
        known += [_form(f"/{_dated(item)}/{slug}/", "") for slug in slugs if item.local_date]
        known += [f"/archives/{item.id}/"] if item.id else []
    elif item.kind == "page" and not item.parent:
        known += [_form(f"/{slug}/", "") for slug in slugs]
    return unique(path for path in known if path and path != "/" and len(path) <= LONGEST_ADDRESS)


def is_picture(url: str) -> bool:
    return file_name(url).rpartition(".")[2].lower() in PICTURES


def file_name(url: str) -> str:
    address = _split(url)
    return address[1].rpartition("/")[2] if address else ""


def slug_of(item: Item) -> str:
    """Return a slug of ASCII letters, digits and hyphens, from the slug, else from the title."""
    for words in (unquote(item.slug), plain(item.title)):
        simple = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", simple)).strip("-")
        says_something = words.isascii() or re.search("[a-z]", slug)
        if slug and says_something:
            return _shortened(slug)
    return f"{re.sub('[^a-z0-9]+', '-', item.kind.lower()).strip('-') or 'item'}-{item.id}"


def _shortened(slug: str) -> str:
    if len(slug) <= LONGEST_SLUG:
        return slug
    whole_words = slug[: LONGEST_SLUG + 1].rpartition("-")[0]
    return whole_words if len(whole_words) > LONGEST_SLUG // 2 else slug[:LONGEST_SLUG].strip("-")


def _is_of_another(path: str, item: Item, export: Export) -> bool:
    """Say whether a copied guid such as /?p=568 gives the number that another item has today."""
    number = int(path[4:]) if re.fullmatch(r"/\?p=[0-9]{1,18}", path) else item.id
    return number != item.id and number in export.by_id


def _dated(item: Item) -> str:
    return item.local_date.replace("-", "/")


def _split(url: str) -> tuple[str, str, str] | None:
    """Return host (lower case, without www. and port), decoded path and query of a web address."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if parts.scheme not in {"", "http", "https"}:
        return None
    return host, unquote(parts.path), parts.query


def _form(path: str, query: str) -> str:
    if path.strip("/") in {"", "index.php"}:
        numbers = parse_qs(query)
        for name in NUMBERED:
            if re.fullmatch(r"[0-9]{1,18}", numbers.get(name, [""])[0]):
                return f"/?p={int(numbers[name][0])}"
    path = "/" + "/".join(part for part in unquote(path).split("/") if part)
    is_file = re.search(r"\.\w{1,5}$", path) and "/wp-content/" in path
    return path if is_file else f"{path.lower().rstrip('/')}/"
