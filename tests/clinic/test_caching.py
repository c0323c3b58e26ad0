from __future__ import annotations

from django.http import HttpResponse

from clinic.caching import public


def ask(rf, method: str = "get", **response) -> HttpResponse:
    view = public(60)(lambda request: HttpResponse(**response))
    return view(getattr(rf, method)("/"))


def test_a_public_page_may_be_kept_for_a_minute(rf):
    assert ask(rf)["Cache-Control"] == "public, max-age=60"
    assert ask(rf, "head")["Cache-Control"] == "public, max-age=60"


def test_an_error_and_the_answer_to_a_form_may_not(rf):
    assert "Cache-Control" not in ask(rf, status=404)
    assert "Cache-Control" not in ask(rf, "post")


def test_a_page_that_says_otherwise_is_left_alone(rf):
    assert ask(rf, headers={"Cache-Control": "no-store"})["Cache-Control"] == "no-store"
