"""What articles are made of and found by: topics and reviewers."""

from __future__ import annotations

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from articles import reviewing
from articles.models import Reviewer, Topic


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    list_display = ("name", "line", "order", "is_about_symptoms")
    prepopulated_fields = {"slug": ("name",)}
    view_on_site = False


@admin.register(Reviewer)
class ReviewerAdmin(admin.ModelAdmin):
    list_display = ("name", "credentials", "user", "is_active")
    list_select_related = ("user",)

    def save_model(self, request: HttpRequest, obj: Reviewer, form: ModelForm, change: bool):
        reviewing.keep_reviewer(obj, by=request.user)
