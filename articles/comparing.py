"""What changed between two revisions, field by field, in words that an editor can read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from articles import richtext, snapshots, worddiff
from articles.models import Article, Picture, Topic

LABELS = {
    "title": "Title",
    "slug": "Address",
    "topic": "Topic",
    "picture": "Picture",
    "drawing": "Drawing",
    "summary": "Summary",
    "standfirst": "Standfirst",
    "key_points": "Key points",
    "body_html": "Text",
    "about": "About",
    "author": "Author",
    "sources": "Sources",
}


@dataclass(frozen=True)
class FieldChange:
    label: str
    lines: list[worddiff.Line]


def compare(before: snapshots.Content, after: snapshots.Content) -> list[FieldChange]:
    """Return each field that differs, with its lines and words side by side."""
    changes = []
    for name, label in LABELS.items():
        old, new = _readable(name, before.get(name)), _readable(name, after.get(name))
        if old == new and before.get(name) != after.get(name):
            old, new = _raw(before.get(name)), _raw(after.get(name))
        if old != new:
            changes.append(FieldChange(label, worddiff.compare(old, new)))
    return changes


def _readable(name: str, value: Any) -> str:
    if name == "body_html":
        return _marked(value or "")
    if name == "sources":
        return "\n".join(_source(source) for source in value or [])
    if name == "topic":
        return str(Topic.objects.filter(pk=value).first() or "")
    if name == "picture":
        return str(Picture.objects.filter(pk=value).first() or "")
    return _raw(value)


def _raw(value: Any) -> str:
    return "" if value is None else str(value)


def _source(source: dict[str, Any]) -> str:
    return ". ".join(str(source[name]) for name in snapshots.SOURCE if source[name])


def _target(href: str) -> str:
    """Name an article that is linked by its id."""
    link = richtext.article_link(href)
    article = Article.objects.filter(pk=link[0]).first() if link else None
    return f"“{article}”" if article else href


def _marked(html: str) -> str:
    """Return the words of a text. What only a link or a picture tells stands beside them."""
    lines = [richtext.plain_text(html)]
    lines += [f"Link: {_target(href)}" for href in richtext.links(html)]
    lines += [
        f"Picture {image.picture or image.src}: {image.alt or '(no alt text)'}"
        for image in richtext.images(html)
    ]
    lines += [f"Card: {box}" for box in richtext.boxes(html)]
    return "\n".join(lines)
