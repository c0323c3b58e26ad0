"""The library of pictures: send one in, say what it shows, see where it is used."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_safe

from articles import library, picture_use, showing
from articles.models import Picture
from articles.picture_forms import SAY_IT, NewPictureForm, PictureForm
from articles.picture_views import answer


@require_safe
def file(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Answer with a file of any picture, for staff who may see the library."""
    if not request.user.has_perm("articles.view_picture"):
        raise PermissionDenied
    return answer(request, get_object_or_404(Picture, pk=pk), name)


class UseFilter(admin.SimpleListFilter):
    title = "use"
    parameter_name = "use"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("used", "Used"), ("unused", "Used nowhere")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Picture]) -> QuerySet[Picture]:
        if self.value() == "used":
            return queryset.filter(pk__in=picture_use.used_ids())
        if self.value() == "unused":
            return queryset.exclude(pk__in=picture_use.used_ids())
        return queryset


@admin.register(Picture)
class PictureAdmin(admin.ModelAdmin):
    list_display = ("thumbnail", "name", "says", "uploaded_at")
    list_display_links = ("name",)
    list_filter = (UseFilter, "is_decorative")
    list_per_page = 40
    search_fields = ("name", "alt", "caption")
    actions = None
    form = PictureForm
    readonly_fields = ("preview", "sizes", "used_in")
    add_fieldsets = (
        (None, {"fields": ("file", "name")}),
        (
            "For readers who cannot see it",
            {"fields": ("alt", "is_decorative"), "description": SAY_IT},
        ),
        ("Beside it", {"fields": ("caption", "credit")}),
    )
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("preview", ("focal_x", "focal_y"), "name")}),
        *add_fieldsets[1:],
        ("In the library", {"fields": ("used_in", "sizes")}),
    )

    class Media:
        js = [Script("js/articles/focal.js", type="module")]

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(file)
        return [
            path("<int:pk>/file/<str:name>", view, name="articles_picture_file"),
            *super().get_urls(),
        ]

    def get_fieldsets(self, request: HttpRequest, obj: Picture | None = None) -> Any:
        return self.fieldsets if obj else self.add_fieldsets

    def get_form(self, request: HttpRequest, obj: Picture | None = None, **kwargs: Any) -> Any:
        if obj:
            return super().get_form(request, obj, **kwargs)
        form = super().get_form(request, obj, **kwargs, form=NewPictureForm)
        form.request = request
        return form

    def get_object(self, request: HttpRequest, *args: Any) -> Picture | None:
        found = super().get_object(request, *args)
        if found:
            found.uses = picture_use.uses(found)
        return found

    def has_delete_permission(self, request: HttpRequest, obj: Picture | None = None) -> bool:
        """What an article uses stays."""
        return super().has_delete_permission(request, obj) and not getattr(obj, "uses", None)

    @method_decorator(csrf_protect)
    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hold no transaction while files are made: that takes seconds, and patients would wait."""
        return self._changeform_view(request, *self._asked(*args, **kwargs))

    @staticmethod
    def _asked(
        object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> tuple[Any, ...]:
        return object_id, form_url, extra_context

    def save_model(self, request: HttpRequest, obj: Picture, form: Any, change: bool) -> None:
        said = form.cleaned_data
        facts = {name: said[name] for name in library.FACTS if name in said}
        if change:
            library.change(obj, by=request.user, **facts)
            return
        kept, _ = library.keep(form.received, by=request.user, **facts)
        obj.pk = kept.pk
        obj.refresh_from_db()

    def response_add(self, request: HttpRequest, obj: Picture, *args: Any) -> HttpResponse:
        """Show the picture that came in, so that its focal point can be set."""
        if not {"_addanother", "_popup"} & request.POST.keys():
            messages.success(request, f"“{obj}” is in the library. Lists cut it as you see here.")
            return redirect("admin:articles_picture_change", obj.pk)
        return super().response_add(request, obj, *args)

    def delete_view(self, request: HttpRequest, object_id: str, *args: Any) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, *args)
        except library.InUse as problem:
            messages.error(request, str(problem))
            return redirect("admin:articles_picture_change", object_id)

    def delete_model(self, request: HttpRequest, obj: Picture) -> None:
        library.remove(obj, by=request.user)

    @admin.display(description="picture")
    def thumbnail(self, picture: Picture) -> str:
        return format_html(
            '<img class="ad-thumbnail" src="{}" alt="" width="90" height="60" loading="lazy">',
            picture.thumbnail_url,
        )

    @admin.display(description="alt text", ordering="alt")
    def says(self, picture: Picture) -> str:
        return "Decorative" if picture.is_decorative else picture.alt or "Missing"

    @admin.display(description="picture")
    def preview(self, picture: Picture) -> str:
        whole = picture.wholes("image/jpeg")[:2][-1]
        context = {
            "picture": picture,
            "whole": whole,
            "address": showing.staff_address(picture, whole.name),
            "cut": showing.crop(picture, showing.staff_address),
        }
        return render_to_string("admin/articles/_focal.html", context)

    @admin.display(description="used in")
    def used_in(self, picture: Picture) -> str:
        return render_to_string("admin/articles/_uses.html", {"uses": picture.uses})

    @admin.display(description="sizes")
    def sizes(self, picture: Picture) -> str:
        widths = ", ".join(f"{file.width:,}" for file in picture.wholes("image/jpeg"))
        return (
            f"{picture.width:,} × {picture.height:,} pixels. Readers get it {widths} pixels wide, "
            "as AVIF, WebP or JPEG."
        )
