"""Say for each table how many rows it has, with a digest of their keys.

A restored copy is whole when its census is the same as that of the database it came from.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import models

from clinic import audit


def counted(model: type[models.Model]) -> str:
    """Return one line: the model's name, its number of rows, a digest of their keys."""
    rows = model._default_manager.order_by("pk").values_list("pk", flat=True)
    keys = sorted(str(key) for key in rows.iterator())
    digest = hashlib.sha256("\n".join(keys).encode()).hexdigest()[:16]
    return f"{model._meta.label_lower} {len(keys)} {digest}"


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        for model in apps.get_models(include_auto_created=True):
            self.stdout.write(counted(model))
        broken = audit.verify()
        self.stdout.write("audit trail " + (f"broken at {broken}" if broken else "whole"))
