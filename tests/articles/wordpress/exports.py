"""Exports as WordPress writes them, made up for the tests."""

from __future__ import annotations

import io
from html import escape

from articles.wordpress.convert import convert, finish
from articles.wordpress.export import Export, Item
from articles.wordpress.parse import parse

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0"
  xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>Riverside Veins</title>
<link>https://riverside.example</link>
<language>en-US</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://riverside.example</wp:base_site_url>
<wp:base_blog_url>https://riverside.example</wp:base_blog_url>
"""
TAIL = "</channel>\n</rss>\n"
SITE = Export(link="https://riverside.example", blog_url="https://riverside.example")


def make_item(**fields: str) -> str:
    """Return one <item>; `wp_post_id="7"` becomes <wp:post_id>7</wp:post_id>, and so on."""
    fields = {"title": "Spider veins", "wp_post_id": "7", "wp_post_type": "post"} | fields
    inside = fields.pop("inside", "")
    tags = (f"<{_tag(name)}>{escape(text)}</{_tag(name)}>" for name, text in fields.items())
    return f"<item>{''.join(tags)}{inside}</item>\n"


def make_export(*items: str, head: str = HEAD, before: str = "") -> bytes:
    return (head + before + "".join(items) + TAIL).encode()


def read(*items: str, **options: str) -> Export:
    return parse(io.BytesIO(make_export(*items, **options)))


def read_item(**fields: str) -> Item:
    return read(make_item(**fields)).items[0]


def meta(key: str, value: str) -> str:
    return (
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


def comment(kind: str = "") -> str:
    return (
        "<wp:comment><wp:comment_content>Thank you!</wp:comment_content>"
        f"<wp:comment_type>{kind}</wp:comment_type></wp:comment>"
    )


def article(content: str, export: Export = SITE, **fields: object) -> str:
    """Return the HTML of a post, as it stands before pictures and links are put in."""
    return convert(Item(content=content, id=7, **fields), export).html


def finished(content: str, **options: object) -> str:
    options = {"picture_ids": {}, "link": lambda href: href} | options
    return finish(convert(Item(content=content, id=7), SITE), **options)


def left_out(content: str, export: Export = SITE) -> list[str]:
    return [part.what for part in convert(Item(content=content, id=7), export).left_out]


def _tag(name: str) -> str:
    prefix, _, rest = name.partition("_")
    return f"{prefix}:{rest}" if prefix in {"wp", "dc", "content", "excerpt"} else name
