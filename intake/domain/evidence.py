"""Which answers, each in its place, raised an alert: what the patient may want to change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from intake.domain import triage
from intake.domain.overview import Row, row
from intake.domain.values import Answers
from intake.domain.walk import Walk


def evidence(
    walk: Walk, rules: Sequence[triage.Rule], alerts: Iterable[triage.Alert]
) -> tuple[Row, ...]:
    """Return the answers behind alerts, with their pages. The first is the one to change first.

    Of a question that was asked several times, only the answers that raise an alert also when
    they are the only ones; all of them, where it takes them together.
    """
    wanted = tuple(alerts)
    names = dict.fromkeys(name for alert in wanted for name in alert.because)
    texts = {alert.text.id for alert in wanted}
    return tuple(found for name in names for found in _about(walk, rules, texts, name))


def _about(walk: Walk, rules: Sequence[triage.Rule], texts: set[str], name: str) -> Iterator[Row]:
    rows = [
        row(walk, asked, page)
        for page in walk.pages
        for asked in page.items
        if asked.item.link_id == name
    ]
    alone = [each for each in rows if _raises(walk, rules, texts, name, each)]
    yield from alone or rows


def _raises(
    walk: Walk, rules: Sequence[triage.Rule], texts: set[str], name: str, found: Row
) -> bool:
    """Say whether an alert would be raised if this were the only answer to its question."""
    key = found.asked.key if found.asked else ""
    known: Answers = {**walk.by_question, name: walk.live.get(key)}
    fired = triage.triage(rules, known).fired
    return any(each.rule.text in texts and name in each.because for each in fired)
