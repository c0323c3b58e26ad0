"""What machines are told of an article, in the words of schema.org: what its page shows.

One graph: the page with its medical review, the article on it, the way to it, the clinic.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.utils import translation

from articles import showing
from articles.models import Edition
from articles.showing import ShareImage
from clinic import languages, links
from clinic.catalogs import ENGLISH
from clinic.models import SiteProfile
from clinic.structured import Node, clinic, filled, graph, reference, website

HEADLINE = 110  # characters; search engines take no more


def article_graph(edition: Edition, profile: SiteProfile) -> Node:
    """Return the graph of the English page, whose text it is: others only stand around it."""
    with translation.override(ENGLISH):
        return _graph(edition, profile)


def _graph(edition: Edition, profile: SiteProfile) -> Node:
    site, house = website(profile), clinic(profile)
    way, text = _way(edition), _article(edition, house)
    return graph(_page(edition, site, house, way, text), text, way, site, house)


def address_of(edition: Edition) -> str:
    return links.absolute(edition.get_absolute_url())


def share_image(edition: Edition) -> ShareImage | None:
    """Return the picture that stands beside links to the page. A drawing is none for this."""
    return showing.share_image(edition.picture) if edition.picture else None


def _page(edition: Edition, site: Node, house: Node, way: Node, text: Node) -> Node:
    address, review = address_of(edition), edition.review
    return {"@type": "MedicalWebPage", "@id": f"{address}#page", "url": address} | filled(
        name=edition.title,
        description=edition.standfirst,
        inLanguage=languages.tag(ENGLISH),
        lastReviewed=review.reviewed_on.isoformat() if review.reviewed_on else None,
        reviewedBy=_person(review.reviewer_name) if review.reviewed_on else None,
        about=[{"@type": "Thing", "name": name} for name in _subjects(edition)],
        isPartOf=reference(site),
        breadcrumb=reference(way),
        mainEntity=reference(text),
        publisher=reference(house),
        sourceOrganization=reference(house),
        **_dates(edition),
    )


def _subjects(edition: Edition) -> list[str]:
    """Return what the page says it is about, at least by its topic."""
    return edition.about_lines or [edition.topic.name]


def _article(edition: Edition, house: Node) -> Node:
    address = address_of(edition)
    return {"@type": "Article", "@id": f"{address}#article", "url": address} | filled(
        headline=_headline(edition.title),
        articleSection=edition.topic.name,
        author=_person(edition.author),
        publisher=reference(house),
        mainEntityOfPage={"@id": f"{address}#page"},
        inLanguage=languages.tag(ENGLISH),
        timeRequired=f"PT{edition.reading_minutes}M",
        image=_image(edition),
        citation=[_citation(source) for source in edition.sources],
        **_dates(edition),
    )


def _way(edition: Edition) -> Node:
    """Return the crumbs above the title, and the title."""
    steps = [
        ("Home", links.absolute(links.page("home"))),
        ("Articles", links.absolute(links.page("articles:list"))),
        (edition.topic.name, links.absolute(edition.topic.get_absolute_url())),
        (edition.title, address_of(edition)),
    ]
    return {
        "@type": "BreadcrumbList",
        "@id": f"{address_of(edition)}#way",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": address}
            for number, (name, address) in enumerate(steps, start=1)
        ],
    }


def _dates(edition: Edition) -> Node:
    """Return the days that the page shows. What never changed was last changed on its first."""
    changed = edition.updated_on or edition.published_on
    return {
        "datePublished": edition.published_on.isoformat(),
        "dateModified": changed.isoformat(),
    }


def _person(words: str) -> Node:
    """Take apart a name and what stands behind it, as in `Ingrid Solberg, MD`."""
    name, _, credentials = words.partition(",")
    return {"@type": "Person"} | filled(name=name.strip(), jobTitle=credentials.strip())


def _citation(source: dict[str, Any]) -> Node:
    publisher = source.get("publisher")
    return {"@type": "CreativeWork"} | filled(
        name=source.get("title"),
        url=source.get("url"),
        datePublished=str(source.get("year") or ""),
        publisher={"@type": "Organization", "name": publisher} if publisher else None,
    )


def _image(edition: Edition) -> Node | None:
    image = share_image(edition)
    return {"@type": "ImageObject"} | asdict(image) if image else None


def _headline(title: str) -> str:
    """Return the title, or as many whole words of it as a headline may have."""
    if len(title) <= HEADLINE:
        return title
    return title[: HEADLINE + 1].rpartition(" ")[0] or title[:HEADLINE]
