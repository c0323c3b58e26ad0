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

        JOBS.extend([send_digest, forget_words])
        SAMPLES.append(load_samples)
        SAMPLE_PEOPLE.append(introduce_doctor)
        STEPS.extend([begin_with_synonyms, search.rebuild_if_empty])
        TODAY.append(today)
