"""Rules in which there is one of everything, and much that no editor of ours knows."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from intake.domain.drafting.tree import DraftError
from intake.domain.reading import read
from intake.domain.ruling import arranging, vocabulary
from intake.domain.ruling.lines import CONDITION, GROUP, Line, Tree
from intake.domain.ruling.parts import FLAGS, HELPERS, RULES, Place
from tests.intake.domain.make import leg_check_document

DOCUMENT = leg_check_document()
DEFINITION = read(DOCUMENT).questionnaire
NOTE = {"note": "Agreed on in March"}


def asks(question: str, answer: Any = True, operator: str = "=") -> dict[str, Any]:
    return {"question": question, "operator": operator, "answer": answer}


def rules() -> dict[str, Any]:
    """A helper, rules, patterns, flags, a hint and texts; a note of somebody's in each."""
    return deepcopy(
        {
            "version": "1",
            "helpers": {
                "risk": {
                    "title": "a clot risk",
                    "when": {"any": [asks("clot_history"), {**asks("long_trip"), **NOTE}]},
                },
                "pos": {"any": [asks("score.ecq", "definite"), asks("score.ecq", "atypical")]},
            },
            "rules": [
                {
                    "id": "U1",
                    "priority": "urgent",
                    "when": {
                        "any": [
                            {
                                "all": [
                                    asks("swelling", "one_leg"),
                                    asks("swelling_onset", "new"),
                                ],
                                **NOTE,
                            },
                            {"not": {"helper": "risk", **NOTE}},
                        ],
                        **NOTE,
                    },
                    "lists": {"helper": "risk"},
                    "reason": "New one-leg swelling",
                    "text": "T5",
                    "source": "NICE NG158",
                    **NOTE,
                },
                {
                    "id": "S1",
                    "priority": "soon",
                    "when": {"all": [{"rule": "U1"}, {"not": {"helper": "pos"}}]},
                    "reason": "Ask about the walk",
                    "text": "T8",
                    "source": "Clinic’s choice",
                },
                {"id": "R", "priority": "routine", "reason": "No rule", "text": "T8", "source": ""},
            ],
            "patterns": [
                {
                    "id": "venous",
                    "title": "Veins",
                    "rules": [
                        {
                            "id": "V7",
                            "when": {
                                "any": [
                                    asks("swelling", "both_legs"),
                                    asks("age", 65, ">="),
                                    asks("diabetes"),
                                ],
                                "least": 2,
                            },
                            "reason": "Two weak signs",
                            "source": "[P]",
                        }
                    ],
                }
            ],
            "neither": "undetermined",
            "flags": [
                {
                    "id": "F1",
                    "when": asks("score.pattern", "venous"),
                    "reason": "ABI before compression",
                    "source": "CG147",
                }
            ],
            "hints": [
                {
                    "id": "ceap",
                    "title": "CEAP",
                    "source": "CEAP 2020",
                    "rules": [{"id": "C2", "when": asks("swelling", "long"), "reason": "C3"}],
                }
            ],
            "texts": {
                "T5": {
                    "heading": "Please call us now",
                    "lead": "Call {phone}.",
                    "steps": ["Sit down", "Raise your leg"],
                    "call": "clinic",
                    "source": "NHS",
                    "translations": {
                        "es": {
                            "heading": "Llámenos ahora",
                            "lead": "Llame al {phone}.",
                            "steps": ["Siéntese", "Levante la pierna"],
                            "reviewed_by": "Ana Ruiz",
                            "reviewed_on": "2026-11-20",
                            **NOTE,
                        }
                    },
                    **NOTE,
                },
                "T8": {"heading": "Thank you", "lead": "We have your answers."},
            },
        }
    )


def sound() -> dict[str, Any]:
    """The same, and all of it can be read."""
    made = rules()
    made["hints"][0]["rules"][0]["when"] = asks("swelling", "both_legs")
    return made


PLACES = (
    Place(RULES, "U1"),
    Place(RULES, "S1"),
    Place("findings", "V7", "patterns", "venous"),
    Place(FLAGS, "F1"),
    Place(HELPERS, "risk"),
)
SUBJECTS = st.sampled_from(
    [
        *("question:swelling", "question:age", "question:diabetes", "question:score.ecq"),
        *("question:score.pattern", "question:gone", "question:cramp_when", "question:message"),
        *("helper:risk", "helper:pos", "helper:gone", "rule:U1", "rule:S1", "rule:V7", "rule:R"),
        *("", "nonsense"),
    ]
)
TYPED = st.sampled_from(["one_leg", "true", "65", "6.5", "1e9", "definite", "venous", "", "night"])
VERBS = st.sampled_from(["=", "!=", ">", "<=", "answered", "not answered", "holds", "odd"])
WAYS = st.sampled_from(["", "r", "0", "0.0", "1.n", "1.n.0", "9.9", "n.n", "0.x"])
LINES = st.builds(
    Line,
    kind=st.sampled_from([CONDITION, GROUP]),
    depth=st.integers(0, 4),
    is_not=st.booleans(),
    joined=st.sampled_from(["all", "any", "least"]),
    least=st.sampled_from(["", "1", "2", "0", "x"]),
    subject=SUBJECTS,
    verb=VERBS,
    answer=TYPED,
    was=WAYS,
)
TREES = st.builds(
    Tree,
    joined=st.sampled_from(["all", "any", "least"]),
    least=st.sampled_from(["", "1", "2"]),
    lines=st.lists(LINES, max_size=7).map(tuple),
)
BUTTONS = st.tuples(
    st.sampled_from([*arranging.ACTS, "condition", "group"]), st.none() | st.integers(0, 8)
)


@st.composite
def likely_lines(draw: st.DrawFn, place: Place) -> Tree:
    """Return a tree most conditions of which make sense."""
    known = vocabulary.vocabulary(sound(), DOCUMENT, place)
    keys = st.sampled_from(sorted(known.subjects))
    found = []
    for _ in range(draw(st.integers(1, 6))):
        subject = known.subjects[draw(keys)]
        verb = draw(st.sampled_from(sorted(subject.verbs)))
        answer = draw(st.sampled_from(sorted(subject.answers) or ["12"]))
        kind = draw(st.sampled_from([CONDITION, CONDITION, GROUP]))
        depth = draw(st.integers(0, 3))
        found.append(Line(kind, depth, draw(st.booleans()), "any", "", subject.key, verb, answer))
    return Tree(draw(st.sampled_from(["all", "any"])), "", tuple(found))


def pressed(lines: tuple[Line, ...], buttons: list[tuple[str, int | None]]) -> tuple[Line, ...]:
    """Return the lines after these buttons; one that cannot be pressed changes nothing."""
    for name, at in buttons:
        try:
            lines = arranging.act(lines, name, at)
        except DraftError:
            continue
    return lines
