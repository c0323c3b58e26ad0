"""Where pictures of the library are used: at the top of articles, in their texts, in what was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from articles import richtext
from articles.models import Article, Edition, Picture, Revision

AT_THE_TOP = "at the top"
IN_THE_TEXT = "in the text"
BEFORE_READERS = "in what readers have or had"
IN_REVISIONS = "in its revisions"


@dataclass(frozen=True)
class Use:
    """An article and in which parts of it a picture stands."""

    article: Article
    places: tuple[str, ...]

    def __str__(self) -> str:
        return f"“{self.article}” ({', '.join(self.places)})"


def uses(picture: Picture) -> list[Use]:
    """Return the articles that use a picture, by title."""
    mark = f'data-picture="{picture.pk}"'
    in_editions = Q(picture=picture) | Q(body_html__contains=mark)
    in_content = Q(content__picture=picture.pk) | Q(content__body_html__icontains=mark)
    found = {
        AT_THE_TOP: Article.objects.filter(picture=picture).values_list("pk"),
        IN_THE_TEXT: Article.objects.filter(body_html__contains=mark).values_list("pk"),
        BEFORE_READERS: Edition.objects.filter(in_editions).values_list("article"),
        IN_REVISIONS: Revision.objects.filter(in_content).values_list("article"),
    }
    places: dict[int, list[str]] = {}
    for place, rows in found.items():
        for pk in sorted({pk for (pk,) in rows.order_by()}):
            places.setdefault(pk, []).append(place)
    articles = Article.objects.filter(pk__in=places).only("title").order_by("title", "pk")
    return [Use(article, tuple(places[article.pk])) for article in articles]


def used_ids() -> set[int]:
    """Return the ids of all pictures that are used anywhere. It reads every text once."""
    return {pk for pk in _ids() if pk is not None}


def _ids() -> Iterator[int | None]:
    yield from Article.objects.values_list("picture", flat=True).order_by().distinct()
    yield from Edition.objects.values_list("picture", flat=True).order_by().distinct()
    yield from Revision.objects.values_list("content__picture", flat=True).order_by().distinct()
    for texts in (
        Article.objects.filter(body_html__contains="data-picture").values_list("body_html"),
        Edition.objects.filter(body_html__contains="data-picture").values_list("body_html"),
        Revision.objects.filter(content__body_html__icontains="data-picture").values_list(
            "content__body_html"
        ),
    ):
        for (html,) in texts.order_by().iterator():
            yield from richtext.pictures(html)
