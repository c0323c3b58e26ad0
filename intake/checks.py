"""Checks by `manage.py check` and before every command; the last two with `--deploy`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, Warning, register

from clinic import vault
from clinic.keys import RECOVERY_FILE
from intake import papers

PRIVATE_KEY = "CLINIC_PRIVATE_KEY"


@register(Tags.security)
def keys_are_a_pair(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """What patients send now must open with the key that staff hold."""
    if settings.CLINIC_PRIVATE_KEY is None:
        return []
    key = vault.private_key(settings.CLINIC_PRIVATE_KEY)
    match key.public_key().public_bytes_raw().hex():
        case settings.CLINIC_PUBLIC_KEY:
            return []
        case settings.RECOVERY_PUBLIC_KEY:
            return [
                Warning(
                    "This process opens submissions with the recovery key.",
                    hint="Put it away again as soon as the clinic's own key is back.",
                    id="intake.W003",
                )
            ]
    return [
        Error(
            f"{PRIVATE_KEY} does not open what is sealed to CLINIC_PUBLIC_KEY.",
            hint="Put both halves of the clinic's own pair in place. Never make a new one.",
            id="intake.E001",
        )
    ]


@register(Tags.security)
def public_side_cannot_read(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A process that only writes should not even be able to find the key that reads."""
    if settings.ROLE != "public" or not (place := _private_key_in_reach()):
        return []
    return [
        Warning(
            f"This public process can reach the clinic's private key ({place}).",
            hint="Keep it with the staff process alone, on another account or another machine.",
            id="intake.W001",
        )
    ]


@register(Tags.security, deploy=True)
def recovery_key_is_away(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The key for the day when all else is lost is no use beside what it opens."""
    file = settings.DATA_DIR / RECOVERY_FILE
    if not file.exists():
        return []
    return [
        Warning(
            f"The recovery key still lies in {file}.",
            hint="Print it or copy it to two memory sticks, lock them away, and delete the file.",
            id="intake.W002",
        )
    ]


@register(deploy=True)
def copies_can_be_saved(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Without a PDF the site is whole: patients can still print their copy."""
    why_not = papers.why_not()
    return [Info(why_not, id="intake.I001")] if why_not else []


def _private_key_in_reach() -> str:
    """Return where this process could find the private key, or nothing."""
    if os.environ.get(PRIVATE_KEY):
        return f"{PRIVATE_KEY} in its environment"
    named = os.environ.get(f"{PRIVATE_KEY}_FILE")
    file = Path(named) if named else settings.SECRETS_DIR / "clinic_private_key"
    return str(file) if os.access(file, os.R_OK) else ""
