"""The static copy: the pages that readers get, on any file server, with no broken link."""

from __future__ import annotations

import re
import threading
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest
from django.conf import settings as configured
from django.core.management import CommandError, call_command

from articles import exporting, library, publishing
from articles.models import Article, OldAddress
from tests.articles.rows import make_article, make_draft, make_hidden, make_live
from tests.clinic.picture_samples import halves, saved

pytestmark = pytest.mark.django_db
SITE = configured.SITE_URL


@pytest.fixture
def articles(settings, tmp_path) -> dict[str, Article]:
    """Two pages of articles, with pictures, links between them and to what needs a server."""
    settings.MEDIA_ROOT = tmp_path / "media"
    picture, _ = library.add(saved(halves(500, 400), "JPEG"), name="Calf", alt="A calf", by=None)
    made = {f"article-{number}": make_live(f"article-{number}").article for number in range(10)}
    draft = make_draft("not-yet")
    OldAddress(path="/old-cramps/", article=made["article-3"]).save()
    links = "".join(
        f'<a href="{href}">Go</a> '
        for href in (
            f"article:{made['article-1'].pk}#why-muscles-cramp",
            f"article:{draft.pk}",
            "/articles/article-2/?from=mail#top",
            "/articles/topic/symptoms/",
            "/contact/",
            "/old-cramps/",
            "/static/%2e%2e/%2e%2e/manage.py",
            "/static/css/tokens.css?v=1",
            "https://example.org/",
            "mailto:us@clinic.example",
        )
    )
    figure = f'<figure><img data-picture="{picture.pk}" alt="A calf"></figure>'
    article = make_article(
        "with-all", body_html=f"<h2>Top</h2><p>{links}</p>{figure}", picture=picture
    )
    publishing.publish(article, by=None, was_public=True)
    return made


@pytest.fixture
def copy(articles, tmp_path) -> Path:
    exporting.export(tmp_path / "copy")
    return tmp_path / "copy"


@pytest.mark.parametrize("below", ["", "copy/"])
def test_every_link_of_every_page_works_on_a_plain_file_server(copy, below):
    with served(copy.parent if below else copy) as server:
        found = crawl(f"{server}/{below}")

    assert {address: status for address, status in found.items() if status != 200} == {}
    pages = {address.removeprefix(f"{server}/{below}") for address in found}
    assert {
        "index.html",
        "articles/index.html",
        "articles/page/2/index.html",
        "articles/topic/symptoms/index.html",
        "articles/with-all/index.html",
        "articles/how-we-write/index.html",
        "articles/feed.xml",
        "articles/atom.xml",
        "privacy/index.html",
        "accessibility/index.html",
        "theme.css",
        "static/css/base.css",
        "static/img/articles/night-leg-cramps.svg",
    } <= pages
    assert any(page.startswith("articles/pictures/") for page in pages)


def test_every_page_of_the_copy_was_reached_and_the_rest_is_there(copy):
    reached = {copy / "index.html"}
    with served(copy) as server:
        for address in crawl(f"{server}/"):
            reached.add(copy / address.removeprefix(f"{server}/"))

    left = {str(file.relative_to(copy)) for file in files(copy) - reached}
    assert left == {"404.html", "sitemap.xml", "robots.txt", "old-addresses.txt", ".exported-site"}


def test_the_page_for_lost_readers_works_where_it_lies(copy):
    with served(copy) as server:
        found = crawl(f"{server}/404.html")

    assert set(found.values()) == {200}


def test_a_page_is_what_readers_get_but_for_its_links(copy, client):
    for path in ("articles/article-1", "privacy", "articles/how-we-write"):
        online = client.get(f"/{path}/", headers={"host": SITE.partition("//")[2]})
        offline = (copy / path / "index.html").read_text()

        assert without_links(offline) == without_links(online.content.decode())
        assert f'<link rel="canonical" href="{SITE}/{path}/">' in offline


def test_links_lead_within_the_copy_or_to_the_site(copy):
    text = (copy / "articles/with-all/index.html").read_text()

    assert 'href="../article-1/index.html#why-muscles-cramp"' in text
    assert 'href="../article-2/index.html#top"' in text
    assert 'href="../topic/symptoms/index.html"' in text
    assert 'href="https://example.org/"' in text
    assert 'href="mailto:us@clinic.example"' in text
    assert 'href="#top"' in text
    assert f'href="{SITE}/static/%2e%2e/%2e%2e/manage.py"' in text
    assert 'href="../article-3/index.html"' in text
    for path in ("/contact/", "/check/?from=with-all", "/articles/search/"):
        assert f'href="{SITE}{path}"' in text
    assert f'action="{SITE}/articles/with-all/feedback/"' in text
    assert "not-yet" not in text


