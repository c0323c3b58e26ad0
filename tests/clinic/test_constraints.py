from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.utils import IntegrityError
from django.utils import timezone

from clinic.constraints import together


class Matter(models.Model):
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=20, null=True, blank=True)

    class Meta:
        app_label = "tests"
        constraints = [together("closed_at", "closed_by")]

    def __str__(self):
        return "A matter"


@pytest.fixture
def matters(transactional_db):
    with connection.schema_editor() as editor:
        editor.create_model(Matter)
    yield Matter.objects
    with connection.schema_editor() as editor:
        editor.delete_model(Matter)


def test_a_matter_is_closed_by_someone_at_some_time_or_open(matters):
    matters.create()
    matters.create(closed_at=timezone.now(), closed_by="maya")

    with pytest.raises(IntegrityError):
        matters.create(closed_at=timezone.now())
    with pytest.raises(IntegrityError):
        matters.create(closed_by="maya")


def test_the_name_says_which_fields_belong_together():
    assert Matter._meta.constraints[0].name == "tests_matter_closed_at_closed_by_together"


def test_a_form_hears_of_it_before_the_database_does():
    with pytest.raises(ValidationError):
        Matter(closed_by="maya").validate_constraints()
