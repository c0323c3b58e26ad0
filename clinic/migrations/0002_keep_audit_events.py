"""Let the database itself refuse to change or delete an audit event.

SQLite drops a table's triggers when Django remakes the table: a later migration that alters
AuditEvent must run `install` again. A test reads the triggers of a fully migrated database.
"""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = [
    f"""
    CREATE TRIGGER IF NOT EXISTS clinic_auditevent_no_{verb} BEFORE {verb} ON clinic_auditevent
    BEGIN SELECT RAISE(ABORT, 'audit events are kept as they are'); END
    """
    for verb in ("update", "delete")
]
POSTGRESQL = [
    """
    CREATE OR REPLACE FUNCTION clinic_keep_audit_events() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'audit events are kept as they are' USING ERRCODE = '23000'; END $$
    """,
    *(
        f"""
        CREATE OR REPLACE TRIGGER clinic_auditevent_no_{verb} BEFORE {verb} ON clinic_auditevent
        EXECUTE FUNCTION clinic_keep_audit_events()
        """
        for verb in ("update", "delete", "truncate")
    ),
]
REMOVE_SQLITE = [
    "DROP TRIGGER IF EXISTS clinic_auditevent_no_update",
    "DROP TRIGGER IF EXISTS clinic_auditevent_no_delete",
]
REMOVE_POSTGRESQL = ["DROP FUNCTION IF EXISTS clinic_keep_audit_events() CASCADE"]


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _run(schema_editor, SQLITE, POSTGRESQL)


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _run(schema_editor, REMOVE_SQLITE, REMOVE_POSTGRESQL)


def _run(editor: BaseDatabaseSchemaEditor, sqlite: list[str], postgresql: list[str]) -> None:
    for statement in {"sqlite": sqlite, "postgresql": postgresql}[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("clinic", "0001_begin")]
    operations = [migrations.RunPython(install, remove)]
