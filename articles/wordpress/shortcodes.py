"""WordPress's [shortcodes] to HTML: what HTML can say is said, the rest is taken out and listed.

Words in brackets are left alone unless they look like a shortcode: "[sic]" stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape

from articles.wordpress.addresses import file_name, is_picture
from articles.wordpress.export import Export, Item

NAME = r"[a-zA-Z][\w-]{0,60}"
ATTRIBUTES = r"""(?:[^\[\]"']|"[^"]*"|'[^']*')*?"""
TOKEN = re.compile(
    r"(?P<code><(?P<leaving>/?)(?:pre|code)\b[^<>]*>)"
    r"|(?P<skip><!--.*?-->|</?[a-zA-Z!][^<>]*>)"
    rf"|\[(?P<escaped>\[/?(?P<quoted>{NAME})\b[^\[\]]*\])(?P<closed>\]?)"
    rf"|(?P<short>\[(?P<end>/?)(?P<name>{NAME})(?P<attributes>(?:\s{ATTRIBUTES})?)/?\])(?P<tail>\]?)",
    re.DOTALL,
)
PAIR = re.compile(
    r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))|"([^"]*)"|'([^']*)'|(\S+)"""
)
CAPTIONED = re.compile(r"\s*((?:<a\s[^<>]*>\s*)?<img\s[^<>]*>(?:\s*</a>)?)(.*)", re.DOTALL)
ADDRESS = re.compile(r"https?://[^\s\"'<>\[\]]+")
FILES = (
    "src",
    "mp3",
    "m4a",
    "ogg",
    "wav",
    "flac",
    "wma",
    "mp4",
    "m4v",
    "webm",
    "ogv",
    "flv",
    "wmv",
)


@dataclass(frozen=True)
class LeftOut:
    """Something of the original that the article does not have, and what became of it."""

    what: str
    why: str


@dataclass(frozen=True)
class Shortcode:
    name: str
    named: dict[str, str]
    loose: tuple[str, ...]

    @property
    def address(self) -> str:
        """Return the first web address among what the shortcode was given."""
        given = [self.named.get(name, "") for name in FILES] + [*self.named.values(), *self.loose]
        return next((value for value in given if ADDRESS.fullmatch(value)), "")

    @property
    def ids(self) -> tuple[int, ...]:
        listed = self.named.get("ids") or self.named.get("include") or ""
        return tuple(int(word) for word in re.findall(r"\d{1,18}", listed))


@dataclass
class Shortcodes:
    """The shortcodes of one item. `run` gives its text without them; `left_out` fills meanwhile."""

    item: Item
    export: Export
    left_out: list[LeftOut] = field(default_factory=list)

    def run(self, text: str) -> str:
        is_open = text.rfind("<!--") > text.rfind("-->")
        tokens = _tokens(text + "-->" if is_open else text)
        pairs = _pairs(tokens)
        closing = set(pairs.values())
        frames: list[tuple[Shortcode | None, list[str]]] = [(None, [])]
        for number, token in enumerate(tokens):
            if isinstance(token, str):
                frames[-1][1].append(token)
            elif number in pairs:
                frames.append((_read(token), []))
            elif number in closing:
                shortcode, inner = frames.pop()
                frames[-1][1].append(self.html(shortcode, "".join(inner)))
            else:
                frames[-1][1].append(self.single(token))
        return "".join(frames[0][1])

    def single(self, token: re.Match[str]) -> str:
        shortcode = _read(token)
        is_known = shortcode.name in KNOWN
        if token["end"]:
            return "" if is_known else token["short"] + token["tail"]
        if is_known or _looks_like_one(token, shortcode):
            return self.html(shortcode, "") + token["tail"]
        return token["short"] + token["tail"]

    def html(self, shortcode: Shortcode | None, inner: str) -> str:
        if shortcode is None:
            return inner
        return KNOWN.get(shortcode.name, Shortcodes.unknown)(self, shortcode, inner)

    def caption(self, shortcode: Shortcode, inner: str) -> str:
        found = CAPTIONED.fullmatch(inner)
        if not found:
            return inner
        words = shortcode.named.get("caption") or found[2]
        number = re.search(r"\d+", shortcode.named.get("id", ""))
        named = f' data-id="{number[0]}"' if number else ""
        return f"<figure{named}>{found[1]}<figcaption>{words.strip()}</figcaption></figure>"

    def gallery(self, shortcode: Shortcode, inner: str) -> str:
        pictures = [item for item in self.media(shortcode) if is_picture(item.attachment_url)]
        if not pictures:
            self.left_out.append(LeftOut("gallery", "the export holds none of its pictures"))
        return "".join(_figure(item) for item in pictures)

    def playlist(self, shortcode: Shortcode, inner: str) -> str:
        files = [item for item in self.media(shortcode) if not is_picture(item.attachment_url)]
        self.left_out.append(LeftOut("playlist", "its files are kept as links"))
        return "".join(_link(item.attachment_url, item.title) for item in files)

    def media(self, shortcode: Shortcode) -> list[Item]:
        """Return the attachments that were listed, or all those of the post."""
        if shortcode.ids:
            return [self.export.by_id[id] for id in shortcode.ids if id in self.export.by_id]
        post = shortcode.named.get("id", "")
        number = int(post) if re.fullmatch(r"[0-9]{1,18}", post) else self.item.id
        without = set(re.findall(r"\d+", shortcode.named.get("exclude", "")))
        found = self.export.attachments_of.get(number, ())
        return [item for item in found if str(item.id) not in without]

    def embed(self, shortcode: Shortcode, inner: str) -> str:
        found = ADDRESS.search(unescape(inner))
        address = found[0] if found else shortcode.address
        if not address:
            return self.unknown(shortcode, inner)
        self.left_out.append(LeftOut(f"{shortcode.name} {address}", "kept as a link"))
        words = {"audio": "Audio", "video": "Video"}.get(shortcode.name)
        return _link(address, f"{words}: {file_name(address)}" if words else address)

    def unknown(self, shortcode: Shortcode, inner: str) -> str:
        if shortcode.address and not inner.strip():
            self.left_out.append(LeftOut(f"[{shortcode.name}]", "its address is kept as a link"))
            return _link(shortcode.address, shortcode.address)
        why = "its words are kept" if inner.strip() else "it means nothing outside WordPress"
        self.left_out.append(LeftOut(f"[{shortcode.name}]", why))
        return inner


