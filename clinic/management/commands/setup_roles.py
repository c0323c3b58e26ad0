"""Make the groups of staff, each with the permissions of the table below."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

READING = ("articles.view_article", "articles.view_topic", "articles.view_picture")
# Questionnaires are open to all who work with them; who publishes edits them, too.
FORMS = ("intake.view_questionnaire", "intake.view_release", "intake.view_workedcase")
# What must come out of some answers is for clinicians to say, and for who publishes.
CASES = ("intake.add_workedcase", "intake.change_workedcase", "intake.delete_workedcase")
WRITING = (
    *READING,
    *FORMS,
    "articles.add_article",
    "articles.change_article",
    "articles.add_picture",
    "articles.change_picture",
)
PUBLISHING = (
    *WRITING,
    "articles.publish_article",
    "articles.delete_article",
    "articles.delete_picture",
    *(f"articles.{may}_{what}" for what in ("topic", "reviewer") for may in ("add", "change")),
    *(
        f"articles.{may}_{what}"
        for what in ("oldaddress", "synonymgroup")
        for may in ("add", "change", "delete", "view")
    ),
    "articles.view_reviewer",
    "articles.view_feedback",
    "intake.add_questionnaire",
    "intake.change_questionnaire",
    *CASES,
)
# A clinic administrator does not read patients' answers; who is a nurse, too, is in both groups.
ROLES = {
    "Nurse": (
        "intake.view_submission",
        "intake.change_submission",
        *FORMS,
    ),
    "Writer": WRITING,
    "Medical reviewer": (*READING, *FORMS, *CASES, "articles.review_article"),
    "Publisher": PUBLISHING,
    "Clinic administrator": (
        "clinic.change_siteprofile",
        "clinic.view_siteprofile",
        *(f"clinic.{may}_sitelanguage" for may in ("add", "change", "view")),
        "clinic.view_auditevent",
        "auth.add_user",
        "auth.change_user",
        "auth.view_user",
        "auth.view_group",
        *PUBLISHING,
    ),
}
# What a role was called before: whoever was in it stays in it.
RENAMED = {"Editor": "Publisher"}


class Command(BaseCommand):
    help = __doc__

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        known = {
            f"{permission.content_type.app_label}.{permission.codename}": permission
            for permission in Permission.objects.select_related("content_type")
        }
        missing = {name for names in ROLES.values() for name in names} - known.keys()
        if missing:
            raise CommandError(
                f"These permissions do not exist yet: {', '.join(sorted(missing))}. "
                "Run `python manage.py migrate` first."
            )
        for old, new in RENAMED.items():
            if not Group.objects.filter(name=new).exists():
                Group.objects.filter(name=old).update(name=new)
        for role, names in ROLES.items():
            group, _ = Group.objects.get_or_create(name=role)
            group.permissions.set(known[name] for name in names)
        if options["verbosity"]:
            self.stdout.write(f"Roles: {', '.join(ROLES)}.")
