"""How a picture of the library stands on a page: in which files, how large, from where."""

from __future__ import annotations

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import publishing, rendering, showing
from articles.models import Edition, Picture
from tests.articles.rows import DAY, make_article, make_live, make_picture
from tests.articles.test_editing import change

KEY = "a" * 32


def picture(width: int = 1600, height: int = 1200, **facts) -> Picture:
    return Picture(
        **{"pk": 7, "key": KEY, "alt": "A leg.", "width": width, "height": height} | facts
    )


def test_a_picture_in_a_text_comes_whole_in_each_format_jpeg_last():
    shown = showing.shown([picture()], showing.public_address)[7]

    assert (shown.width, shown.height, shown.alt) == (1600, 1200, "A leg.")
    assert [mime for mime, _ in shown.sources] == ["image/avif", "image/webp", "image/jpeg"]
    assert shown.sources[0][1] == tuple(
        (f"/articles/pictures/{KEY}/w{width}.avif", width) for width in (480, 800, 1200, 1600)
    )


def test_a_text_is_rendered_with_it():
    pictures = showing.shown([picture()], showing.preview_address("secret"))
    html = '<figure><img data-picture="7" alt=""></figure>'

    page = rendering.resolve(html, addresses={}, pictures=pictures)

    assert f"/articles/preview/secret/pictures/{KEY}/w480.avif 480w" in page
    assert 'width="1600" height="1200" alt="A leg."' in page


def test_each_kind_of_page_has_addresses_of_its_own():
    assert showing.public_address(picture(), "w480.jpg") == f"/articles/pictures/{KEY}/w480.jpg"
    assert showing.preview_address("secret")(picture(), "w480.jpg") == (
        f"/articles/preview/secret/pictures/{KEY}/w480.jpg"
    )
    assert showing.staff_address(picture(), "w480.jpg") == (
        "/staff/articles/picture/7/file/w480.jpg"
    )


def test_a_card_is_cut_around_the_focal_point():
    crop = showing.crop(picture(focal_x=20, focal_y=70))

    assert (crop.width, crop.height, crop.alt) == (720, 480, "A leg.")
    assert crop.src == f"/articles/pictures/{KEY}/c720-20-70.jpg"
    assert crop.srcset.split(", ")[0] == f"/articles/pictures/{KEY}/c360-20-70.jpg 360w"
    assert [mime for mime, _ in crop.modern] == ["image/avif", "image/webp"]


def test_a_decorative_picture_says_nothing():
    assert showing.crop(picture(is_decorative=True)).alt == ""


@pytest.mark.parametrize(
    ("width", "chosen"), [(2400, 1200), (1200, 1200), (1300, 1200), (1199, 1199), (300, 300)]
)
def test_a_shared_link_shows_the_smallest_picture_that_is_wide_enough(width, chosen):
    image = showing.share_image(picture(width, width // 2))

    assert image.url == f"http://localhost/articles/pictures/{KEY}/w{chosen}.jpg"
    assert (image.width, image.height) == (chosen, round(chosen * (width // 2) / width))


def test_the_picture_at_the_top_is_not_lazy_and_says_what_it_shows():
    html = render_to_string("articles/_lead.html", {"lead": showing.crop(picture())})

    assert 'alt="A leg."' in html
    assert 'width="720" height="480"' in html
    assert "lazy" not in html
    assert html.index("image/avif") < html.index("image/webp") < html.index("<img")


@pytest.mark.django_db
def test_a_link_to_what_nobody_may_read_yet_is_words_and_tells_no_address():
    planned = make_article("a-secret-plan")
    start = timezone.now() + DAY
    publishing.publish(planned, by=None, at=start)
    edition = make_live(body_html=f'<p><a href="article:{planned.pk}">Soon</a></p>')

    now = showing.body_of(edition, timezone.now(), showing.public_address)
    then = showing.body_of(edition, start, showing.public_address)

    assert now == "<p>Soon</p>"
    assert then == '<p><a href="/articles/a-secret-plan/">Soon</a></p>'


@pytest.mark.django_db
def test_a_link_to_an_article_survives_its_new_address(client):
    other = make_live("an-old-name").article
    make_live("linking", body_html=f'<p><a href="article:{other.pk}">Read on</a></p>')
    change(other, by=None, slug="a-new-name")
    other.refresh_from_db()
    publishing.publish(other, by=None)

    html = client.get("/articles/linking/").content.decode()

    assert '<a href="/articles/a-new-name/">Read on</a>' in html


@pytest.mark.django_db
@pytest.mark.parametrize(("drawing", "is_late"), [("night-leg-cramps", True), ("", False)])
def test_the_first_picture_of_a_page_does_not_load_late(drawing, is_late):
    library = make_picture()
    html = f'<p>See.</p><figure><img data-picture="{library.pk}" alt=""></figure>'
    edition = make_live(drawing=drawing, body_html=html)

    html = showing.body_of(edition, timezone.now(), showing.public_address)

    assert ('loading="lazy"' in html) == is_late


@pytest.mark.django_db
def test_the_list_shows_pictures_drawings_and_else_our_own(client):
    make_live("with-nothing", days=3)
    make_live("with-a-drawing", days=2)
    pictured = make_picture()
    make_live("with-a-picture", days=1, picture=pictured)
    Edition.objects.filter(slug="with-nothing").update(drawing="")

    html = client.get("/articles/").content.decode()

    cards = html.split("<article ")[1:]
    assert f"/articles/pictures/{pictured.key}/c300-50-50.avif 300w" in cards[0]
    assert "lazy" not in cards[0]
    assert 'src="/static/img/articles/night-leg-cramps.svg"' in cards[1]
    assert 'src="/static/img/article.svg"' in cards[2]
    assert all('loading="lazy"' in card for card in cards[1:])
    assert all('alt=""' in card for card in cards)


@pytest.mark.django_db
def test_pictures_cost_a_list_no_query(client, django_assert_num_queries):
    make_live("first", days=2)
    with CaptureQueriesContext(connection) as before:
        client.get("/articles/")
    make_live("second", picture=make_picture())

    with django_assert_num_queries(len(before)):
        client.get("/articles/")
