"""Fill an empty site with the sample clinic, and with accounts to look around with."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.crypto import get_random_string

from clinic import accounts, offering, preparing, profile
from clinic.models import SiteLanguage, SiteProfile

SAMPLE = {
    "name": "Northside Vein Clinic",
    "phone": "+16515550142",
    "opening_hours": "Mon-Fri 8:00-17:00",
    "address": "1200 Lakeview Avenue, Suite 210\nNorthside, MN 55000",
    "directions": "Free parking at the north door. Step-free entrance and elevator.",
    "headline": "Tired, aching legs?",
    "lead": "Answer a few questions about your legs. A nurse reads your answers and calls you.",
    "team": (
        "Maya Torres, RN, reads each leg check first. Dr. Ingrid Solberg, our vein specialist, "
        "looks at any that need a doctor’s eye. They have worked together for twelve years."
    ),
    "notify": "nurses@northside.example",
}
# So that everyone can see how the site looks in another language.
SPANISH = {
    "language": "es",
    "headline": "¿Piernas cansadas y adoloridas?",
    "lead": (
        "Responda unas preguntas sobre sus piernas. Una enfermera lee sus respuestas y le llama."
    ),
    "team": (
        "Maya Torres, enfermera registrada, lee primero cada revisión de piernas. La Dra. Ingrid "
        "Solberg, nuestra especialista en venas, ve las que necesitan la mirada de una doctora. "
        "Trabajan juntas desde hace doce años."
    ),
    "directions": (
        "Estacionamiento gratis junto a la puerta norte. Entrada sin escalones y con elevador."
    ),
    "emergency_text": (
        "Este formulario no es para emergencias. Nadie lo lee de inmediato. Llame al 911 ahora si "
        "tiene dolor de pecho, dificultad para respirar, un sangrado fuerte, o una pierna que de "
        "repente está fría, pálida o adormecida."
    ),
    "reviewed_by": preparing.SAMPLE_REVIEWER,
    "reviewed_on": preparing.SAMPLE_REVIEWED_ON,
}
PEOPLE = (
    ("nurse", "Maya", "Torres", "Nurse"),
    ("writer", "Wren", "Holm", "Writer"),
    ("doctor", "Ingrid", "Solberg", "Medical reviewer"),
    ("editor", "Edith", "Park", "Publisher"),
    ("admin", "Ada", "Lindqvist", "Clinic administrator"),
)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--accounts",
            metavar="FILE",
            help="make an account for each role; write their passwords to FILE, "
            "which only its owner can read",
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if not SiteProfile.objects.exists():
            profile.save(SiteProfile(**SAMPLE), by=None, changed=SAMPLE)
            self.stdout.write(f"The site is now that of {SAMPLE['name']}.")
        if options["accounts"]:
            self._make_accounts(Path(options["accounts"]))

    def _make_accounts(self, file: Path) -> None:
        """Make what is missing. If the file cannot be written, nothing is made."""
        call_command("setup_roles", verbosity=0)
        lines = [
            self._make_account(*person)
            for person in PEOPLE
            if not User.objects.filter(username=person[0]).exists()
        ]
        if lines:
            append_privately(file, "".join(lines))
            self.stdout.write("".join(lines) + f"These passwords are kept in {file}.")
        self._offer_spanish()
        for step in preparing.SAMPLE_PEOPLE:
            step()

    def _offer_spanish(self) -> None:
        """Offer a second language in the sample clinic, and in no other."""
        admin = User.objects.filter(username="admin", groups__name="Clinic administrator").first()
        is_sample = SiteProfile.current().name == SAMPLE["name"]
        if admin and is_sample and not SiteLanguage.objects.exists():
            spanish = SiteLanguage(**SPANISH)
            offering.save(spanish, by=admin, changed=SPANISH)
            offering.confirm(spanish, by=admin)

    def _make_account(self, username: str, first: str, last: str, role: str) -> str:
        password = get_random_string(16)
        user = User.objects.create_user(
            username, password=password, first_name=first, last_name=last, is_staff=True
        )
        user.groups.add(Group.objects.get(name=role))
        accounts.record_added(user, by=None)
        return f"{role}: {username} {password}\n"


def append_privately(file: Path, text: str) -> None:
    """Add to a file that nobody but its owner may read, from its first byte on."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
    with open(descriptor, "a", encoding="utf-8") as stream:  # noqa: PTH123
        os.fchmod(descriptor, 0o600)
        stream.write(text)
