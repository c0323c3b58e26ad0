"""What the sample clinic has to read, and what is brought up to date at each start."""

from __future__ import annotations

from django.core.management import call_command


def load_samples() -> None:
    call_command("sample_articles", verbosity=0)


def fill_the_index() -> None:
    from articles import search

    search.rebuild_if_empty()
