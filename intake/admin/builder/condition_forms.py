"""The form of a condition: a line for each condition and group, drawn anew by the server."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from intake.domain.document import Json
from intake.domain.drafting.tree import DraftError, Node
from intake.domain.reading.source import write
from intake.domain.ruling import arranging, lines
from intake.domain.ruling.lines import CONDITION, GROUP, LEAST, Line, Problem, Tree
from intake.domain.ruling.sentences import sentence
from intake.domain.ruling.vocabulary import Subject, Vocabulary

JOINED = {"all": "all of these", "any": "any of these", "least": "at least … of these"}


@dataclass(frozen=True)
class Choice:
    """An option of a list."""

    key: str
    name: str
    is_chosen: bool


@dataclass(frozen=True)
class Row:
    """A line as the form shows it. `number` is its place, such as 2.1."""

    line: Line
    at: int
    name: str
    number: str
    subjects: tuple[tuple[str, tuple[Choice, ...]], ...]
    verbs: tuple[Choice, ...]
    answers: tuple[Choice, ...]
    joined: tuple[Choice, ...]
    errors: tuple[str, ...]
    is_first: bool
    is_last: bool

    @property
    def is_group(self) -> bool:
        return self.line.kind == GROUP

    @property
    def is_typed(self) -> bool:
        return bool(self.line.subject) and not self.answers

    @property
    def has_answer(self) -> bool:
        return not self.line.verb.endswith(("answered", "holds"))


@dataclass
class Board:
    """The lines of one condition of a rule, under a prefix of their own."""

    prefix: str
    tree: Tree
    old: Any
    known: Vocabulary
    document: Json
    problems: tuple[Problem, ...] = field(default=())

    @classmethod
    def of(
        cls, prefix: str, old: Any, known: Vocabulary, document: Json, data: Any = None
    ) -> Board:
        tree = lines.read(old) if data is None else _typed(prefix, old, data)
        return cls(prefix, tree, old, known, document)

    def act(self, name: str, at: int | None) -> None:
        """Do what a button says to the lines; raise DraftError where it cannot be done."""
        made = arranging.act(self.tree.lines, name, at)
        self.tree = Tree(self.tree.joined, self.tree.least, made)

    def is_valid(self) -> bool:
        self.problems = lines.problems(self.tree, self.known, self.document)
        return not self.problems

    def written(self) -> Node | None:
        return lines.written(self.tree, self.old, self.known, self.document)

    @property
    def words(self) -> str:
        """Return what the lines say; nothing while they say nothing whole."""
        try:
            made = self.written()
        except DraftError:
            return ""
        return str(sentence(made, self.known)) if made else ""

    @property
    def digest(self) -> str:
        return _digest(self.old)

    @property
    def joined(self) -> tuple[Choice, ...]:
        return _choices(JOINED, self.tree.joined)

    @property
    def errors(self) -> tuple[str, ...]:
        return tuple(each.text for each in self.problems if each.line is None)

    @property
    def rows(self) -> Iterator[Row]:
        counts: list[int] = []
        for at, line in enumerate(self.tree.lines):
            counts = [*counts[: line.depth + 1], *[0] * (line.depth + 1 - len(counts))]
            counts[line.depth] += 1
            yield self._row(line, at, ".".join(map(str, counts)))

    def _row(self, line: Line, at: int, number: str) -> Row:
        subject = self.known.subjects.get(line.subject)
        return Row(
            line=line,
            at=at,
            name=f"{self.prefix}-{at}",
            number=number,
            subjects=self._subjects(line.subject) if line.kind == CONDITION else (),
            verbs=_choices(subject.verbs if subject else {"=": "is"}, line.verb),
            answers=_answers(subject, line.answer),
            joined=_choices(JOINED, line.joined),
            errors=tuple(each.text for each in self.problems if each.line == at),
            is_first=arranging.before(self.tree.lines, at) is None,
            is_last=arranging.after(self.tree.lines, at) is None,
        )

    def _subjects(self, chosen: str) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
        groups: dict[str, list[Choice]] = {}
        if chosen and chosen not in self.known.subjects:
            name = f"{chosen.partition(':')[2]} (not there any more)"
            groups["Chosen before"] = [Choice(chosen, name, True)]
        for key, each in self.known.subjects.items():
            groups.setdefault(each.group, []).append(Choice(key, each.name, key == chosen))
        return tuple((name, tuple(found)) for name, found in groups.items())

    def messages(self, title: str) -> Iterator[tuple[str, str]]:
        """Yield (id of the box, what to do)."""
        numbers = {row.at: row.number for row in self.rows}
        for each in self.problems:
            if each.line is None:
                yield f"{self.prefix}-{each.box}", f"{title}: {each.text}"
            else:
                box = {"subject": "question"}.get(each.box, each.box)
                where = f"{title}, {numbers[each.line]}"
                yield f"{self.prefix}-{each.line}-{box}", f"{where}: {each.text}"


def _choices(offered: Mapping[str, str], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(key, name, key == chosen) for key, name in offered.items())


def _answers(subject: Subject | None, chosen: str) -> tuple[Choice, ...]:
    if subject is None or not subject.answers:
        return ()
    gone = {chosen: f"{chosen} (not there any more)"} if chosen else {}
    return _choices(gone | subject.answers, chosen)


def _digest(old: Any) -> str:
    return hashlib.sha256(write(old).encode()).hexdigest()[:16]


def _typed(prefix: str, old: Any, data: Mapping[str, Any]) -> Tree:
    """Return the lines that were sent. What they were counts only if that has not changed."""
    count = _count(data.get(f"{prefix}-count", "0"))
    is_same = data.get(f"{prefix}-of") == _digest(old)
    found = [_line(f"{prefix}-{at}", data, is_same) for at in range(count)]
    joined = _one_of(JOINED, data.get(f"{prefix}-joined", ""))
    return Tree(joined, data.get(f"{prefix}-least", "").strip(), lines.settled(found))


def _line(name: str, data: Mapping[str, Any], is_same: bool) -> Line:
    def typed(key: str) -> str:
        return str(data.get(f"{name}-{key}", "")).strip()

    joined = _one_of(JOINED, typed("joined"))
    return Line(
        kind=GROUP if typed("kind") == GROUP else CONDITION,
        depth=_count(typed("depth")),
        is_not=bool(typed("not")),
        joined=joined,
        least=typed("least") if joined == LEAST else "",
        subject=typed("question"),
        verb=typed("verb") or "=",
        answer=typed("answer"),
        was=typed("was") if is_same else "",
    )


def _one_of(offered: Mapping[str, str], typed: str) -> str:
    return typed if typed in offered else "all"


def _count(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 0
