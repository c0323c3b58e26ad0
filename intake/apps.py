"""Questionnaires, and what patients send."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "intake"
    verbose_name = "Intake"

    def ready(self) -> None:
        from clinic.jobs import JOBS
        from intake.answering import forget_expired

        JOBS.append(forget_expired)
