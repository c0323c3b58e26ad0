"""What editors type: an article's facts and text, and its sources."""

from __future__ import annotations

from typing import Any

from django import forms

from articles import addresses, comparing, editing
from articles.models import Article, Revision, Source
from articles.richtext import clean_html
from articles.snapshots import PLAIN
