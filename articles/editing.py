"""Write and change articles. What readers can see is changed by who may publish, with a trace."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from articles.models import Article
from articles.publishing import NEEDED
from articles.richtext import clean_html
from clinic import audit

WRITTEN = ("title", "slug", "topic", *NEEDED)
SUBSTANCE = frozenset({"title", "standfirst", "key_points", "body_html"})


def may_change(user: User, article: Article) -> bool:
    """Say whether this person may: once an article was published, it asks for a second right."""
    return user.has_perm("articles.change_article") and (
        article.publish_at is None or user.has_perm("articles.publish_article")
    )


@transaction.atomic
def save(article: Article, *, by: User, sources_change: bool = False) -> None:
    """Keep an article as it was written. Its sources are the caller's to keep."""
    before = Article.objects.select_for_update().filter(pk=article.pk).first()
    if before is None:
        article.save()
        audit.record("article written", article, by=by, slug=article.slug)
        return
    if not may_change(by, before):
        raise PermissionDenied("Only staff who may publish change what was published.")
    before.body_html = clean_html(before.body_html)  # by the rules that the new one went through
    fields = [name for name in WRITTEN if getattr(article, name) != getattr(before, name)]
    if not fields and not sources_change:
        return
    if sources_change or not SUBSTANCE.isdisjoint(fields):
        changed_on = timezone.localdate()
        if before.publish_at:
            article.updated_on = changed_on
    else:
        changed_on = None
    article.changed_after_review = _changed_after_review(before, article.reviewed_on, changed_on)
    article.save(update_fields=[*fields, "updated_on", "changed_after_review"])
    named = sorted([*fields, "sources"] if sources_change else fields)
    audit.record("article changed", article, by=by, slug=article.slug, fields=named)


def _changed_after_review(
    before: Article, reviewed_on: date | None, changed_on: date | None
) -> date | None:
    """Return the last day of a change of substance that the review does not cover.

    A review that comes in the same step as the change is taken to cover it.
    """
    if reviewed_on is None:
        return None
    is_renewed = before.reviewed_on is None or reviewed_on > before.reviewed_on
    if not is_renewed:
        return changed_on or before.changed_after_review
    pending = before.changed_after_review
    return pending if pending and pending > reviewed_on else None
