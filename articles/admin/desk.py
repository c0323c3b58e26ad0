"""One article's way to readers: what it needs, who reviews it, when it goes on the site."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from articles import desk, desk_forms, editing, moves, previewing, publishing, reviewing
from articles.admin import states
from articles.admin.acts import ACTS, said
from articles.models import Article, Edition, Opinion, PreviewLink, Revision
from clinic import links
from clinic.models import AuditEvent

PROBLEMS = (moves.NotPossible, publishing.NotReady, publishing.BadTime)
REVOKED = "The link is closed."


@require_http_methods(["GET", "POST"])
def desk_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what an article needs, and do what was chosen."""
    article = opened(request, pk)
    if request.method != "POST":
        return show(request, article)
    name = request.POST.get("act", "")
    return _do(request, article, name) if name in ACTS else show(request, article)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a reviewer's words, at an address of their own: words survive an idle sign-out."""
    article = opened(request, pk)
    if request.method != "POST":
        return redirect("admin:articles_article_desk", article.pk)
    return _do(request, article, "ask")


@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a preview link and tell its address, once."""
    article = opened(request, pk)
    if request.method != "POST":
        return redirect("admin:articles_article_desk", article.pk)
    form = desk_forms.ShareForm(request.POST, prefix="share")
    if not form.is_valid():
        return show(request, article, {"share": form}, status=422)
    address = previewing.share(
        _newest(article),
        by=request.user,
        reviewer=form.cleaned_data["reviewer"],
        made_for=form.cleaned_data["made_for"],
        lasts=form.lasts,
    )
    return show(request, article, address=address)


@require_POST
def revoke(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    article = opened(request, pk)
    found = get_object_or_404(PreviewLink, pk=link, revision__article=article)
    previewing.revoke(found, by=request.user)
    messages.success(request, REVOKED)
    return redirect("admin:articles_article_desk", article.pk)


@require_POST
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the text in hand exactly as readers would see it, by a short-lived link of one's own."""
    article = opened(request, pk)
    return redirect(previewing.look(_newest(article), by=request.user))


def opened(request: HttpRequest, pk: int) -> Article:
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    return get_object_or_404(Article, pk=pk)


def _newest(article: Article) -> Revision:
    return get_object_or_404(article.revisions.order_by("-number")[:1])


def _do(request: HttpRequest, article: Article, name: str) -> HttpResponse:
    form = ACTS[name].form(request.POST, prefix=name)
    if form.is_valid() and _is_done(request, article, name, form):
        return redirect("admin:articles_article_desk", article.pk)
    return show(request, article, {name: form}, status=422)


def _is_done(request: HttpRequest, article: Article, name: str, form: desk_forms.ActForm) -> bool:
    act = ACTS[name]
    try:
        act.run(article, request.user, form.cleaned_data)
    except PROBLEMS as problem:
        form.add_error(None, str(problem))
    except publishing.AlreadyPublished:
        form.add_error(None, "Readers have this very text already.")
    except publishing.NotPublished:
        form.add_error(None, "It is neither on the site nor planned.")
    else:
        messages.success(request, said(act, article, form.cleaned_data))
        return True
    article.refresh_from_db()
    return False


def show(
    request: HttpRequest,
    article: Article,
    bound: dict[str, desk_forms.ActForm] | None = None,
    *,
    address: str = "",
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    revision = editing.latest(article)
    live = article.editions.live(now).select_related("review", "revision").first()
    planned = article.editions.filter(live_from__gt=now).select_related("revision").first()
    forms = _forms(article, revision, request.user, live, planned) | (bound or {})
    points = desk.points(article, revision, timezone.localdate(now)) if revision else []
    context = {
        **admin.site.each_context(request),
        "opts": Article._meta,
        "title": "Review and publish",
        "article": article,
        "revision": revision,
        "presence": article.presence(now),
        "text_state": states.of_text(
            article.state, is_live=live is not None, is_planned=planned is not None
        ),
        "live": live,
        "public_address": links.page("articles:detail", live.slug) if live else "",
        "planned": planned,
        "is_changed_since_review": _is_changed_since_review(article, revision),
        "to_do": [point for point in points if point.advice],
        "done": [point for point in points if not point.advice],
        "forms": [
            (name, ACTS[name], form, _folded(name, revision, timezone.localdate(now)))
            for name, form in forms.items()
            if name in ACTS
        ],
        "refused": [(name, ACTS[name]) for name in bound or {} if name in ACTS],
        "opinions": _opinions(article, revision, request.user),
        "share": forms.get("share"),
        "address": address,
        "links": previewing.shared(article, now).select_related("revision", "created_by"),
        "timeline": timeline(article),
    }
    return TemplateResponse(request, "admin/articles/desk.html", context, status=status)


def _forms(
    article: Article,
    revision: Revision | None,
    user: User,
    live: Edition | None,
    planned: Edition | None,
) -> dict[str, desk_forms.ActForm]:
    """The acts that are open to this person in this state, each with its form."""
    if revision is None:
        return {}
    is_planned = planned is not None
    is_there = live is not None or is_planned
    is_read = live is not None and live.revision_id == revision.pk
    makes_sense = {
        "sign": revision.saved_by_id != user.pk,
        "countersign": False,  # offered beside each opinion
        "publish": is_planned or not is_read,
        "unschedule": is_planned,
        "end": is_there,
        "withdraw": is_there,
    }
    initial = {"sign": {"number": revision.number}}
    forms: dict[str, desk_forms.ActForm] = {
        name: act.form(prefix=name, initial=initial.get(name))
        if name in initial
        else act.form(prefix=name)
        for name, act in ACTS.items()
        if moves.is_open(article, name, user) and makes_sense.get(name, True)
    }
    if moves.is_open(article, "share", user):
        forms["share"] = desk_forms.ShareForm(prefix="share")
    return forms


def _folded(name: str, revision: Revision | None, today: date) -> str:
    """The words that open a form which few need now; none if it stands open."""
    review = revision.covered_by if revision else None
    if name == "sign" and review and not review.is_due(today):
        return "It is signed. Sign it again"
    return ACTS[name].folded


def _is_changed_since_review(article: Article, revision: Revision | None) -> bool:
    return revision is not None and not revision.covered_by_id and article.reviews.exists()


def _opinions(article: Article, revision: Revision | None, user: User) -> list[tuple[Any, Any]]:
    """What was answered by preview links, each with a form to sign where that can be done."""
    found = Opinion.objects.filter(link__revision__article=article).select_related(
        "link__revision", "link__reviewer", "review"
    )
    may_sign = moves.is_open(article, "countersign", user)
    rows = []
    for opinion in found[:20]:
        can = may_sign and revision is not None and reviewing.can_be_signed(opinion, revision, user)
        number = revision.number if revision else 0
        initial = {"opinion": opinion.pk, "number": number}
        form = desk_forms.CountersignForm(prefix="countersign", initial=initial) if can else None
        rows.append((opinion, form))
    return rows


def timeline(article: Article) -> list[AuditEvent]:
    """What happened to it, newest first. Who only looked at it happened to nobody."""
    events = AuditEvent.objects.filter(
        target_type=Article._meta.label_lower, target_id=str(article.pk)
    )
    told = (event for event in events[:400] if not event.detail.get("own_look"))
    return list(islice(told, 40))
