"""What changed between two revisions is told in words that an editor can read."""

from __future__ import annotations

import pytest

from articles import comparing, snapshots
from tests.articles.rows import make_draft, make_picture, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(db) -> snapshots.Content:
    return snapshots.content_of(make_draft())


def changed(content: snapshots.Content, **facts) -> dict[str, str]:
    """Return the words that were added, by the label of their field."""
    return {
        change.label: "".join(
            piece.text for line in change.lines for piece in line.pieces if piece.kind != "removed"
        )
        for change in comparing.compare(content, content | facts)
    }


def test_nothing_is_told_of_what_stayed(content):
    assert changed(content) == {}


def test_rows_are_told_by_name_and_not_by_number(content):
    topic, picture = make_topic("Tests"), make_picture(name="A vein")

    assert changed(content, topic=topic.pk, picture=picture.pk) == {
        "Topic": "Tests",
        "Picture": "A vein",
    }


def test_rows_that_are_gone_are_told_by_number_rather_than_not_at_all(content):
    gone = content | {"topic": 998}

    assert changed(gone, topic=999) == {"Topic": "999"}


def test_what_only_markup_tells_is_told(content):
    plain, bold = "<p>Walk each day.</p>", "<p>Walk <strong>each</strong> day.</p>"

    assert changed(content | {"body_html": plain}, body_html=bold) == {"Text": bold}


def test_a_link_a_picture_and_a_card_are_told_beside_the_words(content):
    other = make_draft("leg-ulcers")
    before = content | {"body_html": "<p>Look.</p>"}
    html = (
        f'<p><a href="article:{other.pk}">Look.</a></p>'
        '<figure><img data-picture="7" alt=""></figure><section class="call-911"></section>'
    )

    told = changed(before, body_html=html)["Text"]

    assert "Link: “Leg ulcers”" in told
    assert "Picture 7: (no alt text)" in told
    assert "Card: call-911" in told
