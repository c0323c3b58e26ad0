"""Exports that are brought in, as the stories about importing begin."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from articles.models import Article
from articles.wordpress.load import load
from articles.wordpress.load_texts import Vouched
from articles.wordpress.reckoning import Fate, Reckoning
from tests.articles.wordpress.exports import make_item, meta, read
from tests.clinic.picture_samples import halves

SITE = "https://riverside.example"
DOCTOR = Vouched("Ingrid Solberg, MD, vein specialist", date(2026, 3, 4), date(2099, 3, 4))


def post(number: int, slug: str = "", content: str = "<p>Legs ache.</p>", **fields: str) -> str:
    """Return a published post of 15 March 2012."""
    slug = slug or f"post-{number}"
    defaults = {
        "title": slug.replace("-", " ").capitalize(),
        "link": f"{SITE}/2012/03/15/{slug}/",
        "guid": f"{SITE}/?p={number}",
        "dc_creator": "maya",
        "wp_post_id": f"{number}",
        "wp_post_name": slug,
        "wp_status": "publish",
        "wp_post_date": "2012-03-15 08:30:00",
        "wp_post_date_gmt": "2012-03-15 15:30:00",
        "content_encoded": content,
    }
    return make_item(**defaults | fields)


def page(number: int, slug: str, **fields: str) -> str:
    defaults = {
        "wp_post_type": "page",
        "link": f"{SITE}/{slug}/",
        "guid": f"{SITE}/?page_id={number}",
    }
    return post(number, slug, **defaults | fields)


def attachment(number: int, name: str, alt: str = "", **fields: str) -> str:
    """Return an attachment, whose file is uploads/2012/03/NAME."""
    url = f"{SITE}/wp-content/uploads/2012/03/{name}"
    stem = name.partition(".")[0]
    defaults = {
        "wp_post_type": "attachment",
        "wp_status": "inherit",
        "guid": url,
        "link": f"{SITE}/{stem}/",
        "wp_attachment_url": url,
        "inside": meta("_wp_attachment_image_alt", alt),
    }
    return post(number, stem, "", **defaults | fields)


def in_category(*names: str, taxonomy: str = "category") -> str:
    slugs = ((name, name.lower().replace(" ", "-").replace("&amp;", "and")) for name in names)
    return "".join(
        f'<category domain="{taxonomy}" nicename="{slug}"><![CDATA[{name}]]></category>'
        for name, slug in slugs
    )


def shown(name: str, number: int | None = None) -> str:
    mark = f' class="wp-image-{number}"' if number else ""
    return f'<p>Look.</p><img{mark} src="{SITE}/wp-content/uploads/2012/03/{name}" alt="">'


def bring_in(*items: str, before: str = "", **options: object) -> Reckoning:
    return load(read(*items, before=before), **options)


def fate(reckoning: Reckoning, line: int = 0) -> Fate:
    return reckoning.fates[line]


def article(slug: str) -> Article:
    return Article.objects.get(slug=slug)


def make_media(folder: Path, *names: str) -> Path:
    """Return a folder of uploads with a small picture of each name, each another one."""
    month = folder / "uploads" / "2012" / "03"
    month.mkdir(parents=True, exist_ok=True)
    for place, name in enumerate(names):
        halves(120 + 4 * place, 80).save(month / name)
    return folder / "uploads"
