"""The inbox: who waits, most urgent first; and one patient's words, opened on purpose."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from clinic.sealing import NoKeyHere
from clinic.vault import CannotOpen
from intake import inbox, unopened
from intake.admin import photos
from intake.admin.filters import AssigneeFilter, ChangedFilter, DueFilter, StateFilter
from intake.admin.forms import NextStepForm, PriorityForm, name
from intake.admin.timeline import timeline
from intake.models import Submission
from intake.submitting import spelled
from intake.waiting import waiting


class Inbox(ChangeList):
    """A page of the list, which knows of each emergency whether somebody has opened it."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = unopened.mark(self.result_list)


@admin.register(Submission)
class SubmissionAdmin(admin.ModelAdmin):
    list_display = ["reference_shown", "priority_shown", "waits", "state_shown"]
    list_display_links = ["reference_shown"]
    list_filter = [StateFilter, "priority", DueFilter, AssigneeFilter, ChangedFilter, "kind"]
    list_per_page = 50
    search_fields = ["reference"]
    search_help_text = "A reference, such as 7K3M-2PQX. Names and numbers are sealed."
    ordering = ["-priority", "call_by", "received_at"]
    sortable_by = ["reference_shown", "priority_shown", "waits", "state_shown"]
    actions = ["assign_to_me"]

    @admin.display(description="reference", ordering="reference")
    def reference_shown(self, submission: Submission) -> SafeString:
        return format_html(
            '{}<small class="ci-sub">{}</small>',
            submission.reference,
            submission.title,
        )

    @admin.display(description="priority", ordering="priority")
    def priority_shown(self, submission: Submission) -> SafeString:
        return render_to_string("intake/staff/_priority.html", {"submission": submission})

    @admin.display(description="waiting", ordering="call_by")
    def waits(self, submission: Submission) -> SafeString:
        shown = None if submission.is_closed else waiting(submission, timezone.now())
        return render_to_string("intake/staff/_waiting.html", {"waiting": shown})

    @admin.display(description="state and assigned to", ordering="state")
    def state_shown(self, submission: Submission) -> SafeString:
        return format_html(
            '<span class="ci-status ci-st-{}">{}</span><small class="ci-sub">{}</small>',
            submission.state,
            submission.get_state_display(),
            name(submission.assigned_to) if submission.assigned_to else "Nobody yet",
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Submission]:
        """Leave the sealed words where they are: a list needs none of them."""
        return super().get_queryset(request).for_a_list()  # type: ignore[attr-defined]

    def get_urls(self) -> list[URLPattern]:
        return [*photos.urls(self), *super().get_urls()]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return Inbox

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list; whatever it is narrowed to, emergencies that wait unopened stand above."""
        context = {"title": "Inbox", "unopened": unopened.emergencies(), **(extra_context or {})}
        return super().changelist_view(request, context)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Submission], search_term: str
    ) -> tuple[QuerySet[Submission], bool]:
        """Find a reference however it is written down."""
        if not search_term:
            return queryset, False
        return queryset.filter(reference__contains=spelled(search_term)), False

    @admin.action(description="Assign to me", permissions=["change"])
    def assign_to_me(self, request: HttpRequest, queryset: QuerySet[Submission]) -> None:
        for submission in queryset:
            inbox.assign(submission, request.user, by=request.user)
        self.message_user(request, f"{len(queryset)} assigned to you.", messages.SUCCESS)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show one patient's words, or do what staff decided about them."""
        submission = self.get_object(request, object_id)
        if submission is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, submission):
            raise PermissionDenied
        if request.method != "POST":
            return self._show(request, submission, NextStepForm(submission))
        if "_priority" in request.POST:
            return self._set_priority(request, submission)
        return self._take_next_step(request, submission)

    def _take_next_step(self, request: HttpRequest, submission: Submission) -> HttpResponse:
        """Do what was decided; what was typed beside it, under the priority, stays."""
        form = NextStepForm(submission, request.POST)
        beside = PriorityForm(submission, typed=request.POST)
        is_sound = form.is_valid() and not self._closes_unexplained(request, submission, form)
        if not is_sound or self._leaves_half(request, form, beside):
            return self._show(request, submission, form, beside)
        try:
            self._act(request, submission, form)
        except (inbox.AlreadyClosed, inbox.NotClosed):
            self.message_user(
                request, "A colleague was faster. Your note is still here.", messages.WARNING
            )
            submission.refresh_from_db()
            return self._show(request, submission, form, beside)
        if beside.is_started:
            self.message_user(request, "The priority is not changed yet.", messages.WARNING)
            submission.refresh_from_db()
            return self._show(request, submission, priority_form=beside)
        return HttpResponseRedirect(self._after(request))

    def _set_priority(self, request: HttpRequest, submission: Submission) -> HttpResponse:
        """Set another priority; what was typed stays, here and under the next step."""
        form = PriorityForm(submission, request.POST)
        beside = NextStepForm(submission, typed=request.POST)
        if not form.is_valid():
            return self._show(request, submission, beside, form)
        wish = form.cleaned_data
        try:
            inbox.override(submission, wish["priority"], wish["why"], by=request.user)
        except inbox.AlreadyClosed:
            form.look_again("A colleague closed this. Open it again first.")
            return self._show(request, submission, beside, form)
        except inbox.ChangedMeanwhile:
            submission.refresh_from_db()
            form.look_again("A colleague was faster. Look again, then choose.")
            return self._show(request, submission, beside, form)
        submission.refresh_from_db()
        due = waiting(submission, timezone.now()).due
        now = f"{submission.reference} is now {submission.get_priority_display()}, {due}."
        self.message_user(request, now, messages.SUCCESS)
        if beside.is_started:
            words = "What you typed under Next step is not saved yet."
            self.message_user(request, words, messages.WARNING)
            return self._show(request, submission, beside)
        return HttpResponseRedirect(request.path)

    def _closes_unexplained(
        self, request: HttpRequest, submission: Submission, form: NextStepForm
    ) -> bool:
        """Ask how it ended before a submission that nobody has written about is closed."""
        explained = form.has_note or submission.notes.exists()
        if explained or "_close" not in request.POST:
            return False
        form.add_error("note", "Say how it ended, or log the call, before you close.")
        return True

    def _leaves_half(self, request: HttpRequest, form: NextStepForm, beside: PriorityForm) -> bool:
        """Ask for the other half before a page is left that a priority was begun on."""
        leaves = "_close" in request.POST or "_next" in request.POST
        if leaves and beside.is_started:
            words = "You began to change the priority. Press that button first, or empty its boxes."
            form.add_error(None, words)
        return leaves and beside.is_started

    @transaction.atomic
    def _act(self, request: HttpRequest, submission: Submission, form: NextStepForm) -> None:
        by = request.user
        if "_reopen" in request.POST:
            inbox.reopen(submission, by=by)
            self.message_user(request, f"{submission.reference} is open again.", messages.SUCCESS)
        wish = form.cleaned_data
        if form.has_note:
            inbox.note(submission, wish["note"], outcome=wish["outcome"], by=by)
        if "_mine" in request.POST:
            inbox.assign(submission, by, by=by)
        elif form.reassigns:
            inbox.assign(submission, wish["assigned_to"], by=by)
        if "_close" in request.POST:
            inbox.close(submission, by=by)
            self.message_user(request, f"{submission.reference} is closed.", messages.SUCCESS)
        elif "_reopen" not in request.POST:
            self.message_user(request, f"{submission.reference} is saved.", messages.SUCCESS)

    def _after(self, request: HttpRequest) -> str:
        if "_close" in request.POST or "_next" in request.POST:
            return reverse("admin:intake_submission_changelist")
        return request.path

    def _show(
        self,
        request: HttpRequest,
        submission: Submission,
        form: NextStepForm | None = None,
        priority_form: PriorityForm | None = None,
    ) -> HttpResponse:
        """Open the words: audited first, then shown."""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": submission,
            "submission": submission,
            "title": submission.title,
            "form": form or NextStepForm(submission),
            "priority_form": priority_form or PriorityForm(submission),
            "can_change": self.has_change_permission(request, submission),
            "waiting": None if submission.is_closed else waiting(submission, timezone.now()),
        }
        try:
            contents = inbox.read(submission, by=request.user)
        except (NoKeyHere, CannotOpen) as problem:
            context["problem"] = str(problem)
            return TemplateResponse(request, "intake/staff/cannot_open.html", context, status=503)
        context |= {"contents": contents, "timeline": timeline(submission, contents)}
        return TemplateResponse(request, "intake/staff/submission.html", context)
