"""What a site has from its first start on: a leg check to answer."""

from __future__ import annotations

from pathlib import Path

from django.core.management import call_command

from intake.models import Release

LEG_CHECK = Path(__file__).parent / "definitions" / "leg-check.json"


def publish_the_leg_check() -> None:
    """Publish the leg check that comes with the code, where nothing was ever published."""
    if not Release.objects.exists():
        call_command("questionnaire", "load", str(LEG_CHECK), publish=True)
