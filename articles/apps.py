"""Patient education."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Articles"

    def ready(self) -> None:
        from articles.preparing import fill_the_index, load_samples
        from clinic.preparing import SAMPLES, STEPS

        SAMPLES.append(load_samples)
        STEPS.append(fill_the_index)
