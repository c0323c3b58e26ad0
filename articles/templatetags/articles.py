"""What templates of articles need: pictures as cards show them."""

from __future__ import annotations

from django import template

from articles import showing
from articles.models import Picture

register = template.Library()


@register.filter
def crop(picture: Picture | None) -> showing.Crop | None:
    """Return a picture as anyone gets it, cut to 3:2."""
    return showing.crop(picture) if picture else None
