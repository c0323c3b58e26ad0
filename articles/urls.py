"""The addresses of the articles, under /articles/."""

from __future__ import annotations

from django.urls import path

from articles import feedback_views, search_views, views
from articles.feeds import atom, feed
from articles.picture_views import picture, preview_picture
from articles.preview_views import preview
from clinic.languages import once

app_name = "articles"
urlpatterns = [
    path("", views.article_list, name="list"),
    path("topic/<slug:slug>/", views.article_list, name="topic"),
    path("feed/", once(feed), name="feed"),
    path("feed/atom/", once(atom), name="atom"),
    path("search/", search_views.article_search, name="search"),
    path("how-we-write/", views.how_we_write, name="how-we-write"),
    path("pictures/<slug:key>/<str:name>", once(picture), name="picture"),
    path("preview/<str:secret>/", once(preview), name="preview"),
    path(
        "preview/<str:secret>/pictures/<slug:key>/<str:name>",
        once(preview_picture),
        name="preview-picture",
    ),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/feedback/", feedback_views.give, name="feedback"),
    path("<slug:slug>/feedback/thanks/", feedback_views.thanks, name="feedback-thanks"),
]
