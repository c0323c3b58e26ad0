"""Ask other sites whether the pages that our articles link to are still there.

Only run by hand or by a timer of the clinic's technician: pages never wait for it. It asks public
addresses alone, so that nobody can use a link to make this server look around its own network.
"""

from __future__ import annotations

import http.client
import ipaddress
import queue
import socket
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from django.db import transaction

from articles import richtext
from articles.models import Article, DeadLink

SECONDS = 10
AT_ONCE = 4
MOST_HOPS = 5
NO_SITE, NO_ANSWER = "There is no such site", "The other site does not answer"
SILENCE = frozenset({NO_SITE, NO_ANSWER})
FEW = 2  # links that may all be dead at once
ASK = {"User-Agent": "Upstream link check", "Accept": "*/*"}
# The page is there; it only does not let a machine read it.
CLOSED_TO_MACHINES = frozenset({401, 403, 405, 406, 429, 451, 999})
ONE_MACHINE = ipaddress.ip_network("2000::/3")
# IPv6 addresses that stand for one of IPv4, which may be of our own network.
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
TUNNELLED = ipaddress.ip_network("2002::/16")


class NothingAnswers(Exception):
    """Not one site answered: that tells of our own network, and of no link."""


class Dead(Exception):
    """The link leads nowhere. Says why in a few words."""


def outside_links() -> set[str]:
    """Return each link to another site in the texts and sources in hand."""
    found: set[str] = set()
    for article in Article.objects.prefetch_related("sources").iterator(chunk_size=200):
        hrefs = [*richtext.links(article.body_html), *(each.url for each in article.sources.all())]
        found |= {href for href in hrefs if urlsplit(href).scheme in ("http", "https")}
    return found


def in_turn(urls: Iterable[str], left: Iterable[str]) -> list[str]:
    """Return the addresses in the order to ask: first what an earlier run has left."""
    there = set(urls)
    first = [url for url in dict.fromkeys(left) if url in there]
    return [*first, *sorted(there.difference(first))]


def left_of(urls: Sequence[str], asked: Collection[str]) -> list[str]:
    """Return what is left, in the order to ask: last what was being asked when the time was over.

    So a site that never comes to an end cannot keep others from their turn for ever.
    """
    left = [url for url in urls if url not in asked]
    return [*left[AT_ONCE:], *left[:AT_ONCE]]


def check(
    urls: Sequence[str], ask: Callable[[str], None], seconds: float
) -> Iterator[tuple[str, str]]:
    """Yield each address that answers in time with why it is dead, or with nothing if it lives.

    It ends when the time is over, whatever a site does: who still waits for one then is left
    behind, and ends with the program.
    """
    over = time.monotonic() + seconds
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
    answers: queue.SimpleQueue[tuple[str, str]] = queue.SimpleQueue()
    for url in urls:
        waiting.put(url)

    def work() -> None:
        while time.monotonic() < over and not waiting.empty():
            with suppress(queue.Empty):  # another took the last one
                answers.put(_answer(waiting.get_nowait(), ask))

    for _ in range(AT_ONCE):
        threading.Thread(target=work, daemon=True).start()
    with suppress(queue.Empty):
        for _ in urls:
            yield answers.get(timeout=max(0, over - time.monotonic()))


def _answer(url: str, ask: Callable[[str], None]) -> tuple[str, str]:
    try:
        ask(url)
    except Dead as reason:
        return url, str(reason)
    return url, ""


@transaction.atomic
def remember(
    results: Iterable[tuple[str, str]], now: datetime, *, left: Collection[str] = ()
) -> list[tuple[str, str]]:
    """Keep what is dead, since when it was found so, and forget what lives. Return the dead.

    Of what was `left`, the last word stands.
    """
    found = list(results)
    if len(found) > FEW and all(reason in SILENCE for _, reason in found):
        raise NothingAnswers("No other site answered. Is this server connected? Nothing was kept.")
    dead = [(url, reason) for url, reason in found if reason]
    DeadLink.objects.exclude(url__in=[*(url for url, _ in dead), *left]).delete()
    for url, reason in dead:
        DeadLink.objects.update_or_create(
            url=url, defaults={"reason": reason}, create_defaults={"reason": reason, "since": now}
        )
    return dead


def ask(url: str, is_public: Callable[[str], bool] | None = None) -> None:
    """Ask for a page as a browser would; raise Dead if it is not there."""
    for _ in range(MOST_HOPS):
        status, location = _ask_once(url, is_public or leads_outside)
        if status in (301, 302, 303, 307, 308) and location:
            url = _joined(url, location)
        elif status < 400 or status in CLOSED_TO_MACHINES:
            return
        else:
            raise Dead(f"The other site answers {status}")
    raise Dead("It leads in circles")


def leads_outside(address: str) -> bool:
    """Say whether an IP address is that of one machine of the public internet."""
    found = ipaddress.ip_address(address)
    if found.version == 6 and found in TRANSLATED:
        found = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    is_one = found.version == 4 or (found in ONE_MACHINE and found not in TUNNELLED)
    return found.is_global and not found.is_multicast and is_one


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as problem:
        raise Dead("It leads to an address that is none") from problem


def _ask_once(url: str, is_public: Callable[[str], bool]) -> tuple[int, str]:
    parts = urlsplit(url)
    try:
        address, port = _resolved(parts.hostname or "", parts.port or _usual(parts.scheme))
    except (OSError, ValueError) as problem:
        raise Dead(NO_SITE) from problem
    if parts.scheme not in ("http", "https") or not is_public(address):
        raise Dead("It leads to a place that is not public")
    connection = _connection(parts.scheme, parts.hostname or "", address, port)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("GET", path, headers=ASK)
        response = connection.getresponse()
        return response.status, response.getheader("Location") or ""
    except (OSError, http.client.HTTPException, ValueError) as problem:
        raise Dead(NO_ANSWER) from problem
    finally:
        connection.close()


def _usual(scheme: str) -> int:
    return 443 if scheme == "https" else 80


def _resolved(host: str, port: int) -> tuple[str, int]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return str(found[0][4][0]), port


def _connection(scheme: str, host: str, address: str, port: int) -> http.client.HTTPConnection:
    """Connect to the very address that was looked at, under the name that was asked for."""
    kind = http.client.HTTPSConnection if scheme == "https" else http.client.HTTPConnection
    connection = kind(host, port, timeout=SECONDS)
    # A name can lead elsewhere a moment later: connect to what was found to be public.
    connection._create_connection = (  # type: ignore[attr-defined]
        lambda _, *rest, **more: socket.create_connection((address, port), *rest, **more)
    )
    return connection
