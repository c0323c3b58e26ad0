"""Pictures of an export come into the library from files beside it, or are accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from articles import library, richtext
from articles.models import Edition, Imported, Picture
from tests.articles.wordpress.exports import meta
from tests.articles.wordpress.loading import (
    DOCTOR,
    SITE,
    article,
    attachment,
    bring_in,
    fate,
    make_media,
    post,
    shown,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def test_a_picture_comes_in_with_its_words_and_stands_where_it_stood(tmp_path):
    folder = make_media(tmp_path, "calf.jpg")
    captioned = (
        '[caption id="attachment_9" align="alignleft" width="60"]'
        f'<img class="wp-image-9" src="{SITE}/wp-content/uploads/2012/03/calf-30x20.jpg" alt="">'
        " A calf at rest[/caption]"
    )

    reckoning = bring_in(
        post(7, "cramps", captioned),
        attachment(9, "calf.jpg", "A calf", title="Calf", excerpt_encoded="In the morning"),
        media=folder,
    )

    picture = Picture.objects.get()
    assert (picture.name, picture.alt, picture.caption) == ("Calf", "A calf", "In the morning")
    assert default_storage.exists(picture.master_path)
    assert article("cramps").body_html == (
        f'<figure><img data-picture="{picture.pk}" alt="A calf">'
        "<figcaption>A calf at rest</figcaption></figure>"
    )
    assert Imported.objects.get(picture=picture).article is None
    assert fate(reckoning, 1).outcome == "made"
    assert fate(reckoning).pictures_not_brought_in == []


def test_a_featured_picture_stands_at_the_head(tmp_path):
    bring_in(
        post(7, "cramps", inside=meta("_thumbnail_id", "9")),
        attachment(9, "calf.jpg", "A calf"),
        media=make_media(tmp_path, "calf.jpg"),
        vouched=DOCTOR,
    )

    assert article("cramps").picture == Picture.objects.get()
    assert Edition.objects.get().picture == Picture.objects.get()


def test_a_gallery_shows_all_of_its_pictures_in_order(tmp_path):
    bring_in(
        post(7, "cramps", '<p>Look.</p>[gallery ids="10,9"]'),
        attachment(9, "calf.jpg", "A calf"),
        attachment(10, "thigh.jpg", "A thigh"),
        media=make_media(tmp_path, "calf.jpg", "thigh.jpg"),
        vouched=DOCTOR,
    )

    alts = [image.alt for image in richtext.images(article("cramps").body_html)]
    assert alts == ["A thigh", "A calf"]
    assert Edition.objects.filter(pictures__isnull=False).count() == 2


def test_without_a_folder_the_caption_stays_and_the_picture_is_listed():
    text = f"[caption]{shown('calf.jpg', 9)} A calf at rest[/caption]"

    reckoning = bring_in(post(7, "cramps", text), attachment(9, "calf.jpg"))

    assert "A calf at rest" in article("cramps").body_html
    assert "<img" not in article("cramps").body_html
    lost = {"address": f"{SITE}/wp-content/uploads/2012/03/calf.jpg"}
    assert fate(reckoning).pictures_not_brought_in == [
        lost | {"why": "no folder with the files was given"}
    ]
    assert (fate(reckoning, 1).outcome, fate(reckoning, 1).why) == (
        "not_brought_in",
        "no folder with the files was given",
    )


def test_a_featured_picture_that_is_lost_is_listed():
    reckoning = bring_in(
        post(7, inside=meta("_thumbnail_id", "9")), post(8, inside=meta("_thumbnail_id", "99"))
    )

    lost = [each.pictures_not_brought_in[0] for each in reckoning.fates]
    assert lost == [
        {"address": "9", "why": "the export does not hold it"},
        {"address": "99", "why": "the export does not hold it"},
    ]


def test_what_is_no_picture_or_no_good_one_is_accounted_for(tmp_path):
    folder = make_media(tmp_path, "calf.jpg")
    (folder / "2012/03/broken.jpg").write_bytes(b"<html>Not found</html>")

    reckoning = bring_in(
        attachment(9, "calf.jpg"),
        attachment(10, "broken.jpg"),
        attachment(11, "talk.mp3"),
        attachment(12, "gone.jpg"),
        attachment(13, "nowhere.jpg", wp_attachment_url=""),
        attachment(14, "binned.jpg", wp_status="trash"),
        media=folder,
    )

    whys = [each.why for each in reckoning.fates]
    assert whys[0] == ""
    assert "picture" in whys[1]
    assert whys[2:] == [
        "it is not a picture",
        "its file is not in the folder",
        "the export does not say where its file is",
        "it was in the bin",
    ]
    sums = reckoning.as_data()["attachments"]
    assert (sums["total"], sums["made"], sums["not_brought_in"]) == (6, 1, 5)


def test_a_picture_that_only_a_text_shows_comes_in_too(tmp_path):
    folder = make_media(tmp_path, "calf.jpg")

    reckoning = bring_in(post(7, "cramps", shown("calf-300x200.jpg")), media=folder)
    again = bring_in(post(7, "cramps", shown("calf-300x200.jpg")))

    assert f'data-picture="{Picture.objects.get().pk}"' in article("cramps").body_html
    assert reckoning.loose_pictures == 1
    assert (again.loose_pictures, fate(again).outcome) == (0, "unchanged")


def test_a_picture_of_another_site_is_not_ours(tmp_path):
    text = '<img src="https://elsewhere.example/calf.jpg" alt="">'

    reckoning = bring_in(post(7, "cramps", text), media=make_media(tmp_path, "calf.jpg"))

    assert fate(reckoning).pictures_not_brought_in[0]["why"] == "it stands on another site"
    assert not Picture.objects.exists()


def test_files_outside_of_the_folder_are_never_opened(tmp_path):
    folder = make_media(tmp_path, "calf.jpg")
    (folder / "2012/03/calf.jpg").rename(tmp_path / "secret.jpg")
    (folder / "2012/03/link.jpg").symlink_to(tmp_path / "secret.jpg")
    (folder / "away").symlink_to(tmp_path)

    reckoning = bring_in(
        attachment(9, "link.jpg"),
        attachment(10, "../../../secret.jpg"),
        attachment(11, "%2e%2e/%2e%2e/%2e%2e/secret.jpg"),
        attachment(12, "secret.jpg"),
        media=folder,
    )

    assert {each.why for each in reckoning.fates} == {"its file is not in the folder"}


@pytest.mark.parametrize("start", ["", "uploads", "uploads/2012"])
def test_the_folder_may_be_any_part_of_the_uploads(tmp_path, start):
    make_media(tmp_path / "copy", "Calf Ä.jpg")

    reckoning = bring_in(attachment(9, "Calf%20%C3%84.jpg"), media=tmp_path / "copy" / start)

    assert fate(reckoning).outcome == "made"


def test_a_name_that_two_files_have_finds_neither(tmp_path):
    folder = make_media(tmp_path, "calf.jpg")
    for month in ("04", "05"):
        (folder / "2012" / month).mkdir()
        (folder / "2012" / month / "thigh.jpg").write_bytes(b"one")

    reckoning = bring_in(attachment(9, "thigh.jpg"), media=folder)

    assert fate(reckoning).why == "its file is not in the folder"


def test_pictures_that_come_later_are_put_where_they_belong(tmp_path):
    items = post(7, "cramps", shown("calf.jpg", 9)), attachment(9, "calf.jpg", "A calf")
    bring_in(*items)

    with_files = bring_in(*items, media=make_media(tmp_path, "calf.jpg"))
    without = bring_in(*items)

    assert [each.outcome for each in with_files.fates] == ["updated", "made"]
    assert [each.outcome for each in without.fates] == ["unchanged", "unchanged"]
    assert "data-picture" in article("cramps").body_html


def test_new_words_fill_what_is_empty_and_a_new_file_takes_its_place(tmp_path):
    folder = make_media(tmp_path, "calf.jpg")
    bring_in(attachment(9, "calf.jpg"), media=folder)
    first = Picture.objects.get()
    library.change(first, by=None, caption="Ours")

    words = bring_in(attachment(9, "calf.jpg", "A calf", excerpt_encoded="Theirs"), media=folder)
    first.refresh_from_db()
    make_media(tmp_path, "other.jpg", "calf.jpg")
    file = bring_in(attachment(9, "calf.jpg", "A calf"), media=folder)

    assert (first.alt, first.caption) == ("A calf", "Ours")
    assert fate(words).outcome == fate(file).outcome == "updated"
    assert Imported.objects.get().picture != first


def test_a_rehearsal_puts_no_file_anywhere(tmp_path, kept):
    reckoning = bring_in(
        post(7, "cramps", shown("calf.jpg", 9)),
        attachment(9, "calf.jpg"),
        media=make_media(tmp_path, "calf.jpg"),
        is_rehearsal=True,
    )

    assert [each.outcome for each in reckoning.fates] == ["made", "made"]
    assert not Picture.objects.exists()
    assert not kept.exists()