def test_nothing_that_readers_may_not_see_is_in_the_copy(articles, tmp_path):
    hidden = make_hidden()

    exporting.export(tmp_path / "copy")

    text = "".join(file.read_text(errors="replace") for file in files(tmp_path / "copy"))
    for article in hidden.values():
        assert article.slug not in text
        assert article.title not in text


def test_feeds_and_site_map_name_the_site(copy):
    assert f"<link>{SITE}/articles/article-1/</link>" in (copy / "articles/feed.xml").read_text()
    assert f"<loc>{SITE}/articles/article-1/</loc>" in (copy / "sitemap.xml").read_text()


def test_old_addresses_are_listed_for_who_sets_up_redirects(copy):
    assert "/old-cramps/\t/articles/article-3/\n" in (copy / "old-addresses.txt").read_text()


def test_an_earlier_copy_is_replaced_whole(copy, articles):
    publishing.withdraw(articles["article-9"], by=None)
    (copy / "left-over.html").write_text("old")

    exporting.export(copy)

    assert not (copy / "articles/article-9").exists()
    assert not (copy / "left-over.html").exists()
    assert (copy / "articles/article-1/index.html").exists()
    assert [x.name for x in copy.parent.iterdir() if x.name.startswith(".")] == []


def test_a_run_that_fails_leaves_the_earlier_copy(copy, monkeypatch):
    before = {file: file.read_bytes() for file in files(copy)}
    monkeypatch.setattr(exporting.Copy, "write_old_addresses", breaks)

    with pytest.raises(OSError, match="full"):
        exporting.export(copy)

    assert {file: file.read_bytes() for file in files(copy)} == before
    assert [x.name for x in copy.parent.iterdir() if x.name.startswith(".")] == []


def breaks(copy: exporting.Copy) -> None:
    raise OSError(28, "The disk is full")


def test_a_folder_with_other_things_is_not_touched(tmp_path):
    (tmp_path / "letters.txt").write_text("Dear")

    with pytest.raises(CommandError, match="not empty"):
        call_command("export_site", str(tmp_path))

    assert (tmp_path / "letters.txt").read_text() == "Dear"


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_is_no_folder_is_refused(tmp_path, kind):
    target = tmp_path / "copy"
    if kind == "file":
        target.write_text("Dear")
    else:
        target.symlink_to(tmp_path)

    with pytest.raises(CommandError, match="not a folder"):
        call_command("export_site", str(target))


def test_an_empty_folder_will_do_and_the_command_counts(tmp_path, capsys):
    (tmp_path / "copy").mkdir()

    call_command("export_site", str(tmp_path / "copy"))

    count = len(files(tmp_path / "copy"))
    assert f" pages, {count} files, " in capsys.readouterr().out


def test_a_server_for_staff_alone_has_nothing_to_export(tmp_path, settings):
    settings.ROLE = "staff"

    with pytest.raises(CommandError, match="ROLE"):
        call_command("export_site", str(tmp_path / "copy"))


def test_a_site_that_was_not_prepared_says_so(tmp_path, settings):
    storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}
    settings.STATIC_ROOT = tmp_path / "nothing"

    with pytest.raises(CommandError, match="prepare"):
        call_command("export_site", str(tmp_path / "copy"))


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None: ...


class served:
    """A plain file server for a folder."""

    def __init__(self, folder: Path) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))

    def __enter__(self) -> str:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *problem: object) -> None:
        self.server.shutdown()
        self.server.server_close()


class Links(HTMLParser):
    """Reads every address of a page, on its own and not with the code that wrote it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("rel") == "canonical":
            return
        self.found += [given[name] or "" for name in ("href", "src", "action") if name in given]
        sizes = given.get("srcset") or ""
        self.found += [one.split()[0] for one in sizes.split(",") if one.strip()]


def links_of(html: str) -> list[str]:
    links = Links()
    links.feed(html)
    return links.found


def without_links(html: str) -> str:
    return re.sub(r'(href|src|srcset|action)="[^"]*"', "", html)


def crawl(start: str) -> dict[str, int]:
    """Ask for a page and all that it leads to on this server; return what each one answered."""
    server = start.split("/", 3)[:3]
    found: dict[str, int] = {}
    waiting = [urljoin(start, "index.html") if start.endswith("/") else start]
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        try:
            with urlopen(address) as response:
                found[address], data = response.status, response.read()
                is_page = response.headers["Content-Type"].startswith("text/html")
        except HTTPError as problem:
            found[address], is_page = problem.code, False
        if is_page:
            joined = (urljoin(address, link).partition("#")[0] for link in links_of(data.decode()))
            waiting += [link for link in joined if link.split("/", 3)[:3] == server]
    return found


def files(folder: Path) -> set[Path]:
    return {file for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("src", ["/static//etc/passwd", "/static/css/", "/static/"])
def test_a_picture_that_is_none_stops_nothing(tmp_path, src):
    make_live(body_html=f'<p>Walk.</p><figure><img src="{src}" alt="A leg"></figure>')

    assert exporting.export(tmp_path / "copy").pages