KNOWN: dict[str, Callable[[Shortcodes, Shortcode, str], str]] = {
    "caption": Shortcodes.caption,
    "wp_caption": Shortcodes.caption,
    "gallery": Shortcodes.gallery,
    "playlist": Shortcodes.playlist,
    "embed": Shortcodes.embed,
    "audio": Shortcodes.embed,
    "video": Shortcodes.embed,
    "youtube": Shortcodes.embed,
    "vimeo": Shortcodes.embed,
}


def _tokens(text: str) -> list[str | re.Match[str]]:
    """Cut the text at its shortcodes. Code, tags and [[escaped]] shortcodes are only text."""
    found: list[str | re.Match[str]] = []
    shown: set[str] = set()  # [[shortcodes] that wait for their [/shortcodes]]
    at = deep = 0
    for token in TOKEN.finditer(text):
        if token["code"]:
            deep = max(0, deep + (-1 if token["leaving"] else 1))
        if token["code"] or token["skip"] or (token["short"] and deep):
            continue
        if token["escaped"] and not (token["closed"] or token["quoted"] in KNOWN):
            continue
        found.append(text[at : token.start()])
        at = token.end()
        if token["escaped"] or (token["tail"] and f"/{token['name']}" in shown):
            found.append(token["escaped"] or token["short"])
            shown ^= {f"/{token['quoted'] or token['name']}"}
        else:
            found.append(token)
    return [*found, text[at:]]


def _pairs(tokens: list[str | re.Match[str]]) -> dict[int, int]:
    """Return which opening shortcode is closed by which token; what lies between stands alone."""
    pairs: dict[int, int] = {}
    waiting: list[tuple[str, int]] = []
    names: dict[str, int] = {}
    for number, token in enumerate(tokens):
        if isinstance(token, str):
            continue
        name = token["name"].lower()
        if not token["end"]:
            waiting.append((name, number))
            names[name] = names.get(name, 0) + 1
            continue
        while names.get(name):
            last, opening = waiting.pop()
            names[last] -= 1
            if last == name:
                pairs[opening] = number
                break
    return pairs


def _read(token: re.Match[str]) -> Shortcode:
    named: dict[str, str] = {}
    loose: list[str] = []
    words = re.sub(
        "[“”″]",
        '"',
        token["attributes"] if '"' in token["attributes"] else unescape(token["attributes"]),
    )
    for name, *values in PAIR.findall(words):
        value = unescape(next((value for value in values if value), ""))
        if name:
            named[name.lower()] = value.strip()
        elif value:
            loose.append(value)
    return Shortcode(token["name"].lower(), named, tuple(loose))


def _looks_like_one(token: re.Match[str], shortcode: Shortcode) -> bool:
    before = token.string[max(0, token.start() - 20) : token.start()].rstrip(" \t")[-1:]
    after = token.string[token.end() : token.end() + 1]
    stands_alone = before in "\n>" and after in "\r\n<" and not shortcode.loose
    marked = bool(shortcode.named or shortcode.address or "_" in shortcode.name)
    return marked or stands_alone


def _figure(item: Item) -> str:
    caption = f"<figcaption>{item.excerpt}</figcaption>" if item.excerpt else ""
    source, alt = escape(item.attachment_url), escape(item.alt)
    return f'<figure data-id="{item.id}"><img src="{source}" alt="{alt}">{caption}</figure>\n'


def _link(address: str, words: str) -> str:
    return f'\n\n<p><a href="{escape(address)}">{escape(words or address)}</a></p>\n\n'
