"""Make picture files that are missing, and list or remove those that belong to no picture."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles import picture_store
from articles.models import Picture


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--remove", action="store_true", help="delete what belongs to none")

    def handle(self, *args: Any, **options: Any) -> None:
        lost = self.make_missing()
        self.tidy(remove=options["remove"])
        if lost:
            raise CommandError(f"{lost} to bring back from a backup.")

    def make_missing(self) -> int:
        """Make what is missing, and return how many pictures have no file to make it from."""
        lost = 0
        for picture in Picture.objects.order_by("pk").iterator():
            try:
                made = picture_store.make_missing(picture)
            except picture_store.MasterLost as problem:
                self.stderr.write(str(problem))
                lost += 1
            else:
                for name in made:
                    self.stdout.write(f"made {picture.path(name)}")
        return lost

    def tidy(self, *, remove: bool) -> None:
        found = list(picture_store.orphans())
        for path in found:
            if remove:
                picture_store.remove(path)
            self.stdout.write(f"{'removed' if remove else 'belongs to none:'} {path}")
        if found and not remove:
            self.stdout.write(f"{len(found)} files belong to no picture. --remove deletes them.")
