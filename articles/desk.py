"""What an article in hand still needs: its checklist, from its rows."""

from __future__ import annotations

from datetime import date

from articles.models import Article, Revision

SOURCES = 2
NEEDED = {
    "title": "Write a title.",
    "slug": "Choose an address.",
    "topic": "Choose a topic.",
    "summary": "Write a summary for the lists.",
    "standfirst": "Write one or two sentences to stand under the title.",
    "key_points": "Write the key points.",
    "body_html": "Write the text.",
    "author": "Name the author.",
}


def missing(article: Article, revision: Revision, today: date) -> list[str]:
    """Say, in sentences, what the article still needs before anyone may read it."""
    content = revision.content
    sentences = [words for field, words in NEEDED.items() if not str(content[field] or "").strip()]
    if not (content["picture"] or content["drawing"]):
        sentences.append("Choose a picture or a drawing.")
    if len(content["sources"]) < SOURCES:
        sentences.append("List at least two sources.")
    if revision.covered_by is None:
        sentences.append("Have the text reviewed: no medical review holds for it.")
    elif revision.covered_by.is_due(today):
        sentences.append("Have the text reviewed again: its medical review is overdue.")
    return sentences
