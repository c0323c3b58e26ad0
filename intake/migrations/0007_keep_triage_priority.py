"""What came in before priorities could be changed has the one that the rules gave."""

from django.db import migrations, models


def copy_priority(apps, schema_editor):
    submissions = apps.get_model("intake", "Submission").objects
    submissions.update(triage_priority=models.F("priority"))


class Migration(migrations.Migration):
    dependencies = [("intake", "0006_add_worked_cases_and_overrides")]

    operations = [migrations.RunPython(copy_priority, migrations.RunPython.noop)]
