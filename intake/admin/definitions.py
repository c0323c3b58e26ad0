"""Questionnaires, with their builder; and their frozen releases: to read, not to change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from clinic import saying
from intake import publishing
from intake.admin.builder import (
    beginnings,
    cases,
    checking,
    newer,
    outline,
    pattern_names,
    preview,
    questions,
    restarting,
    review_page,
    rule_page,
    rule_texts,
    rules,
    versions,
)
from intake.admin.builder.case_results import kept
from intake.domain.ruling.rows import chapters
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
class QuestionnaireAdmin(admin.ModelAdmin):
    """The list. Everything else is done on the builder's own pages."""

    list_display = ["title", "live", "draft_shown"]
    search_fields = ["title", "slug"]
    search_help_text = "Words of the title"
    actions = None

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A draft is discarded in the builder; what was published stays for what was sent by it."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Questionnaire]:
        """Each with its newest version, asked of all rows at once, and without its documents."""
        newest = Release.objects.filter(questionnaire=OuterRef("pk")).order_by("-version")
        rows = super().get_queryset(request).select_related("draft_saved_by")
        return rows.defer("draft", "draft_rules").annotate(
            version=Subquery(newest.values("version")[:1]),
            published_at=Subquery(newest.values("published_at")[:1]),
        )

    def get_urls(self) -> list[Any]:
        pages: dict[str, tuple[str, Callable[..., HttpResponse]]] = {
            "import/": ("import", beginnings.take_in),
            "<int:pk>/build/": ("build", outline.build),
            "<int:pk>/build/start/": ("start", outline.start),
            "<int:pk>/build/move/": ("move", outline.move),
            "<int:pk>/build/delete/": ("remove", outline.remove),
            "<int:pk>/build/title/": ("words", outline.words),
            "<int:pk>/build/discard/": ("discard", outline.discard),
            "<int:pk>/build/add/": ("add_item", questions.add),
            "<int:pk>/build/question/": ("question", questions.question),
            "<int:pk>/build/rules/": ("rules", rules.rules),
            "<int:pk>/build/rules/rule/": ("rule", rule_page.rule),
            "<int:pk>/build/rules/text/": ("rule_text", rule_texts.text),
            "<int:pk>/build/rules/texts/<str:language>/": ("reviews", review_page.review),
            "<int:pk>/build/rules/patterns/": ("pattern_names", pattern_names.pattern_names),
            "<int:pk>/build/rules/move/": ("rule_move", rules.move),
            "<int:pk>/build/rules/delete/": ("rule_remove", rules.remove),
            "<int:pk>/build/check/": ("check", checking.check),
            "<int:pk>/build/export/": ("export_draft", versions.export_draft),
            "<int:pk>/newer/": ("newer", newer.newer),
            "<int:pk>/versions/": ("versions", versions.versions),
            "<int:pk>/versions/<int:number>/": ("version", versions.version),
            "<int:pk>/versions/<int:number>/export/": ("export", versions.export),
            "<int:pk>/versions/<int:number>/again/": ("restart", restarting.restart),
            "<int:pk>/preview/": ("preview", preview.preview),
            "<int:pk>/preview/page/": ("preview_page", preview.page),
            "<int:pk>/preview/alert/": ("preview_alert", preview.alert),
            "<int:pk>/preview/check/": ("preview_check", preview.check),
            "<int:pk>/preview/end/": ("preview_end", preview.end),
            **cases.PAGES,
        }
        own = [
            path(address, self.admin_site.admin_view(view), name=f"intake_questionnaire_{name}")
            for address, (name, view) in pages.items()
        ]
        return [*own, *super().get_urls()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return beginnings.new(request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Lead to the outline: there is nothing else to a questionnaire."""
        found = self.get_object(request, object_id)
        if found is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return redirect("admin:intake_questionnaire_build", found.pk)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Questionnaires"} | (extra_context or {}))

    @admin.display(description="patients have", ordering="version")
    def live(self, row: Any) -> str:
        if not row.version:
            return "Nothing yet"
        return f"Version {row.version}, since {saying.day(row.published_at)}"

    @admin.display(description="draft", ordering="draft_saved_at")
    def draft_shown(self, row: Questionnaire) -> str:
        if row.draft_saved_at is None:
            return "None"
        by = row.draft_saved_by
        who = f" by {by.get_full_name() or by.get_username()}" if by else ""
        return f"Saved {saying.day(row.draft_saved_at)}{who}"


@admin.register(Release)
class ReleaseAdmin(ReadOnlyAdmin):
    list_display = ["questionnaire", "version", "published_at", "published_by"]
    list_select_related = ["questionnaire", "published_by"]
    fields = [
        *("questionnaire", "version", "published_at", "published_by", "digest"),
        *("signed_reason", "cases_shown", "rules_shown"),
    ]

    @admin.display(description="worked cases")
    def cases_shown(self, release: Release) -> SafeString:
        """Every case as it came out when this was published."""
        return format_html_join(
            mark_safe("<br>"),
            "{}: {}",
            ((each.name, each.verdict) for each in kept(release)),
        ) or format_html("{}", "There were none.")

    class Media:
        css = {"all": ["css/builder.css", "css/builder-forms.css", "css/builder-rules.css"]}

    @admin.display(description="triage rules")
    def rules_shown(self, release: Release) -> SafeString:
        """Every rule in a sentence: priorities, patterns, flags, hints, and what patients read."""
        parsed = [publishing.parse(text) for text in (release.rules, release.document)]
        return render_to_string("admin/intake/_rules.html", {"chapters": chapters(*parsed)})
