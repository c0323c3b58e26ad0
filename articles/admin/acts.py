"""What can be done with one article: a form, the job behind it, and what to say afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from articles import desk_forms, publishing, reviewing
from articles.models import Article, State
from clinic import saying

SIGNED = "The medical review of “{article}” is signed.{next_step}"
TO_BE_PUBLISHED = " Next, somebody who publishes puts it on the site."


@dataclass(frozen=True)
class Act:
    """A form, what it does, and what to say when it is done.

    What is seldom wanted is folded away under the words of `folded`.
    """

    label: str
    form: type[desk_forms.ActForm]
    run: Callable[[Article, User, dict[str, Any]], object]
    done: str
    folded: str = ""


ACTS = {
    "submit": Act(
        "Send for review",
        desk_forms.ActForm,
        lambda article, by, wish: reviewing.submit(article, by=by),
        "“{article}” waits for a medical review. Reviewers see it on their first page.",
    ),
    "sign": Act(
        "Sign the review",
        desk_forms.SignForm,
        lambda article, by, wish: reviewing.sign_off(article, by=by, **wish),
        SIGNED,
    ),
    "countersign": Act(
        "Sign in their name",
        desk_forms.CountersignForm,
        lambda article, by, wish: reviewing.sign_off(article, by=by, **wish),
        SIGNED,
    ),
    "ask": Act(
        "Ask for changes",
        desk_forms.AskForm,
        lambda article, by, wish: reviewing.ask_for_changes(article, by=by, **wish),
        "“{article}” is back with its writer, with your words.",
    ),
    "publish": Act(
        "Publish",
        desk_forms.PublishForm,
        lambda article, by, wish: publishing.publish(article, by=by, **wish),
        "“{article}” is published{when}.",
    ),
    "unschedule": Act(
        "Take off the schedule",
        desk_forms.ActForm,
        lambda article, by, wish: publishing.unschedule(article, by=by),
        "“{article}” is off the schedule.",
    ),
    "end": Act(
        "Set the end",
        desk_forms.EndForm,
        lambda article, by, wish: publishing.end_at(article, by=by, **wish),
        "The end of “{article}” is set.",
        folded="Choose when it goes off the site by itself",
    ),
    "withdraw": Act(
        "Withdraw now",
        desk_forms.WithdrawForm,
        lambda article, by, wish: publishing.withdraw(article, by=by, **wish),
        "“{article}” was taken off the site. Its text is kept.",
        folded="Take it off the site at once",
    ),
}


def said(act: Act, article: Article, wish: dict[str, Any]) -> str:
    """Name the article, and who is next."""
    at = wish.get("at")
    return act.done.format(
        article=article,
        when=f" from {saying.day(at)}, {saying.clock(at)}" if at else "",
        next_step=TO_BE_PUBLISHED if article.state == State.APPROVED else "",
    )
