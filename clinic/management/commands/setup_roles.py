"""Make the groups of staff, each with the permissions of the table below."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

ARTICLES = (
    "articles.add_article",
    "articles.change_article",
    "articles.view_article",
    "articles.add_topic",
    "articles.change_topic",
    "articles.view_topic",
    "articles.publish_article",
    "articles.view_feedback",
)
# A clinic administrator does not read patients' answers; who is a nurse, too, is in both groups.
ROLES = {
    "Nurse": (
        "intake.view_submission",
        "intake.change_submission",
        "intake.view_release",
    ),
    "Editor": ARTICLES,
    "Clinic administrator": (
        "clinic.change_siteprofile",
        "clinic.view_siteprofile",
        "clinic.view_auditevent",
        "auth.add_user",
        "auth.change_user",
        "auth.view_user",
        "auth.view_group",
        "intake.view_release",
        *ARTICLES,
    ),
}


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
        for role, names in ROLES.items():
            group, _ = Group.objects.get_or_create(name=role)
            group.permissions.set(known[name] for name in names)
        if options["verbosity"]:
            self.stdout.write(f"Roles: {', '.join(ROLES)}.")
