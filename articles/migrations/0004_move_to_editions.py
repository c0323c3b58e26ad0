"""Give each article its first revision, and each published one its review and its edition."""

import hashlib
import json
import math

from django.db import migrations
from django.utils import timezone

TEXTS = (
    *("title", "summary", "standfirst", "key_points", "body_html", "about", "author"),
    *("slug", "drawing"),
)
SUBSTANCE = ("title", "summary", "standfirst", "key_points", "body_html", "sources")
COPIED = (
    *("slug", "title", "summary", "standfirst", "key_points", "body_html", "about"),
    *("drawing", "author"),
)


def to_editions(apps, schema_editor):
    apps.get_model("articles", "Topic").objects.filter(name="Symptoms").update(
        is_about_symptoms=True
    )
    for article in apps.get_model("articles", "Article").objects.order_by("pk"):
        article.save()  # which cleans the text by the rules of today
        revision = first_revision(apps, article)
        if article.reviewed_on and article.review_due and article.reviewer:
            revision.covered_by = taken_over(apps, article, revision)
            revision.save()
        now = timezone.now()
        if article.publish_at and revision.covered_by:
            first_edition(apps, article, revision)
            over = article.expire_at and article.expire_at <= now
            article.state = "withdrawn" if over else "live"
        else:
            article.state = "approved" if revision.covered_by else "draft"
        article.save()


def first_revision(apps, article):
    sources = list(
        apps.get_model("articles", "Source")
        .objects.filter(article=article)
        .order_by("order", "pk")
        .values("title", "publisher", "year", "url")
    )
    content = {name: getattr(article, name) for name in TEXTS}
    content |= {"topic": article.topic_id, "picture": None, "sources": sources}
    text = json.dumps([content[name] for name in SUBSTANCE], ensure_ascii=False, sort_keys=True)
    return apps.get_model("articles", "Revision").objects.create(
        article=article,
        number=1,
        saved_at=timezone.now(),
        content=content,
        substance=hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest(),
    )


def taken_over(apps, article, revision):
    """A text that changed after its review counts as due from that day on: readers are told."""
    changed = article.changed_after_review
    return apps.get_model("articles", "Review").objects.create(
        article=article,
        revision=revision,
        substance=revision.substance,
        reviewer_name=article.reviewer,
        reviewed_on=article.reviewed_on,
        due_on=changed if changed and changed > article.reviewed_on else article.review_due,
    )


def first_edition(apps, article, revision):
    words = len(revision.content["body_html"].split())
    apps.get_model("articles", "Edition").objects.create(
        article=article,
        revision=revision,
        review=revision.covered_by,
        topic=article.topic,
        sources=revision.content["sources"],
        reading_minutes=max(1, math.floor(words / 200 + 0.5)),
        first_published_at=article.publish_at,
        updated_on=article.updated_on,
        live_from=article.publish_at,
        live_until=article.expire_at,
        **{name: revision.content[name] for name in COPIED},
    )


def to_articles(apps, schema_editor):
    """Write back to each article what its newest edition says. Older texts are lost."""
    for edition in apps.get_model("articles", "Edition").objects.order_by("live_from"):
        article, review = edition.article, edition.review
        for name in COPIED:
            setattr(article, name, getattr(edition, name))
        article.reviewer, article.reviewed_on = review.reviewer_name[:120], review.reviewed_on
        article.review_due, article.updated_on = review.due_on, edition.updated_on
        article.publish_at, article.expire_at = edition.first_published_at, edition.live_until
        article.save()


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_editions")]

    operations = [migrations.RunPython(to_editions, to_articles)]
