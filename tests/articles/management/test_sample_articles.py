"""The sample articles come in once, published on their days, and never over an editor's work."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import richtext, samples
from articles.models import Article, Edition, Topic
from clinic import audit
from clinic.models import AuditEvent
from tests.articles.test_samples import GOOD, write

pytestmark = pytest.mark.django_db


def load(folder) -> str:
    out = StringIO()
    call_command("sample_articles", folder=folder, stdout=out)
    return out.getvalue().strip()


@pytest.fixture
def folder(tmp_path):
    second = '[[sources]]\ntitle = "Another"\npublisher = "BMJ"\nyear = 2001\n\n[[sources]]'
    write(tmp_path, GOOD.replace("[[sources]]", second, 1))
    return tmp_path


def test_an_article_comes_in_published_on_its_day(folder):
    assert load(folder) == "1 of 1 sample articles added."

    edition = Edition.objects.published(timezone.now()).get()
    assert edition.published_on.isoformat() == "2026-03-05"
    assert edition.key_point_lines == ["One.", "Two."]
    assert [source["title"] for source in edition.sources] == ["Another", "A study"]
    assert (edition.topic.name, edition.topic.slug) == ("Symptoms", "symptoms")
    assert edition.review.reviewer_name == "Ingrid Solberg, MD"
    assert AuditEvent.objects.first().action == "article published"
    assert audit.verify() is None


def test_loading_again_leaves_an_editors_work_alone(folder):
    load(folder)
    Article.objects.update(title="Our own words")

    assert load(folder) == "0 of 1 sample articles added."
    assert Article.objects.get().title == "Our own words"


def test_one_bad_file_keeps_all_of_them_out(folder):
    (folder / "zzz.html").write_text("nothing")

    with pytest.raises(CommandError, match=r"^zzz\.html: "):
        load(folder)

    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('drawing = "swollen-ankles"', 'drawing = "nowhere"', "drawing"),
        ('slug = "swollen-ankles"', 'slug = "feed"', "address of another page"),
        ("year = 2001", "year = 3", "year"),
        ('summary = "Why ankles swell."', 'summary = ""', "Write a summary"),
    ],
)
def test_an_article_that_may_not_be_published_is_named(folder, old, new, reason):
    file = folder / "swollen-ankles.html"
    file.write_text(file.read_text().replace(old, new))

    with pytest.raises(CommandError, match=rf"^swollen-ankles\.html: .*{reason}"):
        load(folder)

    assert not Article.objects.exists()
    assert not Topic.objects.exists()


def test_all_our_own_samples_come_in(db):
    found = samples.read_all()

    load(samples.FOLDER)

    assert Edition.objects.published(timezone.now()).count() == len(found) >= 10
    linked = {number for edition in Edition.objects.all()
              for number in richtext.linked_articles(edition.body_html)}  # fmt: skip
    assert linked and linked <= set(Article.objects.values_list("pk", flat=True))
    names = [topic.name for topic in Topic.objects.with_articles(timezone.now())]
    assert names == [name for name in samples.TOPICS if name in names]
