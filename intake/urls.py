"""Addresses of the leg check and the contact form."""

from __future__ import annotations

from django.urls import path, register_converter

from intake.domain.places import from_address, in_address
from intake.views import after, alert, asking, comeback, contact, journey, questions, start


class KeyConverter:
    """The key of a question or a page, whatever its author called it."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        return from_address(value)

    def to_url(self, value: str) -> str:
        return in_address(value)


register_converter(KeyConverter, "key")

app_name = "intake"
urlpatterns = [
    path("check/", start.start, name="start"),
    path("check/begin/", start.begin, name="begin"),
    path("check/form/<slug:slug>/", start.form_start, name="form"),
    path("check/form/<slug:slug>/begin/", start.begin, name="form-begin"),
    path("check/picture/<slug:digest>/<key:link_id>", questions.picture, name="picture"),
    path("check/form/<slug:slug>/changed/", after.changed, name="form-changed"),
    path("check/changed/", after.changed, name="leg-check-changed"),
    path("check/back/", comeback.back, name="back"),
    path("check/letter/<slug:token>/", comeback.letter, name="letter"),
    path("check/<slug:key>/", journey.resume, name="resume"),
    path("check/<slug:key>/alert/", alert.alert, name="alert"),
    path("check/<slug:key>/check/", journey.check_answers, name="check"),
    path("check/<slug:key>/save/", comeback.save, name="save"),
    path("check/<slug:key>/leave/", comeback.leave, name="leave"),
    path("check/<slug:key>/sent/", after.sent, name="sent"),
    path("check/<slug:key>/copy/", after.copy, name="copy"),
    path("check/<slug:key>/my-answers.pdf", after.pdf, name="pdf"),
    path("check/<slug:key>/call.ics", after.calendar, name="calendar"),
    path("check/<slug:key>/changed/", after.changed, name="changed"),
    path("check/<slug:key>/question/<key:link_id>", asking.page, name="page"),
    path("contact/", contact.contact, name="contact"),
    path("contact/sent/<str:receipt>/", contact.contact_sent, name="contact-sent"),
]
