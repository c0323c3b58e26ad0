"""A column that cannot hold HTML which was not cleaned, whichever way the row is written."""

from __future__ import annotations

from typing import Any

from django.db import models

from articles.richtext import clean_html


class CleanHTMLField(models.TextField):
    """Cleans on save, update and bulk writes; a saved instance shows what the row holds."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = clean_html(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if isinstance(value, str):
            value = clean_html(value)
        return super().get_db_prep_save(value, connection)
