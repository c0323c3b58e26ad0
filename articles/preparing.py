"""What the sample clinic has to read, and who signs its medical reviews."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.management import call_command

from articles.models import Reviewer

DOCTOR = "doctor"
CREDENTIALS = "MD, vein specialist"


def load_samples() -> None:
    call_command("sample_articles", verbosity=0)


def introduce_doctor() -> None:
    """Let the sample clinic's doctor sign reviews."""
    doctor = User.objects.filter(username=DOCTOR).first()
    if doctor and not Reviewer.objects.filter(user=doctor).exists():
        Reviewer.objects.create(name=doctor.get_full_name(), credentials=CREDENTIALS, user=doctor)
