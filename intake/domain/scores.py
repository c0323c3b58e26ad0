"""Scores: named results worked out from some questions, which rules may compare with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from intake.domain.values import Answers, Value

CLASSES = ("not_asked", "negative", "unable", "incomplete", "definite", "atypical")
POSITIVE = ("definite", "atypical")
ECQ = "score.ecq"
ECQ_GRADE = "score.ecq_grade"
ECQ_QUESTIONS = ("ecq1", "ecq2", "ecq3", "ecq4", "ecq5", "ecq6")


@dataclass(frozen=True)
class Score:
    """A named result worked out from some questions. `caution` is what staff must know of it."""

    name: str
    title: str
    questions: tuple[str, ...]
    results: tuple[str, ...]
    result: Callable[[Answers], str]
    caution: str = ""
    source: str = ""


def edinburgh_claudication(answers: Answers) -> str:
    """Return the class of the Edinburgh Claudication Questionnaire.

    One of not_asked, negative, unable, incomplete, definite, atypical.
    Source: Leng GC, Fowkes FGR. J Clin Epidemiol 1992;45:1101-9. The diagram is replaced by
    check-boxes; where thigh or buttock is marked beside the foot, the safer reading wins.
    """
    walks = answers.get("ecq1")
    if walks is None:
        return "not_asked"
    if walks in ("no", "unable"):
        return "negative" if walks == "no" else "unable"
    starts_at_rest, uphill, standing = (answers.get(key) for key in ("ecq2", "ecq3", "ecq5"))
    if starts_at_rest == "yes" or uphill == "no" or standing == "over_10_min":
        return "negative"
    sites = answers.get("ecq6") or ()
    if None in (starts_at_rest, uphill, standing) or not isinstance(sites, tuple) or not sites:
        return "incomplete"
    if "calf" in sites:
        return "definite"
    return "atypical" if {"thigh", "buttock"} & set(sites) else "negative"


def claudication_grade(answers: Answers) -> str:
    """Return the grade of a positive ECQ: 2 for pain on the level, 1 for none there, or unknown."""
    if edinburgh_claudication(answers) not in POSITIVE:
        return "none"
    return {"no": "1", "yes": "2"}.get(str(answers.get("ecq4")), "unknown")


def scored(answers: Answers) -> dict[str, str]:
    """Return the result of every score."""
    return {score.name: score.result(answers) for score in SCORES.values()}


def in_words(result: str) -> str:
    """Return a result, or the name of a pattern, as staff read it."""
    return result.replace("_", " ").capitalize()


def questions_behind(names: Iterable[str], known: Answers) -> tuple[str, ...]:
    """Return linkIds, each once, with the answered questions of a score in its place."""
    found: list[str] = []
    for name in names:
        score = SCORES.get(name)
        found.extend([q for q in score.questions if q in known] if score else [name])
    return tuple(dict.fromkeys(found))


def with_scores(answers: Answers, scores: dict[str, str]) -> dict[str, Value | None]:
    return {**answers, **scores}


SCORES = {
    score.name: score
    for score in (
        Score(
            ECQ,
            "Walking questions (ECQ)",
            ECQ_QUESTIONS,
            CLASSES,
            edinburgh_claudication,
            caution=(
                "A negative result does not rule out artery disease: against ABI or duplex, it "
                "missed half of the cases and more. Check-boxes stand for the diagram, which is "
                "not validated."
            ),
            source="Leng and Fowkes, J Clin Epidemiol 1992;45:1101",
        ),
        Score(
            ECQ_GRADE,
            "Grade of the walking questions",
            ECQ_QUESTIONS,
            ("none", "unknown", "1", "2"),
            claudication_grade,
        ),
    )
}
