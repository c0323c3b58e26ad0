"""Mutants of a rules document: each with one condition turned, left out or exchanged."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from intake.domain.items import Item
from intake.domain.questionnaire import Questionnaire
from intake.domain.scores import SCORES

Steps = tuple[str | int, ...]


def mutants(document: dict, questionnaire: Questionnaire) -> Iterator[tuple[str, dict]]:
    """Yield every mutant under a name that says what was done to which condition."""
    for where, steps in _conditions(document):
        for path, node in _nodes(_at(document, steps), steps):
            for what, other in _turned(node, questionnaire):
                yield f"{where}: {what} at {_said(path, steps)}", _with(document, path, other)


def names_of(document: dict) -> list[str]:
    return list(dict.fromkeys(where for where, _ in _conditions(document)))


def _conditions(document: dict) -> Iterator[tuple[str, Steps]]:
    for name in document["helpers"]:
        yield name, ("helpers", name, "when")
    lists = [("rules",), ("flags",)]
    lists += [("patterns", n, "rules") for n in range(len(document["patterns"]))]
    lists += [("hints", n, "rules") for n in range(len(document["hints"]))]
    for steps in lists:
        for n, entry in enumerate(_at(document, steps)):
            if "when" in entry:
                yield entry["id"], (*steps, n, "when")


def _nodes(node: dict, path: Steps) -> Iterator[tuple[Steps, dict]]:
    yield path, node
    for key in ("all", "any"):
        for n, part in enumerate(node.get(key, ())):
            yield from _nodes(part, (*path, key, n))
    if "not" in node:
        yield from _nodes(node["not"], (*path, "not"))


def _turned(node: dict, questionnaire: Questionnaire) -> Iterator[tuple[str, dict]]:
    yield "negated", {"not": node}
    for key in {"all", "any"} & node.keys():
        parts = node[key]
        for n in range(len(parts)):
            if len(parts) > 1 and node.get("least", 1) < len(parts):
                yield f"without part {n}", {**node, key: parts[:n] + parts[n + 1 :]}
        if len(parts) > 1 and "least" not in node:
            yield "any and all exchanged", {"any" if key == "all" else "all": parts}
        for least in {node.get("least", 1) - 1, node.get("least", 1) + 1}:
            if key == "any" and 1 <= least <= len(parts):
                yield f"least {least}", {**node, "least": least}
    if "question" in node:
        for answer in _others(node, questionnaire):
            yield f"{answer} for {node['answer']}", {**node, "answer": answer}
        if node["operator"] in (">=", "<"):
            yield "another bound", {**node, "operator": {">=": ">", "<": "<="}[node["operator"]]}


def _others(node: dict, questionnaire: Questionnaire) -> list[Any]:
    """Return another answer that could stand there: the next one, or each nearest number."""
    answer = node["answer"]
    if isinstance(answer, bool):
        return [not answer]
    if isinstance(answer, int):
        return [answer - 1, answer + 1]
    if node["question"] == "score.pattern":
        return ["venous"]
    score = SCORES.get(node["question"])
    item: Item | None = questionnaire.by_id.get(node["question"])
    every = score.results if score else [option.code for option in item.options] if item else []
    place = list(every).index(answer)
    return [every[(place + 1) % len(every)]]


def _at(document: Any, steps: Steps) -> Any:
    for step in steps:
        document = document[step]
    return document


def _with(document: dict, path: Steps, node: dict) -> dict:
    """Return a copy with another condition there; what is not on the way is shared."""
    changed = copy.copy(document)
    place: Any = changed
    for step in path[:-1]:
        place[step] = copy.copy(place[step])
        place = place[step]
    place[path[-1]] = node
    return changed


def _said(path: Steps, steps: Steps) -> str:
    return "/".join(map(str, path[len(steps) :])) or "its top"
