"""A copy of all that readers may read, as files that any server can hand out.

Each page is the one that readers get: it is asked of the site itself, and only its links change.
Those to other pages of the copy become relative, so that the copy works in any folder; those to
what needs a server, such as the leg check, lead to the site.
"""

from __future__ import annotations

import posixpath
import re
import shutil
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404
from django.test import Client, RequestFactory
from django.utils import timezone
from django.views.defaults import page_not_found

from articles.addresses import new_address
from articles.models import Edition, OldAddress
from articles.paths import is_short
from articles.relinking import linked, needed, relink
from clinic import links

MARK = ".exported-site"
OLD_ADDRESSES = "old-addresses.txt"
NOT_FOUND = "404.html"
NOWHERE = "/this-page-is-not-there/"
PAGES = frozenset(
    {"home", "privacy", "accessibility", "theme", "robots", "sitemap", "sitemap-part"}
    | {f"articles:{name}" for name in ("list", "topic", "detail", "how-we-write", "picture")}
    | {"articles:feed", "articles:atom"}
)
SEEDS = ("home", "articles:list", "articles:feed", "articles:atom", "sitemap", "robots")
FEEDS = {"articles:feed": "feed.xml", "articles:atom": "atom.xml"}
LISTS = frozenset({"articles:list", "articles:topic"})
LATER_PAGE = re.compile(r"(?!1$)[1-9][0-9]{0,5}")
LINKED = re.compile(r"<loc>([^<]+)</loc>")
MOST_STEPS = 5


class NotOurs(Exception):
    """The folder holds something that is no earlier export. Nothing in it is touched."""


class NoPages(Exception):
    """There are no pages that could be exported here. The message says what to do."""


@dataclass(frozen=True)
class Exported:
    pages: int
    files: int
    bytes: int


def export(folder: Path) -> Exported:
    """Write the copy beside the folder, then let it take the folder's place in one step."""
    _expect_pages()
    folder = folder.absolute()
    _expect_ours(folder)
    with _beside(folder) as new:
        copy = Copy(new)
        copy.fetch_all()
        copy.write_links()
        copy.write_old_addresses()
        (new / MARK).write_text(f"{settings.SITE_URL} {timezone.now():%Y-%m-%d %H:%M} UTC\n")
        exported = copy.summed_up()
        _swap(new, folder)
    return exported


@dataclass
class Copy:
    """The files written so far, by the address under which the site has them."""

    folder: Path
    files: dict[str, str] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    waiting: deque[str] = field(default_factory=deque)

    def __post_init__(self) -> None:
        parts = urlsplit(settings.SITE_URL)
        self.client = Client(headers={"host": parts.netloc})
        self.is_secure = parts.scheme == "https"

    def fetch_all(self) -> None:
        """Fetch every page that readers can reach, with all that it shows."""
        lost = page_not_found(RequestFactory().get(NOWHERE), Http404())
        self._keep(NOWHERE, lost.content, "text/html", NOT_FOUND)
        self._wait_for(links.page(name) for name in SEEDS)
        while self.waiting:
            self._fetch(self.waiting.popleft())

    def write_links(self) -> None:
        """Let the pages lead to each other's files, and to the site for what has none."""
        for address in self.pages:
            file = self.folder / self.files[address]
            html = relink(file.read_bytes().decode(), partial(self._link, page=address))
            file.write_bytes(html.encode())

    def write_old_addresses(self) -> None:
        """List where old addresses lead, for whoever sets up redirects."""
        live = Edition.objects.live(timezone.now()).values_list("article_id", "slug")
        slugs: dict[int | None, str] = dict(live.iterator())
        lines = []
        for old in OldAddress.objects.iterator():
            if old.target or old.article_id in slugs:
                new = old.target or links.page("articles:detail", slugs[old.article_id])
                lines.append(f"{old.path}\t{new}\n")
        (self.folder / OLD_ADDRESSES).write_text("".join(lines), encoding="utf-8")

    def summed_up(self) -> Exported:
        sizes = [file.stat().st_size for file in self.folder.rglob("*") if file.is_file()]
        return Exported(len(self.pages), len(sizes), sum(sizes))

    def _wait_for(self, addresses: Iterable[str]) -> None:
        for address in addresses:
            if address in self.asked:
                continue
            self.asked.add(address)
            if _file_of(address):
                self.waiting.append(address)
            elif target := _old_address(address):
                self.moved[address] = target
                self._wait_for([target])

    def _fetch(self, address: str) -> None:
        if address.startswith(settings.STATIC_URL):
            self._keep(address, _static(address), _kind_of(address))
            return
        response = self.client.get(address, secure=self.is_secure)
        if response.status_code in (301, 302) and (
            target := _inside(response["Location"], address)
        ):
            self.moved[address] = target
            self._wait_for([target])
        elif response.status_code == 200:
            self._keep(address, response.content, response["Content-Type"])

    def _keep(self, address: str, data: bytes | None, kind: str, file: str | None = None) -> None:
        name = file or _file_of(address)
        if data is None or name is None:
            return
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self.files[address] = name
        if kind.startswith("text/html"):
            self.pages.append(address)
        self._wait_for(filter(None, (_inside(href, address) for href in _found(data, kind))))

    def _link(self, href: str, page: str) -> str:
        """Return what a link of a page is in the copy."""
        address = _inside(href, page)
        if address is None:
            return href
        for _ in range(MOST_STEPS):
            address = self.moved.get(address, address)
        fragment = urlsplit(href).fragment
        end = f"#{fragment}" if fragment else ""
        if address in self.files:
            start = posixpath.dirname(self.files[page])
            return quote(posixpath.relpath(self.files[address], start or ".")) + end
        return urljoin(settings.SITE_URL + page, href)


