"""What readers said: counted in the list, and one reader's words opened on purpose."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import linebreaksbr

from articles import feedback
from articles.models import Feedback
from clinic.vault import CannotOpen

NONE_LEFT = "None, or no longer kept: words are deleted after a year."
DAMAGED = "These words cannot be opened: the row was changed since it was written."


class WordsFilter(admin.SimpleListFilter):
    title = "words"
    parameter_name = "words"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "With words"), ("no", "Without words")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Feedback]) -> QuerySet[Feedback]:
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(words__isnull=self.value() == "no")


@admin.register(Feedback)
class FeedbackAdmin(admin.ModelAdmin):
    list_display = ("article", "is_clear", "given_at", "has_words", "of_the_article")
    list_filter = ("is_clear", WordsFilter, "given_at")
    list_select_related = ("edition",)
    search_fields = ("edition__title", "edition__slug")
    search_help_text = "The title of an article. Readers’ words are sealed."
    fields = ("article", "is_clear", "given_at", "what_they_wrote")
    readonly_fields = ("article", "what_they_wrote")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Feedback]:
        """Each with how all answers about its article stand, and without its sealed words."""
        of_article = Feedback.objects.filter(edition__article=OuterRef("edition__article"))
        by_article = of_article.order_by().values("edition__article")
        clear = by_article.annotate(number=Count("pk", filter=Q(is_clear=True)))
        return (
            super()
            .get_queryset(request)
            .annotate(
                has=Q(words__isnull=False),
                clear=Subquery(clear.values("number")),
                all=Subquery(by_article.annotate(number=Count("pk")).values("number")),
            )
            .defer("words")
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Feedback | None = None) -> bool:
        return False

    has_delete_permission = has_change_permission

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Open the words of this one answer, now that somebody looks at it."""
        context["original"].opened = _opened(request, context["original"])
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="article", ordering="edition__title")
    def article(self, answer: Feedback) -> str:
        return answer.edition.title

    @admin.display(description="has words", boolean=True)
    def has_words(self, answer: Feedback) -> bool:
        return answer.has

    @admin.display(description="all answers about it")
    def of_the_article(self, answer: Feedback) -> str:
        return f"{answer.clear} of {answer.all} found it clear"

    @admin.display(description="what they wrote")
    def what_they_wrote(self, answer: Feedback) -> str:
        return linebreaksbr(answer.opened)


def _opened(request: HttpRequest, answer: Feedback) -> str:
    try:
        return feedback.read(answer, by=request.user) or NONE_LEFT
    except CannotOpen:
        return DAMAGED
