"""Patient education."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Articles"

    def ready(self) -> None:
        from articles import search
        from articles.admin.today import today
        from articles.due import send_digest
        from articles.feedback import forget_words
        from articles.preparing import begin_with_synonyms, introduce_doctor, load_samples
        from clinic.adminsite import TODAY
        from clinic.jobs import JOBS
        from clinic.preparing import SAMPLE_PEOPLE, SAMPLES, STEPS

        JOBS.append(forget_words)
        SAMPLES.append(load_samples)
        STEPS.append(begin_with_synonyms)
        STEPS.append(search.rebuild_if_empty)
        SAMPLE_PEOPLE.append(introduce_doctor)
        TODAY.append(today)
        JOBS.append(send_digest)