def _found(data: bytes, kind: str) -> list[str]:
    """Return the addresses that a fetched file leads to."""
    if kind.startswith("text/html"):
        return linked(data.decode())
    if kind.startswith(("text/css", "text/javascript", "application/javascript")):
        return needed(data.decode())
    return LINKED.findall(data.decode()) if kind.startswith("application/xml") else []


def _inside(href: str, page: str) -> str | None:
    """Return the address within the site, less what makes no other page; None for all else."""
    if not href or href.startswith("#"):
        return None
    try:
        parts = urlsplit(urljoin(settings.SITE_URL + page, href))
    except ValueError:
        return None
    if f"{parts.scheme}://{parts.netloc}" != settings.SITE_URL:
        return None
    path = unquote(parts.path) or "/"
    if _file_of(path) is None or (path == "/" and is_short(parts.query)):
        return f"{path}?{parts.query}" if parts.query else path
    number = parse_qs(parts.query).get("page", [""])[0]
    return f"{path}?page={number}" if LATER_PAGE.fullmatch(number) else path


def _file_of(address: str) -> str | None:
    """Return the file for an address; None where the site has to answer itself."""
    path, _, query = address.partition("?")
    if path.startswith(settings.STATIC_URL):
        return None if ".." in path else path[1:]
    found = links.match(path)
    if found is None or found.view_name not in PAGES:
        return None
    if found.view_name in FEEDS:
        return f"articles/{FEEDS[found.view_name]}"
    if not path.endswith("/"):
        return path[1:]
    if query and found.view_name not in LISTS:
        return None
    return f"{path}{query.replace('=', '/')}{'/' if query else ''}index.html"[1:]


def _old_address(address: str) -> str | None:
    """Return where the site would send who asks for an address that it had before."""
    path, _, query = address.partition("?")
    if links.match(path) and not is_short(query):
        return None
    target = new_address(path, query, timezone.now())
    return _inside(target, address) if target else None


def _static(address: str) -> bytes | None:
    """Return a file of the design, as it was collected or as it lies in the source."""
    name = address.removeprefix(settings.STATIC_URL)
    try:
        if staticfiles_storage.exists(name):
            with staticfiles_storage.open(name) as file:
                return file.read()
        found = finders.find(name)
        return Path(found).read_bytes() if found else None
    except (SuspiciousFileOperation, IsADirectoryError):
        return None


def _kind_of(address: str) -> str:
    kinds = {"css": "text/css", "js": "text/javascript"}
    return kinds.get(address.rpartition(".")[2], "")


def _expect_pages() -> None:
    if settings.ROLE == "staff":
        raise NoPages("Run this where ROLE is all or public: a staff server has no public pages.")
    try:
        staticfiles_storage.url("css/base.css")
    except ValueError as problem:
        raise NoPages("The style sheets are not collected yet. Run manage.py prepare.") from problem


def _expect_ours(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise NotOurs(f"{folder} is not a folder.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise NotOurs(f"{folder} is not empty, and no export made it. Choose another folder.")


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """Give an empty folder next to the wanted one; what is left of it in the end is deleted."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    room = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    new = room / "new"
    new.mkdir()
    try:
        yield new
    finally:
        shutil.rmtree(room)


def _swap(new: Path, folder: Path) -> None:
    """Let the new copy take the folder's place. The one before goes with the room it moves to."""
    old = new.parent / "old"
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
