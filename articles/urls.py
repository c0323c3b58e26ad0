"""The addresses of the articles, under /articles/."""

from __future__ import annotations

from django.urls import path

from articles import views
from articles.feeds import feed
from articles.preview_views import preview

app_name = "articles"
urlpatterns = [
    path("", views.article_list, name="list"),
    path("topic/<slug:slug>/", views.article_list, name="topic"),
    path("feed/", feed, name="feed"),
    path("how-we-write/", views.how_we_write, name="how-we-write"),
    path("preview/<str:secret>/", preview, name="preview"),
    path("<slug:slug>/", views.detail, name="detail"),
]
