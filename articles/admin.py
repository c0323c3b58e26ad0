"""The editors' desk: topics, articles and their sources."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from articles import editing, publishing
from articles.forms import ArticleForm, SourceForm, SourceFormSet
from articles.models import Article, ArticleQuerySet, Source, State, Topic

CHANGED_AFTER_REVIEW = (
    "Readers are told that this article changed after its last medical review. "
    "Enter the day of the new review when there was one."
)


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    list_display = ("name", "line", "order")
    prepopulated_fields = {"slug": ("name",)}
    view_on_site = False


class SourceInline(admin.StackedInline):
    model = Source
    form = SourceForm
    formset = SourceFormSet
    fields = ("title", ("publisher", "year"), ("url", "order"))
    extra = publishing.SOURCES

    def get_formset(self, request: HttpRequest, obj: Article | None = None, **kwargs: Any) -> Any:
        """A draft may have empty rows; what was published keeps its sources."""
        if obj is not None and obj.publish_at is not None:
            kwargs |= {"min_num": publishing.SOURCES, "validate_min": True, "extra": 0}
        return super().get_formset(request, obj, **kwargs)

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Sources are a part of their article: who may see or change it may do so with them."""
        return request.user.has_perm("articles.view_article")

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        if obj is None:
            return request.user.has_perm("articles.add_article")
        return editing.may_change(request.user, obj)

    has_add_permission = has_delete_permission = has_change_permission


class StateFilter(admin.SimpleListFilter):
    title = parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return State.choices

    def queryset(self, request: HttpRequest, queryset: ArticleQuerySet) -> QuerySet[Article]:
        if self.value() not in State.values:
            return queryset
        return queryset.in_state(State(self.value()), timezone.now())


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    list_display = ("title", "state", "topic", "publish_at", "review_due")
    list_filter = (StateFilter, "topic")
    list_select_related = ("topic",)
    search_fields = ("title", "summary", "body_html")
    actions = ("publish", "withdraw")
    form = ArticleForm
    inlines = (SourceInline,)
    fieldsets = (
        (None, {"fields": ("title", "slug", "topic", "drawing")}),
        ("For lists and the top of the page", {"fields": ("summary", "standfirst", "key_points")}),
        ("Text", {"fields": ("body_html",)}),
        (
            "Who stands behind it",
            {"fields": ("author", "reviewer", "reviewed_on", "review_due", "changed_after_review")},
        ),
        ("On the site", {"fields": ("publish_at", "updated_on", "expire_at", "created_at")}),
    )
    readonly_fields = ("changed_after_review", *fieldsets[-1][1]["fields"])

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> tuple:
        """An address that readers may have kept does not change."""
        is_kept = obj is not None and obj.publish_at is not None
        return (*self.readonly_fields, "slug") if is_kept else self.readonly_fields

    def get_prepopulated_fields(self, request: HttpRequest, obj: Article | None = None) -> dict:
        return {} if "slug" in self.get_readonly_fields(request, obj) else {"slug": ("title",)}

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        if obj is None:
            return super().has_change_permission(request)
        return editing.may_change(request.user, obj)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.publish_article")

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """What readers have seen is withdrawn, with a trace, and not deleted."""
        was_published = obj is not None and obj.publish_at is not None
        return super().has_delete_permission(request, obj) and not was_published

    def save_model(
        self, request: HttpRequest, obj: Article, form: ArticleForm, change: bool
    ) -> None:
        """Leave it to `save_related`, which knows whether the sources change, too."""

    def save_related(
        self, request: HttpRequest, form: ArticleForm, formsets: Any, change: bool
    ) -> None:
        article = form.instance
        sources_change = any(formset.has_changed() for formset in formsets)
        editing.save(article, by=request.user, sources_change=sources_change)
        super().save_related(request, form, formsets, change)
        if article.publish_at and article.changed_after_review:
            self.message_user(request, CHANGED_AFTER_REVIEW, messages.WARNING)

    def view_on_site(self, obj: Article) -> str | None:
        if settings.ROLE == "staff" or obj.state(timezone.now()) != State.LIVE:
            return None
        return obj.get_absolute_url()

    @admin.display(ordering="publish_at")
    def state(self, obj: Article) -> str:
        return obj.state(timezone.now()).label

    @admin.action(description="Publish the chosen articles now", permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        for article in queryset:
            try:
                publishing.publish(article, by=request.user)
            except publishing.NotReady as problem:
                words = f"“{article}” is not ready. {problem}"
                self.message_user(request, words, messages.ERROR)
            except publishing.AlreadyPublished:
                words = f"“{article}” is on the site already."
                self.message_user(request, words, messages.WARNING)
            else:
                self.message_user(request, f"“{article}” is on the site.", messages.SUCCESS)

    @admin.action(description="Withdraw the chosen articles", permissions=["publish"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        for article in queryset:
            try:
                publishing.withdraw(article, by=request.user)
            except publishing.NotPublished:
                self.message_user(request, f"“{article}” is not on the site.", messages.WARNING)
            else:
                words = f"“{article}” was taken off the site."
                self.message_user(request, words, messages.SUCCESS)
