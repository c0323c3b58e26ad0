"""The staff side: Django's admin under the clinic's name, with a first page of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import lazystr


def mail(request: HttpRequest) -> dict[str, Any]:
    from clinic.context import profile_for

    return {"nobody_gets_mail": not profile_for(request).notify_addresses}


# What stands on the first page: each app adds a callable in `AppConfig.ready`.
TODAY: list[Callable[[HttpRequest], dict[str, Any]]] = [mail]


class StaffSite(AdminSite):
    site_title = "Upstream"
    index_title = "Today at the clinic"
    index_template = "admin/today.html"
    site_url = "/" if settings.ROLE == "all" else None

    @property
    def login_form(self) -> type:
        # The admin site is made before the models that a form needs.
        from clinic.signin import SignInForm

        return SignInForm

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        from clinic.context import profile_for

        profile = profile_for(request)
        return super().each_context(request) | {
            "site_header": lazystr(profile),
            "footer": "Upstream",
        }

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = dict(extra_context or {})
        for rows in TODAY:
            context |= rows(request)
        return super().index(request, context)

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseBase:
        from django.contrib.auth.views import PasswordChangeView

        from clinic.signin import OwnPasswordForm

        view = PasswordChangeView.as_view(
            form_class=OwnPasswordForm,
            success_url=reverse("admin:password_change_done"),
            extra_context=self.each_context(request) | (extra_context or {}),
        )
        return view(request)

    def logout(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        from clinic import accounts

        if request.method == "POST" and request.user.is_authenticated:
            accounts.record_signed_out(request.user)
        return super().logout(request, extra_context)
