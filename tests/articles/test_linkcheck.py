"""Links to other sites are asked, from time to time, whether they still lead somewhere."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles import linkcheck
from articles.models import DeadLink
from tests.articles.rows import make_draft

pytestmark = pytest.mark.django_db

ANSWERS = {"/there": 200, "/gone": 404, "/shy": 403, "/broken": 500}


class Site(BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.partition("?")[0]
        moved = {
            "/moved": "/there",
            "/moved-and-gone": "/gone",
            "/round": "/round",
            "/nonsense": "http://[",
        }.get(path)
        self.send_response(301 if moved else ANSWERS.get(path, 404))
        if moved:
            self.send_header("Location", moved)
        self.end_headers()

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def site():
    server = HTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def anywhere(address: str) -> bool:
    return True


@pytest.mark.parametrize("path", ["/there", "/there?a=b", "/shy", "/moved"])
def test_a_page_that_is_there_lives(site, path):
    linkcheck.ask(site + path, anywhere)


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/gone", "404"), ("/broken", "500"), ("/moved-and-gone", "404"), ("/round", "circles")],
)
def test_a_page_that_is_not_there_is_dead(site, path, reason):
    with pytest.raises(linkcheck.Dead, match=reason):
        linkcheck.ask(site + path, anywhere)


def test_a_site_that_does_not_answer_or_does_not_exist_is_dead():
    with pytest.raises(linkcheck.Dead, match="does not answer"):
        linkcheck.ask("http://127.0.0.1:1/", anywhere)
    with pytest.raises(linkcheck.Dead, match="no such site"):
        linkcheck.ask("http://nowhere.invalid/", anywhere)


def test_a_site_that_leads_to_no_address_stops_nothing(site):
    with pytest.raises(linkcheck.Dead, match="address that is none"):
        linkcheck.ask(f"{site}/nonsense", anywhere)


@pytest.mark.parametrize(
    ("address", "is_outside"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("64:ff9b::5db8:d822", True),  # 93.184.216.34, translated
        ("64:ff9b::a00:1", False),  # 10.0.0.1, translated
        ("2002:a00:1::", False),  # 10.0.0.1, through a tunnel
        ("::ffff:10.0.0.1", False),
        ("::127.0.0.1", False),
        ("fec0::1", False),
        ("224.0.0.1", False),
        ("ff0e::1", False),
        ("0.0.0.0", False),
    ],
)
def test_only_one_machine_of_the_public_internet_is_asked(address, is_outside):
    assert linkcheck.leads_outside(address) is is_outside


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://10.0.0.1/", "http://[::1]/"])
def test_nobody_makes_the_server_look_around_its_own_network(url):
    with pytest.raises(linkcheck.Dead, match="not public"):
        linkcheck.ask(url)


def test_a_redirect_into_the_own_network_is_not_followed(site):
    def only_the_first(address: str, seen: list[str] = []) -> bool:  # noqa: B006
        seen.append(address)
        return len(seen) == 1

    with pytest.raises(linkcheck.Dead, match="not public"):
        linkcheck.ask(f"{site}/moved", only_the_first)


def test_dead_links_are_listed_remembered_and_forgotten_when_they_live(site, monkeypatch):
    body = f'<p><a href="{site}/gone">A</a> <a href="{site}/there">B</a> <a href="/x/">C</a></p>'
    make_draft(body_html=body, sources=0)
    monkeypatch.setattr(linkcheck, "leads_outside", anywhere)
    out = StringIO()

    call_command("check_links", stdout=out)

    assert f"{site}/gone: The other site answers 404" in out.getvalue()
    assert "2 links asked, 1 dead." in out.getvalue()
    assert DeadLink.objects.get().url == f"{site}/gone"

    monkeypatch.setitem(ANSWERS, "/gone", 200)
    call_command("check_links", stdout=out)
    assert not DeadLink.objects.exists()


def test_a_site_that_never_answers_cannot_hold_the_rest_up_for_ever(
    monkeypatch, settings, tmp_path
):
    settings.DATA_DIR = tmp_path
    links = [f"https://example.org/{letter}" for letter in "abcdefgh"]
    body = "".join(f'<p><a href="{url}">A</a></p>' for url in links)
    make_draft(body_html=body, sources=0)
    linkcheck.remember([(links[-1], "404")], timezone.now())
    asked, over, out = [], threading.Event(), StringIO()

    def hang(url: str) -> None:
        asked.append(url)
        over.wait()

    with monkeypatch.context() as patch:
        patch.setattr(linkcheck, "ask", hang)
        call_command("check_links", minutes=0.01, stdout=out)
        over.set()

    assert "0 links asked, 0 dead." in out.getvalue()
    assert "8 left when the time was over: the next run begins there." in out.getvalue()
    assert DeadLink.objects.get().url == links[-1]

    monkeypatch.setattr(linkcheck, "AT_ONCE", 1)
    asked.clear()
    monkeypatch.setattr(linkcheck, "ask", asked.append)
    call_command("check_links", stdout=out)

    assert asked == links[4:] + links[:4]
    assert not DeadLink.objects.exists()
    assert "8 links asked, 0 dead.\n" in out.getvalue()
    assert list(tmp_path.iterdir()) == []


def test_what_was_left_is_asked_first():
    assert linkcheck.in_turn("abcd", ["d", "gone", "b", "d"]) == ["d", "b", "a", "c"]


def test_a_link_is_dead_since_it_was_first_found_so():
    then = timezone.now()
    linkcheck.remember([("https://example.org/", "404")], then)
    linkcheck.remember([("https://example.org/", "500")], timezone.now())

    link = DeadLink.objects.get()
    assert (link.since, link.reason) == (then, "500")


def test_where_no_site_answers_at_all_no_link_is_called_dead():
    silent = [(f"https://example.org/{n}", linkcheck.NO_SITE) for n in range(3)]

    with pytest.raises(linkcheck.NothingAnswers, match="Is this server connected"):
        linkcheck.remember(silent, timezone.now())
    assert not DeadLink.objects.exists()

    linkcheck.remember([*silent, ("https://example.org/there", "")], timezone.now())
    assert DeadLink.objects.count() == 3
