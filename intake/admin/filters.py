"""Filters of the inbox."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from intake.models import Submission


class StateFilter(admin.SimpleListFilter):
    """What is still open unless something else is asked for."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*Submission.State.choices, ("all", "All, closed too")]

    def choices(self, changelist: Any) -> Any:
        everything, *rest = super().choices(changelist)
        yield {**everything, "display": "Open"}
        yield from rest

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() is None:
            # A patient who calls with a reference is found, closed or not.
            searched = bool(request.GET.get("q", "").strip())
            return queryset if searched else queryset.waiting()  # type: ignore[attr-defined]
        return queryset if self.value() == "all" else queryset.filter(state=self.value())


class DueFilter(admin.SimpleListFilter):
    title = "call-by time"
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("overdue", "Overdue"), ("today", "Due today")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet | None:
        now = timezone.now()
        match self.value():
            case "overdue":
                return queryset.overdue(now)  # type: ignore[attr-defined]
            case "today":
                return queryset.filter(call_by__date=timezone.localdate(now))
        return None


class ChangedFilter(admin.SimpleListFilter):
    """Where staff set another priority than the rules gave."""

    title = "priority changed by staff"
    parameter_name = "changed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("any", "Changed"), ("raised", "Raised"), ("lowered", "Lowered")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet | None:
        rules = F("triage_priority")
        match self.value():
            case "any":
                return queryset.exclude(priority=rules)
            case "raised":
                return queryset.filter(priority__gt=rules)
            case "lowered":
                return queryset.filter(priority__lt=rules)
        return None


class AssigneeFilter(admin.SimpleListFilter):
    title = "assigned to"
    parameter_name = "assigned"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("me", "Me"), ("nobody", "Nobody yet")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet | None:
        match self.value():
            case "me":
                return queryset.filter(assigned_to=request.user)
            case "nobody":
                return queryset.filter(assigned_to=None)
        return None
