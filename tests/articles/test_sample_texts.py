"""Every sample text keeps the promises of the page `How we write and check our articles`."""

from __future__ import annotations

import re

import pytest

from articles import samples
from articles.models import drawings
from articles.readability import measure, prose
from articles.richtext import clean_html, outline, plain_text, split

SAMPLES = samples.read_all()
SLUGS = {sample.slug for sample in SAMPLES}
HARDEST = 8.5
URGENT = {"call-911", "call-today"}
IDS = re.compile(r'(<h2) id="[^"]*"')
BETWEEN_BLOCKS = re.compile(r" ?(</?(?!(?:a|strong|em|sub|sup)\b)\w[^>]*>) ?")
LINKS = re.compile(r'href="([^"]*)"')

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.slug)


def test_there_are_texts_and_no_two_share_an_address():
    assert len(SAMPLES) == len(SLUGS) >= 10


@each_sample
def test_the_file_is_named_after_its_address(sample):
    assert sample.file == f"{sample.slug}.html"


@each_sample
def test_the_facts_are_complete(sample):
    assert sample.summary
    assert sample.standfirst
    assert 3 <= len(sample.key_points) <= 6
    assert len(sample.sources) >= 2
    assert sample.drawing in dict(drawings())
    assert sample.reviewed_on <= sample.published_on < sample.review_due


@each_sample
def test_the_text_tells_when_to_get_help_now(sample):
    cards = [part for part in split(clean_html(sample.body)) if part.kind in URGENT]

    assert [card.heading.text for card in cards] == ["Get help now"]
    assert 'href="tel:911"' in cards[0].html


@each_sample
def test_a_card_is_as_urgent_as_the_words_it_begins_with(sample):
    for card in split(clean_html(sample.body)):
        if card.kind in URGENT:
            first = card.html.split("</p>")[0]
            assert ("911" in first) == (card.kind == "call-911")


@each_sample
def test_cleaning_takes_nothing_from_the_text(sample):
    def loose(html: str) -> str:
        closer = BETWEEN_BLOCKS.sub(r"\1", re.sub(r"\s+", " ", html))
        return closer.replace("&nbsp;", "\u00a0").strip()

    assert loose(IDS.sub(r"\1", clean_html(sample.body))) == loose(sample.body)


@each_sample
def test_links_within_the_site_lead_to_texts_that_are_there(sample):
    for link in LINKS.findall(sample.body):
        if link.startswith("/articles/"):
            assert link.removeprefix("/articles/").removesuffix("/") in SLUGS
        else:
            assert link.startswith(("https://", "tel:"))


@each_sample
def test_pictures_are_there_and_described(sample):
    for picture in re.findall(r"<img[^>]*>", sample.body):
        stem = re.search(r'src="/static/img/articles/([^"]*)\.svg"', picture)[1]
        assert stem in dict(drawings())
        assert re.search(r'alt="[^"]{20,}"', picture)


@each_sample
def test_the_text_has_chapters_to_choose_from(sample):
    assert len(outline(clean_html(sample.body))) >= 3


@each_sample
def test_the_text_can_be_read_at_the_grade_we_promise(sample):
    found = measure(prose(plain_text(clean_html(sample.body))))

    assert found.grade <= HARDEST, f"{sample.slug} is at grade {found.grade:.1f}"
