"""Patient education."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Articles"

    def ready(self) -> None:
        from articles.admin.today import today
        from articles.due import send_digest
        from articles.preparing import introduce_doctor, load_samples
        from clinic.adminsite import TODAY
        from clinic.jobs import JOBS
        from clinic.preparing import SAMPLE_PEOPLE, SAMPLES

        SAMPLES.append(load_samples)
        SAMPLE_PEOPLE.append(introduce_doctor)
        TODAY.append(today)
        JOBS.append(send_digest)
