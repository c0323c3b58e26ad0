"""What the page of an article tells to machines."""

from __future__ import annotations

from django import template

from articles import structured
from articles.models import Edition
from articles.showing import ShareImage
from clinic.models import SiteProfile
from clinic.structured import Node

register = template.Library()


@register.filter
def graph_for(edition: Edition, profile: SiteProfile) -> Node:
    return structured.article_graph(edition, profile)


@register.filter
def share_image(edition: Edition) -> ShareImage | None:
    return structured.share_image(edition)
