"""Questionnaires and their frozen releases: to read, not to change."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from intake.models import Questionnaire, Release


class ReadOnlyAdmin(admin.ModelAdmin):
    actions = None

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Questionnaire)
class QuestionnaireAdmin(ReadOnlyAdmin):
    list_display = ["title", "slug"]
    fields = ["title", "slug"]


@admin.register(Release)
class ReleaseAdmin(ReadOnlyAdmin):
    list_display = ["questionnaire", "version", "published_at", "published_by"]
    list_select_related = ["questionnaire", "published_by"]
    fields = ["questionnaire", "version", "published_at", "published_by", "digest", "rules_shown"]

    @admin.display(description="triage rules")
    def rules_shown(self, release: Release) -> SafeString:
        """Every rule as staff read it: id, priority, reason, patient text and source."""
        rows = format_html_join(
            "",
            '<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>',
            (
                (rule.id, rule.priority.name.capitalize(), rule.reason, rule.text, rule.source)
                for rule in release.ruleset.rules
            ),
        )
        return format_html(
            '<table><thead><tr><th scope="col">Rule</th><th scope="col">Priority</th>'
            '<th scope="col">Reason</th><th scope="col">Patient text</th>'
            '<th scope="col">Source</th></tr></thead><tbody>{}</tbody></table>',
            rows,
        )
