"""How staff sign in: with a password of their own, and not by trying passwords."""

from __future__ import annotations

import unicodedata
from typing import Any, cast

from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from clinic import accounts, throttle

STRETCH = 5 * 60
TRIES_FOR_A_NAME_FROM_AN_ADDRESS = 5
TRIES_FROM_AN_ADDRESS = 20
# From anywhere. Whoever wants to lock a colleague out must try from ten places at once.
TRIES_FOR_A_NAME = 50
TOO_MANY = "Too many tries to sign in. Wait 5 minutes, then try again."


class SignInForm(AdminAuthenticationForm):
    request: HttpRequest

    def clean(self) -> dict[str, Any]:
        """Count the try before the password is looked at, so that many at once gain nothing."""
        name = unicodedata.normalize("NFKC", self.cleaned_data.get("username", ""))
        address = throttle.neighbourhood(throttle.client_address(self.request))
        for_both = f"sign-in {address} {name.casefold()}"
        from_address = f"sign-in address {address}"
        for_name = f"sign-in name {name.casefold()}"
        limits = (
            (for_both, TRIES_FOR_A_NAME_FROM_AN_ADDRESS),
            (from_address, TRIES_FROM_AN_ADDRESS),
            (for_name, TRIES_FOR_A_NAME),
        )
        # In this order: what is refused here counts no further, least of all against the name.
        if any(throttle.hit(counter, STRETCH) > limit for counter, limit in limits):
            raise ValidationError(TOO_MANY, code="throttled")
        try:
            cleaned = super().clean()
        except ValidationError:
            accounts.record_refused(name)
            raise
        if user := cast("User | None", self.get_user()):
            throttle.forgive(for_both, STRETCH)
            # Only this try: else one password of one's own would buy tries at others without end.
            throttle.take_back(from_address, STRETCH)
            throttle.take_back(for_name, STRETCH)
            accounts.record_signed_in(user)
        return cleaned


class OwnPasswordForm(AdminPasswordChangeForm):
    def clean(self) -> dict[str, Any]:
        """Refuse the password one has: a colleague may have chosen it."""
        cleaned = super().clean() or self.cleaned_data
        old = cleaned.get("old_password")
        if old and old == cleaned.get("new_password1"):
            self.add_error("new_password1", "Choose a new password, not the one you have.")
        return cleaned

    def save(self, commit: bool = True) -> User:
        accounts.change_own_password(self.user, self.cleaned_data["new_password1"])
        return self.user
