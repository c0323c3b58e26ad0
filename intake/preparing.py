"""What a site has from its first start on: a leg check, and forms for before and after a visit."""

from __future__ import annotations

from collections.abc import Iterator

from clinic.preparing import SAMPLE_REVIEWED_ON, SAMPLE_REVIEWER
from intake import publishing, shipped, taking_over
from intake.domain import patient_texts
from intake.domain.reading.source import write
from intake.models import Questionnaire


def publish_forms(*, for_the_sample: bool = False) -> None:
    """Publish each form that comes with the code, where none of its name ever was.

    A draft of that name counts: a clinic that begins its own is not overtaken by ours. In the
    sample clinic, a sample reviewer has passed every translation.
    """
    there = set(Questionnaire.objects.values_list("slug", flat=True))
    for name in shipped.FORMS:
        if name not in there:
            document, rules = shipped.texts(name)
            passed = _passed(name, rules) if for_the_sample else rules
            publishing.publish(document, passed, by=None, cases=shipped.cases(name))


def tell_of_newer_forms() -> Iterator[str]:
    """Say which forms come in a newer version than the clinic's own. None is taken over by itself.

    To replace what clinicians have signed is theirs to decide, see `taking_over`.
    """
    for row in Questionnaire.objects.filter(slug__in=shipped.FORMS).order_by("slug"):
        if taking_over.is_newer_there(row):
            yield (
                f"This version of Upstream brings a newer “{row}” than your patients have. Compare "
                f"them under Staff, Questionnaires, {row}, and take it over as a draft."
            )


def _passed(name: str, rules: str) -> str:
    by, on = SAMPLE_REVIEWER, SAMPLE_REVIEWED_ON.isoformat()
    reviewed = patient_texts.reviewed(publishing.parse(rules), by, on)
    return write(shipped.marked(reviewed, name))
