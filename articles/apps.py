"""Patient education."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Articles"

    def ready(self) -> None:
        from articles.preparing import load_samples
        from clinic.preparing import SAMPLES

        SAMPLES.append(load_samples)
