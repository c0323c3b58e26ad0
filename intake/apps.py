"""Questionnaires, and what patients send."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "intake"
    verbose_name = "Intake"

    def ready(self) -> None:
        import intake.checks  # noqa: F401 (registers them)
        from clinic.adminsite import TODAY
        from clinic.jobs import JOBS
        from intake.admin.today import today
        from intake.answering import forget_expired

        JOBS.append(forget_expired)
        TODAY.append(today)
