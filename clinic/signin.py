"""How staff sign in: with a password, and not by trying passwords."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from clinic import throttle

STRETCH = 5 * 60
TRIES_FOR_A_NAME = 5
TRIES_FROM_AN_ADDRESS = 20
TOO_MANY = "Too many tries to sign in. Wait 5 minutes, then try again."


class SignInForm(AdminAuthenticationForm):
    request: HttpRequest

    def clean(self) -> dict[str, Any]:
        """Count the try before the password is looked at, so that many at once gain nothing."""
        name, address = self._counters()
        from_address = throttle.hit(address, STRETCH)
        for_name = throttle.hit(name, STRETCH)
        if for_name > TRIES_FOR_A_NAME or from_address > TRIES_FROM_AN_ADDRESS:
            raise ValidationError(TOO_MANY, code="throttled")
        cleaned = super().clean()
        throttle.forgive(name, STRETCH)
        # Only this try: else one password of one's own would buy tries at others without end.
        throttle.take_back(address, STRETCH)
        return cleaned

    def _counters(self) -> tuple[str, str]:
        username = unicodedata.normalize("NFKC", self.cleaned_data.get("username", ""))
        address = throttle.neighbourhood(throttle.client_address(self.request))
        return f"sign-in name {username.casefold()}", f"sign-in address {address}"
