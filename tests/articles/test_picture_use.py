"""A picture is used where an article shows it, or did: at its top, in its text, in its past."""

from __future__ import annotations

import pytest

from articles import editing, library, picture_use
from articles.models import Picture
from tests.articles.rows import make_draft, make_live, make_picture
from tests.clinic.picture_samples import halves, saved

pytestmark = pytest.mark.django_db


def used_at_the_top(picture):
    make_draft("on-legs", picture=picture)


def used_in_the_text(picture):
    make_draft("on-legs", body_html=f'<figure><img data-picture="{picture.pk}" alt=""></figure>')


def used_once(picture):
    article = make_draft("on-legs", picture=picture)
    article.picture = None
    editing.save(article, by=None)


def used_once_in_the_text(picture):
    article = make_draft("on-legs", body_html=f'<img data-picture="{picture.pk}" alt="">')
    article.body_html = "<p>Words alone.</p>"
    editing.save(article, by=None)


def used_before_readers(picture):
    make_live("on-legs", picture=picture)


@pytest.mark.parametrize(
    ("use", "where"),
    [
        (used_at_the_top, "at the top"),
        (used_in_the_text, "in the text"),
        (used_once, "in its revisions"),
        (used_once_in_the_text, "in its revisions"),
        (used_before_readers, "in what readers have or had"),
    ],
)
def test_what_an_article_uses_or_used_stays(editor, use, where):
    picture, other = make_picture(), make_picture(saved(halves(), "PNG"), name="Other")
    use(picture)

    with pytest.raises(library.InUse, match="On legs") as refusal:
        library.remove(picture, by=editor)

    assert where in str(refusal.value)
    assert Picture.objects.filter(pk=picture.pk).exists()
    assert picture_use.used_ids() == {picture.pk}
    assert picture_use.uses(other) == []


def test_the_number_of_a_picture_is_not_found_in_a_longer_one(editor):
    picture = make_picture()
    make_draft("on-legs", body_html=f'<img data-picture="{picture.pk}0" alt="">')

    assert picture_use.uses(picture) == []


def test_words_that_look_like_a_picture_use_none(editor):
    picture = make_picture()
    words = f'<p>Write &lt;img data-picture="{picture.pk}" alt=""&gt; to show it.</p>'
    make_draft("on-pictures", body_html=words)

    assert picture_use.used_ids() == set()
