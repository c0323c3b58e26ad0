"""Which tables the public pages read."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.articles.rows import make_live

pytestmark = pytest.mark.django_db

PAGES = ["home", "articles:list", "articles:feed", "articles:atom", "sitemap"]


def test_pages_read_only_what_is_published(client):
    """So that a database role for the public side can be kept from all else."""
    edition = make_live()
    pages = [*map(reverse, PAGES), "/articles/topic/symptoms/"]

    with CaptureQueriesContext(connection) as asked:
        for url in [*pages, edition.get_absolute_url()]:
            assert client.get(url).status_code == 200
        client.post(f"{edition.get_absolute_url()}feedback/", {"is_clear": "yes"})
        client.get("/articles/nothing-here/")

    tables = {table for query in asked for table in re.findall(r'"(articles_\w+)"', query["sql"])}
    allowed = {"edition", "topic", "review", "picture", "edition_pictures", "oldaddress"}
    assert tables - {"articles_feedback"} <= {f"articles_{name}" for name in allowed}
    assert "articles_edition" in tables
