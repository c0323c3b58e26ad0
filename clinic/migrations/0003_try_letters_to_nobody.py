"""Letters written while nobody was named had no day to be tried: try them from now on."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def try_them(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    letters = apps.get_model("clinic", "OutboxMessage").objects
    letters.filter(due_at=None).update(due_at=F("created_at"))


def leave_them(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    letters = apps.get_model("clinic", "OutboxMessage").objects
    letters.filter(to=[], sent_at=None).update(due_at=None)


class Migration(migrations.Migration):
    dependencies = [("clinic", "0002_keep_audit_events")]
    operations = [migrations.RunPython(try_them, leave_them)]
