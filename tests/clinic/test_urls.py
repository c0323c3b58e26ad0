from __future__ import annotations

import pytest

from clinic.urls import patterns

HERE = __name__
urlpatterns = []


@pytest.fixture
def as_role(settings, db):
    """Answer requests as a process of one role would."""

    def become(role: str) -> None:
        settings.ROLE = role
        urlpatterns[:] = patterns(role)
        settings.ROOT_URLCONF = "tests.clinic.test_urls"

    return become


@pytest.mark.parametrize(
    ("role", "found", "missing"),
    [
        ("all", ["/", "/articles/", "/check/", "/contact/", "/staff/login/", "/healthz"], []),
        ("public", ["/", "/articles/", "/check/", "/contact/", "/healthz"], ["/staff/"]),
        (
            "staff",
            ["/staff/login/", "/healthz", "/theme.css"],
            ["/articles/", "/check/", "/contact/", "/privacy/", "/sitemap.xml", "/robots.txt"],
        ),
    ],
)
def test_a_process_answers_only_what_it_is_there_for(client, as_role, role, found, missing):
    as_role(role)

    assert {address: client.get(address).status_code for address in found} == dict.fromkeys(
        found, 200
    )
    assert {address: client.get(address).status_code for address in missing} == dict.fromkeys(
        missing, 404
    )


def test_the_first_page_of_the_staff_s_process_leads_to_the_staff_side(client, as_role):
    as_role("staff")

    assert client.get("/")["Location"] == "/staff/"


def test_the_staff_s_process_has_a_page_for_every_refusal(as_role, nurse, client):
    as_role("staff")
    client.force_login(nurse)

    assert client.get("/staff/auth/user/").status_code == 403
    assert client.get("/staff/nothing/").status_code == 404
