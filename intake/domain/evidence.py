"""Which answers, each in its place, raised an alert: what the patient may want to change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from intake.domain import triage
from intake.domain.overview import Row, row
from intake.domain.pages import Asked, Page
from intake.domain.speech import ENGLISH, Speech
from intake.domain.values import Answers
from intake.domain.walk import Walk

Place = tuple[Asked, Page]


def evidence(
    walk: Walk,
    rules: Sequence[triage.Rule],
    alerts: Iterable[triage.Alert],
    speech: Speech = ENGLISH,
) -> tuple[Row, ...]:
    """Return the answers behind alerts, with their pages. The first is the one to change first.

    Of a question that was asked several times, only the answers that raise an alert also when
    they are the only ones; all of them, where it takes them together.
    """
    wanted = tuple(alerts)
    names = dict.fromkeys(name for alert in wanted for name in alert.because)
    texts = {alert.text.id for alert in wanted}
    return tuple(
        row(walk, asked, page, speech)
        for name in names
        for asked, page in _about(walk, rules, texts, name)
    )


def _about(walk: Walk, rules: Sequence[triage.Rule], texts: set[str], name: str) -> Iterator[Place]:
    places = [
        (asked, page) for page in walk.pages for asked in page.items if asked.item.link_id == name
    ]
    alone = [each for each in places if _raises(walk, rules, texts, name, each[0])]
    yield from alone or places


def _raises(
    walk: Walk, rules: Sequence[triage.Rule], texts: set[str], name: str, asked: Asked
) -> bool:
    """Say whether an alert would be raised if this were the only answer to its question."""
    known: Answers = {**walk.by_question, name: walk.live.get(asked.key)}
    fired = triage.triage(rules, known).fired
    return any(each.rule.text in texts and name in each.because for each in fired)
