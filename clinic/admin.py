"""The shared floor in the admin: the clinic's profile, the audit trail, accounts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.decorators.http import require_POST

from clinic import accounts, offering, profile
from clinic.forms import SiteLanguageForm, SiteProfileForm
from clinic.models import AuditEvent, SiteLanguage, SiteProfile

# Only who is everything already may give these away.
ONLY_FOR_SUPERUSERS = {"is_superuser", "user_permissions"}
# What nobody gives to, or takes from, themselves.
NOT_ONES_OWN = ("is_active", "is_staff", "groups")

admin.site.unregister([User, Group])


@admin.register(SiteProfile)
class SiteProfileAdmin(admin.ModelAdmin):
    list_display = ["name", "phone_display"]
    form = SiteProfileForm
    fieldsets = [
        (None, {"fields": ["name", "phone", "opening_hours", "closed_on"]}),
        ("Where you are", {"fields": ["address", "directions"]}),
        ("Words on the site", {"fields": ["headline", "lead", "team", "emergency_text"]}),
        ("Colors", {"fields": ["accent", "accent_bright"]}),
        ("Staff mail", {"fields": ["notify"]}),
    ]
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request) and not SiteProfile.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: SiteProfile, form: ModelForm, change: bool):
        profile.save(obj, by=request.user, changed=form.changed_data)


@admin.register(SiteLanguage)
class SiteLanguageAdmin(admin.ModelAdmin):
    """Words are written here; patients see them once the administrator confirms the language."""

    list_display = ["__str__", "is_offered", "is_reviewed", "confirmed_at"]
    form = SiteLanguageForm
    fieldsets = [
        (None, {"fields": ["language", "headline", "lead", "team", "directions"]}),
        (
            "Emergency text, reviewed by a qualified translator",
            {"fields": ["emergency_text", "reviewed_by", "reviewed_on"]},
        ),
    ]
    actions = None

    @admin.display(boolean=True, description="on the site")
    def is_offered(self, language: SiteLanguage) -> bool:
        return language.is_offered

    @admin.display(boolean=True, description="emergency text reviewed")
    def is_reviewed(self, language: SiteLanguage) -> bool:
        return language.is_reviewed

    def get_readonly_fields(self, request: HttpRequest, obj: SiteLanguage | None = None) -> Any:
        return ["language"] if obj else []

    def get_urls(self) -> Any:
        own = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(require_POST(self._doing(act, said))),
                name=f"clinic_sitelanguage_{name}",
            )
            for name, act, said in (
                (
                    "confirm",
                    offering.confirm,
                    "Patients have the site in {} from now on. "
                    "A page that a browser has just kept may take a minute.",
                ),
                (
                    "withdraw",
                    offering.withdraw,
                    "{} is off the site. A page that a browser has just kept may take a minute.",
                ),
            )
        ]
        return own + super().get_urls()

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Ask for the clinic's profile first: a language says its words in other words."""
        if not SiteProfile.objects.exists():
            messages.warning(request, "Save the clinic’s profile first. Then add a language.")
            return redirect("admin:clinic_siteprofile_add")
        return super().add_view(request, form_url, extra_context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        language = self.get_object(request, unquote(object_id))
        more = (
            {
                "lacking": offering.lacking(language),
                "questionnaires": offering.questionnaires(language),
            }
            if language
            else {}
        )
        return super().change_view(request, object_id, form_url, more | (extra_context or {}))

    def save_model(self, request: HttpRequest, obj: SiteLanguage, form: ModelForm, change: bool):
        offering.save(obj, by=request.user, changed=form.changed_data)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def _doing(self, act: Callable[..., None], said: str) -> Callable[..., HttpResponse]:
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            language = get_object_or_404(SiteLanguage, pk=pk)
            try:
                act(language, by=request.user)
                messages.success(request, said.format(language))
            except offering.NotReady as refusal:
                messages.error(request, str(refusal))
            return redirect("admin:clinic_sitelanguage_change", pk)

        return view


@admin.register(AuditEvent)
class AuditEventAdmin(admin.ModelAdmin):
    list_display = ["at", "actor_name", "action", "target"]
    list_filter = ["action", "target_type", "at"]
    search_fields = ["=target_id"]
    search_help_text = "The whole id of a record"
    fields = ["at", "actor_name", "action", "target", "detail", "previous_hash", "hash"]
    actions = None

    @admin.display(description="record")
    def target(self, event: AuditEvent) -> str:
        return f"{event.target_type} {event.target_id}".strip()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User)
class StaffAdmin(UserAdmin):
    """Accounts are switched off, never deleted: the audit trail names them."""

    actions = None
    readonly_fields = ["last_login", "date_joined"]

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if request.user.is_superuser:
            return fieldsets
        return [
            (title, {**rest, "fields": _without(rest["fields"], ONLY_FOR_SUPERUSERS)})
            for title, rest in fieldsets
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        is_own = obj == request.user and not request.user.is_superuser
        return [*self.readonly_fields, *NOT_ONES_OWN] if is_own else self.readonly_fields

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not above and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:
        form.rights_before = accounts.rights(obj) if change else None
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        if change:
            accounts.record_changed(form.instance, form.rights_before, by=request.user)
        else:
            accounts.record_added(form.instance, by=request.user)

    @transaction.atomic
    def user_change_password(self, request: HttpRequest, id: str, form_url: str = ""):
        """Set a colleague's password. One's own is changed where the old one is asked for."""
        user = self.get_object(request, unquote(id))
        if user == request.user:
            return redirect("admin:password_change")
        response = super().user_change_password(request, id, form_url)
        if user and accounts.has_new_password(user):
            accounts.record_new_password(user, by=request.user)
        return response


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """Roles are a table in `setup_roles`; here they are only shown."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _without(fields: Any, unwanted: set[str]) -> tuple[str, ...]:
    return tuple(field for field in fields if field not in unwanted)
