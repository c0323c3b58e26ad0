"""How staff sign in: with a password, and not by trying passwords."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError

from clinic import throttle

STRETCH = 5 * 60
TRIES_FOR_A_NAME = 5
TRIES_FROM_AN_ADDRESS = 20
TOO_MANY = "Too many tries to sign in. Wait 5 minutes, then try again."


class SignInForm(AdminAuthenticationForm):
    def clean(self) -> dict[str, Any]:
        """Count the try before the password is looked at, so that many at once gain nothing."""
        counters = self._counters()
        tries = [(throttle.hit(name, STRETCH), limit) for name, limit in counters.items()]
        if any(count > limit for count, limit in tries):
            raise ValidationError(TOO_MANY, code="throttled")
        cleaned = super().clean()
        for name in counters:
            throttle.forgive(name, STRETCH)
        return cleaned

    def _counters(self) -> dict[str, int]:
        username = unicodedata.normalize("NFKC", self.cleaned_data.get("username", ""))
        address = throttle.neighbourhood(throttle.client_address(self.request))
        return {
            f"sign-in name {username.casefold()}": TRIES_FOR_A_NAME,
            f"sign-in address {address}": TRIES_FROM_AN_ADDRESS,
        }
