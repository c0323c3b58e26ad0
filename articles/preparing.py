"""What a new site begins with: words that mean the same, and what the sample clinic has."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction

from articles import samples
from articles.models import Reviewer, SynonymGroup
from clinic import audit
from clinic.models import AuditEvent

LOADED = "synonyms loaded"
DOCTOR = "doctor"
CREDENTIALS = "MD, vein specialist"


@transaction.atomic
def begin_with_synonyms() -> None:
    """Give a site its first synonyms, once: what editors take away stays away."""
    if SynonymGroup.objects.exists() or AuditEvent.objects.filter(action=LOADED).exists():
        return
    SynonymGroup.objects.bulk_create(
        SynonymGroup(terms="\n".join(terms)) for terms in samples.read_synonyms()
    )
    audit.record(LOADED)


def load_samples() -> None:
    call_command("sample_articles", verbosity=0)


def introduce_doctor() -> None:
    """Let the sample clinic's doctor sign reviews."""
    doctor = User.objects.filter(username=DOCTOR).first()
    if doctor and not Reviewer.objects.filter(user=doctor).exists():
        Reviewer.objects.create(name=doctor.get_full_name(), credentials=CREDENTIALS, user=doctor)
