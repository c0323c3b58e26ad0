"""What differs between two versions of a questionnaire, in sentences and without JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from intake.domain.document import Json
from intake.domain.drafting import tree
from intake.domain.drafting.conditions import Said, clauses, conjunction, index, said
from intake.domain.drafting.kinds import in_words
from intake.domain.drafting.options import choices
from intake.domain.drafting.reading import Question, question
from intake.domain.drafting.rows import Row, outline
from intake.domain.drafting.tree import Node

LIMITS = {
    "minimum": "The least",
    "maximum": "The most",
    "min_length": "The fewest letters",
    "max_length": "The most letters",
    "max_decimals": "Decimal places",
}
NO_WORDS = "A technical detail has changed that has no words here"
# What the sentences speak of; the rest of an item is compared as a whole.
SPOKEN_OF = ("linkId", "item", "text", "type", "required", "repeats", "enableWhen")


@dataclass(frozen=True)
class Change:
    """What became of one item, or of the questionnaire itself (no linkId)."""

    link_id: str
    name: str
    kind: str
    sentences: tuple[str, ...] = ()


def compare(before: Json, after: Json) -> tuple[Change, ...]:
    """Return every difference, in the order of the newer version; what is gone stands last."""
    old, new = _Version(before), _Version(after)
    return (*_whole(before, after), *_items(old, new))


class _Version:
    """A version, with its rows and items within reach."""

    def __init__(self, document: Json) -> None:
        self.document = dict(document)
        self.by_id = index(self.document)
        self.rows = {row.link_id: row for row in outline(self.document)}

    def question(self, link_id: str) -> Question:
        return question(self.document, link_id)

    def where(self, row: Row) -> str:
        above = self.by_id.get(row.parent)
        return f"in “{tree.name_of(above)}”" if above else "at the top"

    def condition(self, link_id: str) -> str:
        item = self.by_id[link_id]
        return in_a_sentence(said(self.document, item, self.by_id), conjunction(item))


def in_a_sentence(conditions: tuple[Said, ...], joined: str) -> str:
    """Return conditions as the end of "asked …"."""
    words = f" {joined} ".join(map(str, conditions))
    return f"only if {words}" if conditions else "always"


def _whole(before: Json, after: Json) -> Iterator[Change]:
    sentences = []
    for key, name in (("title", "The title"), ("description", "The introduction")):
        old, new = tree.words(before, key), tree.words(after, key)
        if old != new:
            sentences.append(_now(name, old, new))
    if _beside(before) != _beside(after):
        sentences.append(NO_WORDS)
    if sentences:
        yield Change("", "The questionnaire", "changed", tuple(sentences))


def _beside(document: Json) -> Node:
    """Return what is neither an item nor told on its own."""
    told = ("item", "title", "description", "version", "date")
    return {key: value for key, value in document.items() if key not in told}


def _items(old: _Version, new: _Version) -> Iterator[Change]:
    moved = _moved(old, new)
    for link_id, row in new.rows.items():
        name = tree.name_of(new.by_id[link_id])
        if link_id not in old.rows:
            yield Change(link_id, name, "added", tuple(_news(new, row)))
        elif sentences := [
            *_sentences(old, new, link_id),
            *_place(old, new, row, link_id in moved),
        ]:
            yield Change(link_id, name, "changed", tuple(sentences))
    for link_id in old.rows:
        if link_id not in new.rows:
            yield Change(link_id, tree.name_of(old.by_id[link_id]), "removed")


def _news(new: _Version, row: Row) -> Iterator[str]:
    yield f"{row.type}, number {row.number}, {new.where(row)}"
    if row.options:
        yield "Options: " + ", ".join(f"“{text}”" for text in row.options)
    if row.conditions:
        done = "Asked" if row.is_question else "Shown"
        yield f"{done} {in_a_sentence(row.conditions, row.joined)}"


def _sentences(old: _Version, new: _Version, link_id: str) -> list[str]:
    was, now = old.question(link_id), new.question(link_id)
    before, after = old.by_id[link_id], new.by_id[link_id]
    found = []
    if was.text != now.text:
        found.append(_now("It", was.text, now.text, verb="now reads"))
    if in_words(before) != in_words(after):
        found.append(f"It is now “{in_words(after)}” (before: “{in_words(before)}”)")
    if was.required != now.required:
        found.append("It must now be answered" if now.required else "It may now be left blank")
    if was.hint != now.hint:
        found.append(_now("The hint", was.hint, now.hint))
    if was.why != now.why:
        found.append(_now("“Why we ask”", was.why, now.why))
    found += _options(before, after)
    found += _limits(was, now)
    found += _conditions(old, new, link_id)
    return found or _unspoken(before, after)


def _options(before: Node, after: Node) -> Iterator[str]:
    was = {choice.key: choice for choice in choices(before)}
    now = {choice.key: choice for choice in choices(after)}
    for key, choice in now.items():
        old = was.get(key)
        if old is None:
            yield f"Option added: “{choice.text}”"
        elif old.text != choice.text:
            yield f"The option “{old.text}” now reads “{choice.text}”"
        if old and old.is_exclusive != choice.is_exclusive:
            how = "stands alone" if choice.is_exclusive else "can stand beside others"
            yield f"The option “{choice.text}” now {how}"
    for key, choice in was.items():
        if key not in now:
            yield f"Option removed: “{choice.text}”"
    if [key for key in was if key in now] != [key for key in now if key in was]:
        yield "The options stand in another order"


def _limits(was: Question, now: Question) -> Iterator[str]:
    for field, name in LIMITS.items():
        old, new = getattr(was, field), getattr(now, field)
        if old != new:
            yield _now(name, old, new)
    if was.units != now.units:
        yield _now("The unit", ", ".join(was.units), ", ".join(now.units))


def _conditions(old: _Version, new: _Version, link_id: str) -> Iterator[str]:
    """Compare what the conditions ask for, whatever their questions are called by now."""
    before, after = old.by_id[link_id], new.by_id[link_id]
    same = clauses(before) == clauses(after)
    if same and (len(clauses(after)) < 2 or conjunction(before) == conjunction(after)):
        return
    done = "asked" if tree.is_question(after) else "shown"
    yield f"It is now {done} {new.condition(link_id)} (before: {old.condition(link_id)})"


def _unspoken(before: Node, after: Node) -> list[str]:
    old = {key: value for key, value in before.items() if key not in SPOKEN_OF}
    new = {key: value for key, value in after.items() if key not in SPOKEN_OF}
    return [NO_WORDS] if old != new else []


def _place(old: _Version, new: _Version, row: Row, is_moved: bool) -> Iterator[str]:
    was = old.rows[row.link_id]
    if was.parent != row.parent:
        yield f"It moved: now number {row.number} {new.where(row)} (before: {old.where(was)})"
    elif is_moved:
        yield f"It moved from number {was.number} to {row.number}"


def _moved(old: _Version, new: _Version) -> set[str]:
    """Return the fewest items whose moving explains the new order below each parent."""
    found: set[str] = set()
    for parent in {row.parent for row in new.rows.values()}:
        before = [n for n, row in old.rows.items() if row.parent == parent and n in new.rows]
        after = [n for n, row in new.rows.items() if row.parent == parent and n in old.rows]
        before = [name for name in before if new.rows[name].parent == parent]
        after = [name for name in after if old.rows[name].parent == parent]
        blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
        kept = {name for block in blocks for name in after[block.b : block.b + block.size]}
        found |= set(after) - kept
    return found


def _now(name: str, old: str, new: str, *, verb: str = "is now") -> str:
    if not old:
        return f"{name} is new: “{new}”"
    if not new:
        return f"{name} is taken out: “{old}”"
    return f"{name} {verb} “{new}” (before: “{old}”)"
