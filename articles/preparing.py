"""What the sample clinic has to read."""

from __future__ import annotations

from django.core.management import call_command


def load_samples() -> None:
    call_command("sample_articles", verbosity=0)
