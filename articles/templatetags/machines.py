"""What the page of an article tells to machines."""

from __future__ import annotations

from django import template

from articles import structured
from articles.models import Edition
from clinic.models import SiteProfile
from clinic.structured import Node

register = template.Library()


@register.filter
def graph_for(edition: Edition, profile: SiteProfile) -> Node:
    return structured.article_graph(edition, profile)


@register.filter
def share_image(edition: Edition) -> tuple[str, int, int] | None:
    return structured.share_image(edition)
