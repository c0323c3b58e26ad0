"""Measure the questionnaire engine: one walk, a large import, its pages, and the memory it keeps.

`make bench` runs it, on SQLite in a folder of its own. The promises: a walk through 100
items with triage and validation under 2 ms; 808 items, 8 levels deep, imported under 1 s and any
of their pages under 50 ms; memory flat over 10,000 walks.
"""

from __future__ import annotations

import gc
import json
import re
import shutil
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.environment import FOLDER  # before Django: it brings the environment

LARGE, DEEP = 808, 8
WALKS = 10_000
ROUNDS = 200
KINDS = ("boolean", "integer", "choice", "string", "date", "text", "decimal", "open-choice")
OPTIONS = [{"valueCoding": {"code": code, "display": code.title()}} for code in "abcd"]
SAID = {
    "boolean": True,
    "integer": 3,
    "choice": "a",
    "string": "left leg",
    "text": "It aches in the evening.",
    "open-choice": "b",
}


def main() -> None:
    prepare()
    walk_a_hundred()
    release = import_the_large_one()
    show_its_pages(release)


def prepare() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    settings.ALLOWED_HOSTS.append("testserver")
    call_command("migrate", verbosity=0)


def walk_a_hundred() -> None:
    """A hundred items in ten groups, a third of them behind a condition, all of them answered."""
    from intake.domain import rules, triage
    from intake.domain.reading import read
    from intake.domain.responses import write_response
    from intake.domain.validation.definition import Definition
    from intake.domain.validation.validating import validate
    from intake.domain.walk import Walk

    document = {"resourceType": "Questionnaire", "name": "bench", "url": "urn:bench"}
    document |= {"status": "active", "title": "Bench", "item": [part(n) for n in range(10)]}
    questionnaire = read(document).questionnaire
    ruleset = rules.read_ruleset(RULES, questionnaire)
    answers = {item.link_id: SAID[item.type] for item in questionnaire.questions}
    definition = Definition(dict(questionnaire.document))

    def once() -> None:
        walk = Walk(questionnaire, answers)
        assert len(walk.pages) > 80
        triage.triage(ruleset.rules, walk.by_question)
        response = write_response(questionnaire, walk.live, authored="2026-11-26T09:00:00Z")
        assert not any(issue.is_error for issue in validate(definition, response, walk=walk))

    once()
    median, worst = timed(once, ROUNDS)
    print(f"{len(questionnaire.by_id)} items: walk, pages, triage, response and validation")
    print(f"  median {median:.2f} ms, worst {worst:.2f} ms of {ROUNDS}; the promise is 2 ms")
    memory_over(once)


def part(number: int) -> dict[str, Any]:
    """Return a group of nine questions; every third waits for the one before it."""
    items = []
    for n in range(9):
        kind = ("boolean", "choice", "integer")[n % 3]
        item: dict[str, Any] = {"linkId": f"q{number}.{n}", "type": kind, "text": f"Question {n}?"}
        if kind == "choice":
            item["answerOption"] = OPTIONS
        if n % 3 == 1:
            before = {"question": f"q{number}.{n - 1}", "operator": "=", "answerBoolean": True}
            item["enableWhen"] = [before]
        items.append(item)
    return {"linkId": f"g{number}", "type": "group", "text": f"Part {number}", "item": items}


RULES = {
    "texts": {"thanks": {"heading": "Thank you"}},
    "rules": [
        *(
            {
                "id": f"R{n}",
                "priority": "soon",
                "text": "thanks",
                "reason": "An answer",
                "when": {"question": f"q{n % 10}.2", "operator": ">", "answer": 5},
            }
            for n in range(30)
        ),
        {"id": "rest", "priority": "routine", "text": "thanks", "reason": "Nothing else"},
    ],
}


def memory_over(once: Callable[[], None]) -> None:
    """Say how much more is kept after ten thousand walks than after the first hundred."""
    for _ in range(100):
        once()
    gc.collect()
    objects, resident = len(gc.get_objects()), resident_kb()
    for _ in range(WALKS):
        once()
    gc.collect()
    more, grown = len(gc.get_objects()) - objects, resident_kb() - resident
    print(f"  {WALKS:,} walks: {more} more objects, {grown} kB more memory\n")


def resident_kb() -> int:
    """Return what this process has in memory now, in kB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1])


def import_the_large_one() -> Any:
    from intake import publishing
    from intake.domain import importing

    text = json.dumps(large())

    def once() -> None:
        assert importing.report(text, name="large.json")["complete"]

    once()
    median, worst = timed(once, 5)
    print(f"{LARGE} items, {DEEP} levels: read, mended and proved")
    print(f"  median {median:.0f} ms, worst {worst:.0f} ms of 5; the promise is 1 s")
    started = time.perf_counter()
    release = publishing.publish(text, json.dumps({**RULES, "rules": RULES["rules"][-1:]}), by=None)
    print(f"  published in {1000 * (time.perf_counter() - started):.0f} ms\n")
    return release


def large() -> dict[str, Any]:
    """Return a definition of 808 items: chains of groups down to the eighth level."""
    items: list[dict[str, Any]] = []
    chain: list[dict[str, Any]] = []
    for number in range(LARGE):
        level = number % DEEP
        kind = "group" if level < DEEP - 1 and number % 3 == 0 else KINDS[number % len(KINDS)]
        item: dict[str, Any] = {"linkId": f"i{number}", "type": kind, "text": f"Item {number}?"}
        if kind in ("choice", "open-choice"):
            item["answerOption"] = OPTIONS
        chain = chain[:level]
        (chain[-1].setdefault("item", []) if chain else items).append(item)
        chain.append(item)
    document = {"resourceType": "Questionnaire", "name": "large", "url": "urn:large"}
    return {**document, "status": "active", "title": "Large", "item": items}


def show_its_pages(release: Any) -> None:
    """Ask every tenth page over HTTP, with everything before it left blank."""
    from django.http import HttpResponse
    from django.test import Client
    from django.utils import timezone

    from intake import answering, passes
    from intake.domain.walk import Walk

    now = timezone.now()
    key, secret = answering.begin(release, came_from="", now=now)
    blank = dict.fromkeys(item.link_id for item in release.definition.questions)
    answering.keep(key, secret, given=blank, asked=blank, now=now)
    pages = Walk(release.definition, blank).pages
    client = Client()
    shown = HttpResponse()
    passes.give(shown, key, secret)
    client.cookies.update(shown.cookies)
    took = []
    for page in (pages[0], *pages[::10]):
        once = []
        for _ in range(3):  # the best of three: what the page takes, and not what the machine does
            started = time.perf_counter()
            response = client.get(f"/check/{key}/question/{page.key}")
            once.append(1000 * (time.perf_counter() - started))
            assert response.status_code == 200, response
        took.append(min(once))
    print(f"{len(pages)} pages, every tenth asked with its request and its templates")
    print(
        f"  median {statistics.median(took):.0f} ms, worst {max(took):.0f} ms of {len(took)}; "
        "the promise is 50 ms"
    )


def timed(once: Callable[[], None], rounds: int) -> tuple[float, float]:
    """Return median and worst in milliseconds."""
    took = []
    for _ in range(rounds):
        started = time.perf_counter()
        once()
        took.append(1000 * (time.perf_counter() - started))
    return statistics.median(took), max(took)


if __name__ == "__main__":
    try:
        main()
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)
