"""Who may do what with an article, and in which state of its text: one table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from articles.models import Article, State

ALL = frozenset(State)
SIGNED = frozenset({State.IN_REVIEW, State.APPROVED, State.LIVE})


class NotPossible(Exception):
    """The article is not in a state for this, or it is not this person's turn. Says what to do."""


@dataclass(frozen=True)
class Move:
    """What one can do: in these states, with any one of these rights."""

    states: frozenset[State]
    rights: tuple[str, ...]


MOVES = {
    "save": Move(ALL, ("change",)),
    "restore": Move(ALL, ("change",)),
    "share": Move(ALL, ("view",)),
    "submit": Move(frozenset({State.DRAFT, State.WITHDRAWN}), ("change",)),
    "ask": Move(frozenset({State.IN_REVIEW}), ("review", "publish")),
    "sign": Move(SIGNED, ("review",)),
    "countersign": Move(SIGNED, ("review", "publish")),
    "publish": Move(frozenset({State.APPROVED, State.LIVE, State.WITHDRAWN}), ("publish",)),
    "withdraw": Move(ALL, ("publish",)),
    "unschedule": Move(ALL, ("publish",)),
    "end": Move(ALL, ("publish",)),
}


def may(user: User, move: str) -> bool:
    """Say whether this person has the right, whatever the state."""
    return any(user.has_perm(f"articles.{right}_article") for right in MOVES[move].rights)


def is_open(article: Article, move: str, user: User) -> bool:
    return article.state in MOVES[move].states and may(user, move)


def expect(article: Article, move: str, *, by: User) -> None:
    """Raise PermissionDenied or NotPossible where this person may not do this now."""
    if not may(by, move):
        raise PermissionDenied(f"You have no right to {move} articles.")
    if article.state not in MOVES[move].states:
        states = _in_words(State(state).label.lower() for state in sorted(MOVES[move].states))
        raise NotPossible(f"This is for articles that are {states}. This one is not.")


def lock(article: Article) -> None:
    """Let one act on an article at a time go on, and look at its state as it is now."""
    article.state = Article.objects.select_for_update().get(pk=article.pk).state


def to(article: Article, state: State) -> None:
    """Keep how far the text in hand is. Whoever moves it has asked whether that may be."""
    article.state = state
    article.save(update_fields=["state"])


def _in_words(words: Iterable[str]) -> str:
    return " or ".join(words)
