"""The table of old addresses: where each leads now, and new ones."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone

from articles import addresses, paths
from articles.models import Edition, OldAddress
from clinic import links


class OldAddressForm(forms.ModelForm):
    class Meta:
        model = OldAddress
        fields = ("path", "article", "target")
        widgets = {
            "path": forms.TextInput(attrs={"size": 80}),
            "target": forms.TextInput(attrs={"size": 80}),
        }

    def clean_path(self) -> str:
        return paths.normal(self.cleaned_data["path"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not (cleaned["article"] or cleaned["target"]):
            self.add_error("article", "Say where it leads: choose an article, or write a page.")
        if not self.errors:
            try:
                addresses.check(OldAddress(pk=self.instance.pk, **cleaned))
            except addresses.BadAddress as problem:
                self.add_error(problem.field, str(problem))
        return cleaned


@admin.register(OldAddress)
class OldAddressAdmin(admin.ModelAdmin):
    list_display = ("path", "leads_to", "created_at")
    list_select_related = ("article",)
    search_fields = ("path", "target", "article__title")
    form = OldAddressForm
    autocomplete_fields = ("article",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[OldAddress]:
        live = Edition.objects.live(timezone.now()).filter(article=OuterRef("article"))
        return super().get_queryset(request).annotate(live_slug=Subquery(live.values("slug")[:1]))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.publish_article")

    def has_view_permission(self, request: HttpRequest, obj: OldAddress | None = None) -> bool:
        return request.user.has_perm("articles.publish_article")

    has_change_permission = has_delete_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.publish_article")

    def save_model(
        self, request: HttpRequest, obj: OldAddress, form: OldAddressForm, change: bool
    ) -> None:
        addresses.keep(obj, by=request.user)

    def delete_model(self, request: HttpRequest, obj: OldAddress) -> None:
        addresses.drop(obj, by=request.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[OldAddress]) -> None:
        for old in queryset:
            addresses.drop(old, by=request.user)

    @admin.display(description="leads to", ordering="target")
    def leads_to(self, old: OldAddress) -> str:
        if old.target:
            return old.target
        if old.live_slug:
            return links.page("articles:detail", old.live_slug)
        return f"Nowhere: “{old.article}” is not on the site"
