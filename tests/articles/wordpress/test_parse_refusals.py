from __future__ import annotations

import io
import time

import pytest

from articles.wordpress import parse as parsing
from articles.wordpress.parse import parse
from articles.wordpress.reading import BadExport
from tests.articles.wordpress.exports import (
    HEAD,
    comment,
    make_export,
    make_item,
    meta,
    read,
    read_item,
)

FIRST = HEAD.count("\n") + 1  # the line of the first item


def refusal(data: bytes) -> BadExport:
    with pytest.raises(BadExport) as caught:
        parse(io.BytesIO(data))
    return caught.value


BILLION = """<?xml version="1.0"?>
<!DOCTYPE lolz [
 <!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
]>
<rss><channel><title>&lol2;</title></channel></rss>"""
OUTSIDE = (
    '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>'
)


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"", 1, "empty or cut off"),
        (b"just words", 1, "XML"),
        (b"%PDF-1.4\n\x00\x01", 2, "control character (0x00)"),
        (b"\n<!DOCTYPE rss><rss/>", 2, "DTD"),
        (BILLION.encode(), 2, "DTD"),
        (OUTSIDE.encode(), 1, "DTD"),
        (b'<!DOCTYPE rss SYSTEM "http://evil.example/x.dtd"><rss/>', 1, "DTD"),
        (b"<rss><channel><title>&nbsp;</title></channel></rss>", 1, "entity"),
        (b"<rss>\n<channel>\n</rss>", 3, "closing tag"),
        (b"<rss><channel><wp:post_id>1</wp:post_id></channel></rss>", 1, "prefix"),
        (b"<html><body/></html>", 1, "no export from WordPress"),
        (b"<rss><channel><title>A feed</title></channel></rss>", 1, "not an export"),
        (b'<rss xmlns:wp="http://wordpress.org/export/1.2/"><wp:x/></rss>', 1, "not an export"),
        (HEAD.encode() + b"\n<item>\n<title>\xff", FIRST + 2, "0xff is not UTF-8"),
        (make_export(make_item(title="BELL")).replace(b"BELL", b"\x07"), FIRST, "0x07"),
        (make_export(make_item())[:-10], FIRST + 1, "cut off"),
        (HEAD.encode() + b"<item><title><![CDATA[half", FIRST, "cut off"),
        (HEAD.encode() + b"<item><title>\xc3", FIRST, "0xc3 is not UTF-8"),
        (b'<?xml version="1.0" encoding="utf-7"?><rss/>', 1, "encoding is utf-7"),
        (b'<?xml version="1.0" encoding="UTF-16"?><rss/>', 1, "encoding is utf-16"),
        (make_export() + b"<rss/>", FIRST + 2, "after the end"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_with_its_line_and_the_reason(data, line, words):
    bad = refusal(data)

    assert words in bad.reason
    assert bad.line == line
    assert str(bad) == f"Line {line}: {bad.reason}"
    assert bad.reason.endswith(".")


def test_too_many_items_are_refused_and_one_less_is_read(monkeypatch):
    monkeypatch.setattr(parsing, "MOST_ENTRIES", 50)

    assert len(read(*[make_item()] * 49).items) == 49
    assert "50 items or more" in refusal(make_export(*[make_item()] * 50)).reason


def test_too_many_tags_are_refused_as_well(monkeypatch):
    monkeypatch.setattr(parsing, "MOST_ENTRIES", 3)
    tag = "<wp:tag><wp:tag_slug>a</wp:tag_slug></wp:tag>"

    assert "3 tags or more" in refusal(make_export(before=tag * 3)).reason


def test_a_hundred_thousand_items_are_refused_in_little_time():
    data = make_export(*["<item><title>x</title></item>\n"] * 100_000)
    start = time.process_time()

    bad = refusal(data)

    assert bad.reason == "the file has 100,000 items or more."
    assert bad.line == FIRST + 99_999
    assert time.process_time() - start < 20


def test_depth_length_and_parts_have_limits(monkeypatch):
    assert "100 deep" in refusal(make_export("<a>" * 200 + "</a>" * 200)).reason
    monkeypatch.setattr(parsing, "MOST_TEXT", 1000)
    assert "longer than" in refusal(make_export(make_item(title="x" * 1001))).reason
    monkeypatch.setattr(parsing, "MOST_FIELDS", 30)
    assert "30 parts" in refusal(make_export(make_item(inside=meta("a", "b") * 31))).reason
    names = "".join(f"<a{number}/>" for number in range(40))
    assert "30 different tags" in refusal(make_export(names)).reason


def test_a_tag_without_an_end_is_refused_before_it_fills_the_memory(monkeypatch):
    monkeypatch.setattr(parsing, "MOST_TEXT", 100_000)
    endless = (HEAD + "<item a='" + "x" * 400_000).encode()

    assert "longer than 100,000 bytes" in refusal(endless).reason


def test_a_thousand_comments_on_one_post_are_only_counted(monkeypatch):
    monkeypatch.setattr(parsing, "MOST_FIELDS", 100)

    assert read_item(inside=comment() * 1000).comments == 1000
