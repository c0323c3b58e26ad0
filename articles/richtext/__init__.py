"""The only maker of an article's HTML: one allow-list, and what can be read from clean HTML."""

from articles.richtext.cleaning import clean_html
from articles.richtext.reading import (
    Heading,
    Image,
    Part,
    article_link,
    boxes,
    headings,
    ids,
    images,
    linked_articles,
    links,
    outline,
    pictures,
    plain_text,
    split,
)

__all__ = [
    "Heading",
    "Image",
    "Part",
    "article_link",
    "boxes",
    "clean_html",
    "headings",
    "ids",
    "images",
    "linked_articles",
    "links",
    "outline",
    "pictures",
    "plain_text",
    "split",
]
