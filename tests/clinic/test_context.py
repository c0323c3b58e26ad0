from __future__ import annotations

import pytest
from django.template import Context, Template
from django.template.context import make_context
from django.utils import timezone

from clinic.models import SiteProfile


def show(request, text: str) -> str:
    return Template(text).render(make_context({}, request))


@pytest.mark.django_db
def test_every_page_knows_the_clinic(rf):
    SiteProfile.objects.create(name="Northside Vein Clinic")

    shown = show(rf.get("/"), "{{ profile.name }} {{ year }}")

    assert shown == f"Northside Vein Clinic {timezone.localdate().year}"


@pytest.mark.django_db
def test_a_page_reads_the_profile_once_and_only_if_it_shows_it(rf, django_assert_num_queries):
    request = rf.get("/")

    with django_assert_num_queries(0):
        show(request, "No name")
    with django_assert_num_queries(1):
        show(request, "{{ profile.name }} {{ profile.phone_display }}")
        show(request, "{{ profile.name }}")


def test_a_page_without_a_request_still_renders():
    assert Template("{{ profile.name }}").render(Context()) == ""
