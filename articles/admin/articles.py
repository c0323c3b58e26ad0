"""Writing: the list of articles and the form of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import OuterRef, QuerySet, Subquery
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from articles import choosers, editing, publishing
from articles.admin import desk as desk_pages
from articles.admin import revisions, states
from articles.forms import ArticleForm, SourceForm
from articles.models import Article, ArticleQuerySet, Edition, Presence, Source

READERS_KEEP = "Readers keep the text they have until this one is published."
SAVED = "“%s” is saved. Below is what it needs next."
SAVED_GO_ON = "“%s” is saved. You can go on writing."
# Stands last on the page, beside the button that ends it; a new article is no edit.
THIS_EDIT = "This edit"


class SourceInline(admin.StackedInline):
    model = Source
    form = SourceForm
    fields = ("title", ("publisher", "year"), ("url", "order"))

    def get_extra(self, request: HttpRequest, obj: Article | None = None, **kwargs: Any) -> int:
        """Two empty rows to begin with: two sources are the least."""
        return max(0, 2 - obj.sources.count()) if obj else 2

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Sources are a part of their article: who may see or change it may do so with them."""
        return request.user.has_perm("articles.view_article")

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return request.user.has_perm("articles.change_article" if obj else "articles.add_article")

    has_add_permission = has_delete_permission = has_change_permission


class PresenceFilter(admin.SimpleListFilter):
    title = "what readers have"
    parameter_name = "presence"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return Presence.choices

    def queryset(self, request: HttpRequest, queryset: ArticleQuerySet) -> QuerySet[Article]:
        if self.value() not in Presence.values:
            return queryset
        return queryset.present(Presence(self.value()), timezone.now())


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    list_display = ("__str__", "text", "presence", "topic", "review_due", "desk")
    list_filter = ("state", PresenceFilter, "topic")
    list_select_related = ("topic",)
    search_fields = ("title", "summary", "body_html")
    search_help_text = "Words of the title, the summary or the text"
    actions = ("publish",)
    form = ArticleForm
    inlines = (SourceInline,)
    raw_id_fields = ("picture",)
    prepopulated_fields = {"slug": ("title",)}
    view_on_site = False
    fieldsets = (
        (None, {"fields": ("title", "slug", "topic")}),
        ("For lists and the top of the page", {"fields": ("summary", "standfirst", "key_points")}),
        ("Text", {"fields": ("body_html",)}),
        ("Picture", {"fields": ("picture", "drawing")}),
        ("Who and what", {"fields": ("author", "about")}),
        (THIS_EDIT, {"fields": ("is_minor", "reason", "base")}),
    )

    class Media:
        js = [Script("js/articles/form.js", type="module")]

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
            "<int:pk>/desk/": ("desk", desk_pages.desk_page),
            "<int:pk>/desk/ask/": ("ask", desk_pages.ask),
            "<int:pk>/desk/share/": ("share", desk_pages.share),
            "<int:pk>/desk/links/<int:link>/revoke/": ("revoke", desk_pages.revoke),
            "<int:pk>/preview/": ("preview", desk_pages.preview),
            "<int:pk>/revisions/": ("revisions", revisions.revisions),
            "<int:pk>/revisions/<int:number>/restore/": ("restore", revisions.restore),
        }
        own = [
            path(address, self.admin_site.admin_view(view), name=f"articles_article_{name}")
            for address, (name, view) in pages.items()
        ]
        return [*own, *super().get_urls()]

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """What a doctor signed or readers have seen is withdrawn, with a trace, and not deleted."""
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or editing.can_be_deleted(obj))

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        return self.fieldsets if obj else self.fieldsets[:-1]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Who only reads is led to the desk: there the text is shown as readers see it."""
        article = self.get_object(request, object_id)
        may_see = article and self.has_view_permission(request, article)
        if may_see and request.method == "GET" and not self.has_change_permission(request, article):
            return redirect("admin:articles_article_desk", object_id)
        return super().change_view(request, object_id, form_url, extra_context)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context |= {"show_save_and_add_another": False, "this_edit": THIS_EDIT}
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(self, request: HttpRequest, obj: Article, *args: Any) -> HttpResponse:
        is_popup = "_popup" in request.POST
        return super().response_add(request, obj) if is_popup else self._next_page(request, obj)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return self._next_page(request, obj)

    def _next_page(self, request: HttpRequest, article: Article) -> HttpResponse:
        goes_on = "_continue" in request.POST
        words = SAVED_GO_ON if goes_on else SAVED
        self.message_user(request, words % article, messages.SUCCESS)
        page = "change" if goes_on else "desk"
        return redirect(f"admin:articles_article_{page}", article.pk)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Articles"} | (extra_context or {}))

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.publish_article")

    def get_actions(self, request: HttpRequest) -> Any:
        """One draft at a time is deleted, from its own page."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        editing.delete(obj, by=request.user)

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

    @admin.display(description="text", ordering="state")
    def text(self, article: Article) -> str:
        return states.of_text(
            article.state,
            is_live=bool(article.live_edition),
            is_planned=states.is_ahead(article.newest_start, timezone.now()),
        )

    @admin.display(description="on the site")
    def presence(self, article: Article) -> str:
        return states.of_page(
            article.state,
            is_live=bool(article.live_edition),
            newest_start=article.newest_start,
            now=timezone.now(),
        )

    @admin.display(description="desk")
    def desk(self, article: Article) -> str:
        address = reverse("admin:articles_article_desk", args=[article.pk])
        return format_html('<a href="{}" aria-label="Desk of “{}”">Desk</a>', address, article)

    @admin.display(description="review due", ordering="due_on")
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
