"""The box for an article's text, as it leaves the server."""

from __future__ import annotations

import pytest

from articles.models import Article
from articles.widgets import RichTextWidget
from tests.articles.rows import make_live

pytestmark = pytest.mark.django_db


def test_the_box_holds_the_html_and_says_what_its_dialogs_ask():
    html = RichTextWidget().render("body_html", "<p>a & b</p>", {"id": "id_body_html"})

    assert "&lt;p&gt;a &amp; b&lt;/p&gt;</textarea>" in html
    assert "data-rich-text" in html
    assert 'data-articles="/staff/articles/article/choose-article/"' in html
    assert 'data-pictures="/staff/articles/article/choose-picture/"' in html
    assert 'data-add-picture="/staff/articles/picture/add/"' in html


def test_the_policy_of_the_staff_stays_as_strict_as_it_was(client, editor):
    client.force_login(editor)

    page = client.get("/staff/articles/article/add/")

    policy = page["Content-Security-Policy"]
    assert "script-src 'self';" in f"{policy};"
    assert "style-src 'self';" in f"{policy};"
    assert "nonce" not in page.text
    assert '<script src="/static/js/articles/editor.js" type="module">' in page.text


def test_readers_get_neither_the_editor_nor_any_script(client):
    make_live("night-cramps")

    page = client.get("/articles/night-cramps/")

    assert Article.objects.exists()
    assert "editor" not in page.text.replace("education editor", "")
    assert "script-src" not in page["Content-Security-Policy"]
