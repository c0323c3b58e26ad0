"""Writing: the list of articles and the form of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from articles import choosers, editing, publishing
from articles.admin import desk, revisions
from articles.forms import ArticleForm, SourceForm
from articles.models import Article, ArticleQuerySet, Edition, Presence, Source

READERS_KEEP = "Readers keep the text they have until this one is published."


class SourceInline(admin.StackedInline):
    model = Source
    form = SourceForm
    fields = ("title", ("publisher", "year"), ("url", "order"))
    extra = 2

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Sources are a part of their article: who may see or change it may do so with them."""
        return request.user.has_perm("articles.view_article")

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return request.user.has_perm("articles.change_article" if obj else "articles.add_article")

    has_add_permission = has_delete_permission = has_change_permission


class PresenceFilter(admin.SimpleListFilter):
    title = "on the site"
    parameter_name = "presence"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return Presence.choices

    def queryset(self, request: HttpRequest, queryset: ArticleQuerySet) -> QuerySet[Article]:
        if self.value() not in Presence.values:
            return queryset
        return queryset.present(Presence(self.value()), timezone.now())


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    list_display = ("__str__", "state", "presence", "topic", "review_due")
    list_filter = ("state", PresenceFilter, "topic")
    list_select_related = ("topic",)
    search_fields = ("title", "summary", "body_html")
    actions = ("publish", "withdraw")
    form = ArticleForm
    inlines = (SourceInline,)
    raw_id_fields = ("picture",)
    prepopulated_fields = {"slug": ("title",)}
    view_on_site = False
    fieldsets = (
        (None, {"fields": ("title", "slug", "topic")}),
        ("Picture", {"fields": ("picture", "drawing")}),
        ("For lists and the top of the page", {"fields": ("summary", "standfirst", "key_points")}),
        ("Text", {"fields": ("body_html",)}),
        ("Who and what", {"fields": ("author", "about")}),
        ("This edit", {"fields": ("is_minor", "reason", "base")}),
    )

    def get_queryset(self, request: HttpRequest) -> ArticleQuerySet:
        """Each with what readers have of it, asked of all rows at once."""
        now, newest = timezone.now(), Edition.objects.filter(article=OuterRef("pk"))
        live = newest.live(now).order_by("-live_from")
        return (
            super()
            .get_queryset(request)
            .annotate(
                due_on=Subquery(live.values("review__due_on")[:1]),
                live_edition=Subquery(live.values("pk")[:1]),
                newest_start=Subquery(newest.order_by("-live_from").values("live_from")[:1]),
            )
        )

    def get_form(self, request: HttpRequest, obj: Article | None = None, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, **kwargs)
        form.user = request.user
        return form

    def get_urls(self) -> list[Any]:
        """Beside its form: its desk, revisions and preview, and what its editor may choose from."""
        pages: dict[str, tuple[str, Callable[..., HttpResponse]]] = {
            "choose-article/": ("choose_article", choosers.choose_article),
            "choose-picture/": ("choose_picture", choosers.choose_picture),
            "<int:pk>/desk/": ("desk", desk.desk_page),
            "<int:pk>/desk/share/": ("share", desk.share),
            "<int:pk>/desk/links/<int:link>/revoke/": ("revoke", desk.revoke),
            "<int:pk>/preview/": ("preview", desk.preview),
            "<int:pk>/revisions/": ("revisions", revisions.revisions),
            "<int:pk>/revisions/<int:number>/restore/": ("restore", revisions.restore),
        }
        own = [
            path(address, self.admin_site.admin_view(view), name=f"articles_article_{name}")
            for address, (name, view) in pages.items()
        ]
        return [*own, *super().get_urls()]

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """What readers have seen is withdrawn, with a trace, and not deleted."""
        was_published = obj is not None and obj.editions.exists()
        return super().has_delete_permission(request, obj) and not was_published

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.publish_article")

    def save_model(
        self, request: HttpRequest, obj: Article, form: ArticleForm, change: bool
    ) -> None:
        """Leave it to `save_related`: an article and its sources are one revision."""

    def save_related(
        self, request: HttpRequest, form: ArticleForm, formsets: Any, change: bool
    ) -> None:
        keep_sources = super().save_related
        revision = editing.save(
            form.instance,
            by=request.user,
            base=form.cleaned_data["base"],
            keep_sources=lambda: keep_sources(request, form, formsets, change),
            minor=form.cleaned_data["is_minor"],
            reason=form.cleaned_data["reason"],
        )
        if revision and form.instance.editions.not_over(timezone.now()).exists():
            self.message_user(request, READERS_KEEP, messages.INFO)

    @admin.display(description="on the site")
    def presence(self, article: Article) -> Any:
        now = timezone.now()
        if article.live_edition:
            return Presence.LIVE.label
        if article.newest_start is None:
            return Presence.NONE.label
        return (Presence.SCHEDULED if article.newest_start > now else Presence.EXPIRED).label

    @admin.display(description="next review due", ordering="due_on")
    def review_due(self, article: Article) -> Any:
        return article.due_on

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
