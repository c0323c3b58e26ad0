"""What a site has from its first start on: a leg check, and forms for before and after a visit."""

from __future__ import annotations

from django.core.management import call_command

from clinic.preparing import SAMPLE_REVIEWED_ON, SAMPLE_REVIEWER
from intake import publishing, shipped
from intake.domain import patient_texts
from intake.domain.reading.source import write
from intake.models import Questionnaire, Release

LEG_CHECK = "leg-check"
STARTERS = ("before-your-ultrasound", "after-your-treatment")


def publish_the_leg_check() -> None:
    """Publish the leg check that comes with the code, where nothing was ever published."""
    if not Release.objects.exists():
        _publish(LEG_CHECK)


def publish_for_the_sample() -> None:
    """Publish every form for the sample clinic, its translations passed by a sample reviewer."""
    if Release.objects.exists():
        return
    by, on = SAMPLE_REVIEWER, SAMPLE_REVIEWED_ON.isoformat()
    for name in (LEG_CHECK, *STARTERS):
        document, rules = shipped.texts(name)
        passed = write(patient_texts.reviewed(publishing.parse(rules), by, on))
        publishing.publish(document, passed, by=None, cases=shipped.cases(name))


def publish_starters() -> None:
    """Publish the other forms that come with the code, each where none of its name ever was.

    A draft of that name counts: a clinic that begins its own is not overtaken by ours.
    """
    there = set(Questionnaire.objects.values_list("slug", flat=True))
    for name in STARTERS:
        if name not in there:
            _publish(name)


def _publish(name: str) -> None:
    call_command("questionnaire", "load", str(shipped.FOLDER / f"{name}.json"), publish=True)
