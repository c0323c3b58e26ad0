"""Questionnaires, and what patients send."""

from functools import partial

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "intake"
    verbose_name = "Intake"

    def ready(self) -> None:
        import intake.checks  # noqa: F401 (registers them)
        from clinic.adminsite import TODAY
        from clinic.jobs import JOBS
        from clinic.offering import QUESTIONNAIRES
        from clinic.preparing import SAMPLES, STEPS
        from intake.admin.today import today
        from intake.answering import forget_expired
        from intake.preparing import publish_forms, tell_of_newer_forms
        from intake.translated import texts_of_questionnaires

        QUESTIONNAIRES.append(texts_of_questionnaires)
        JOBS.append(forget_expired)
        SAMPLES.append(partial(publish_forms, for_the_sample=True))
        STEPS += [publish_forms, tell_of_newer_forms]
        TODAY.append(today)
