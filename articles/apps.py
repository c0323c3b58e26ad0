"""Patient education."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Articles"

    def ready(self) -> None:
        from articles.feedback import forget_words
        from articles.preparing import load_samples
        from clinic.jobs import JOBS
        from clinic.preparing import SAMPLES

        JOBS.append(forget_words)
        SAMPLES.append(load_samples)
