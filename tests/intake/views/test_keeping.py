"""Nothing typed is lost, and nobody but the patient comes back to it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from intake import answering, submitting
from intake.models import Release, Submission, UnfinishedResponse
from tests.intake.make import key_in, send, typed, walk_until
from tests.intake.reading import fields, title, words

pytestmark = pytest.mark.usefixtures("clinic")


@pytest.fixture
def strict(client):
    """The same browser, whose tokens count from now on."""
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    return strict


def resent(response, **more):
    return {**fields(response), **more}


# A token that has expired


def test_an_expired_token_keeps_what_was_typed_on_the_first_page():
    strict = Client(enforce_csrf_checks=True)

    response = strict.post("/check/begin/", typed(fever=None))

    assert response.status_code == 403
    assert "Your answers are still here" in words(response)
    assert fields(response)["vein_bleeding"] == ["no"]
    assert "fever" not in fields(response)
    again = strict.post("/check/begin/", resent(response, fever="false"))
    assert again.url.endswith("/question/feelings")


def test_an_expired_token_keeps_what_was_typed_about_oneself(client, strict):
    contact = walk_until(client, "contact_page")
    changes = {"message": "It began\nin March", "phone": "651 555", "date_of_birth_2": "58"}

    response = strict.post(contact, typed(**changes))

    assert response.status_code == 403
    found = fields(response)
    assert found["message"] == ["It began\nin March"]
    assert found["phone"] == ["651 555"]
    assert [found[f"date_of_birth_{n}"][0] for n in range(3)] == ["4", "12", "58"]
    mended = resent(response, phone="651-555-0173", date_of_birth_2="1958")
    assert strict.post(contact, mended).url.endswith("/check/")


def test_an_expired_token_while_changing_still_comes_back_to_the_check(client, strict):
    check = walk_until(client, "check")
    address = f"/check/{key_in(check)}/question/pain?change"

    response = strict.post(address, {"swelling": "none", "one_leg_pain_new": "false"})

    assert f'action="{address}"' in response.content.decode()
    assert strict.post(address, resent(response)).url == check


def test_an_expired_token_does_not_send_and_says_so(client, strict):
    check = walk_until(client, "check")

    response = strict.post(check)

    assert response.status_code == 403
    assert "Not sent yet" in words(response)
    assert not Submission.objects.exists()
    assert strict.post(check, resent(response)).url.endswith("/sent/")


def test_an_expired_token_after_sending_leads_to_the_confirmation(client, strict):
    sent = send(client)

    response = strict.post(f"/check/{key_in(sent)}/check/")

    assert response.status_code == 302
    assert response.url == sent


def test_an_expired_token_and_no_pass_is_the_friendly_page():
    response = Client(enforce_csrf_checks=True).post("/check/2345678923456789/check/")

    assert title(response).startswith("We cannot find your answers")


# The pass


@pytest.mark.parametrize(
    "cookie", ["", "A", "!!!", "bm90IHRoZSBzZWNyZXQ", "A" * 43, "é" * 9, "=" * 8, "A" * 4000, "%00"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_wrong_pass_is_told_kindly(client, cookie, method):
    check = walk_until(client, "check")
    client.cookies[f"check_{key_in(check)}"] = cookie

    response = getattr(client, method)(check)

    assert response.status_code == 410
    assert title(response).startswith("We cannot find your answers")
    assert "651-555-0142" in words(response)
    assert not Submission.objects.exists()


def test_no_pass_at_all_is_told_kindly(client):
    check = walk_until(client, "check")

    assert Client().get(check).status_code == 410
    assert Client().post(check).status_code == 410


def test_the_pass_of_another_response_opens_nothing(client):
    mine, theirs = walk_until(client, "check"), walk_until(Client(), "check")
    passed = client.cookies[f"check_{key_in(mine)}"].value
    client.cookies[f"check_{key_in(theirs)}"] = passed

    assert client.get(theirs).status_code == 410


def test_boxes_that_were_swapped_do_not_open(client):
    first, second = walk_until(client, "check"), walk_until(client, "check")
    one, two = (UnfinishedResponse.objects.get(key=key_in(each)) for each in (first, second))
    UnfinishedResponse.objects.filter(key=one.key).update(box=two.box)

    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200


def test_answers_do_not_open_under_another_release(client):
    check = walk_until(client, "check")
    asked = Release.objects.get()
    fields = ("questionnaire", "document", "rules", "digest", "published_at")
    other = Release.objects.create(version=2, **{name: getattr(asked, name) for name in fields})

    UnfinishedResponse.objects.update(release=other)

    assert client.get(check).status_code == 410


def test_a_visit_with_answers_keeps_the_browsers_pass_alive(client):
    address = walk_until(client, "pain")

    cookie = client.post(address, typed()).cookies[f"check_{key_in(address)}"]

    assert cookie["max-age"] == 24 * 60 * 60


# Time


def test_after_a_day_it_is_gone(client):
    check = walk_until(client, "check")
    UnfinishedResponse.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert client.get(check).status_code == 410
    assert client.post(check).status_code == 410
    assert answering.forget_expired(timezone.now()) == 1
    assert not UnfinishedResponse.objects.exists()


def test_each_page_starts_the_day_anew(client):
    address = walk_until(client, "pain")
    UnfinishedResponse.objects.update(expires_at=timezone.now() + timedelta(minutes=1))

    client.post(address, typed())

    left = UnfinishedResponse.objects.get().expires_at - timezone.now()
    assert timedelta(hours=23) < left <= timedelta(hours=24)
    assert answering.forget_expired(timezone.now()) == 0


def test_after_sending_only_confirmation_and_copy_are_left(client):
    sent = send(client, name="Joan Q. Alder")
    key = key_in(sent)

    for place in ("", "check/", "alert/", "question/contact_page"):
        assert client.get(f"/check/{key}/{place}").url == sent
    assert client.post(f"/check/{key}/question/contact_page", typed(name="Other")).url == sent
    assert client.post(f"/check/{key}/check/").url == sent
    assert Submission.objects.count() == 1
    copy = client.get(f"/check/{key}/copy/")
    assert "Joan Q. Alder" in words(copy)
    assert Submission.objects.get().reference in words(copy)
    assert "You have started already" not in words(client.get("/check/"))


def test_an_hour_after_sending_the_copy_is_gone(client):
    sent = send(client)
    left = UnfinishedResponse.objects.get().expires_at - timezone.now()
    assert timedelta(minutes=59) < left <= timedelta(minutes=60)
    UnfinishedResponse.objects.update(expires_at=timezone.now())

    for place in ("sent/", "copy/", "check/"):
        response = client.get(f"/check/{key_in(sent)}/{place}")
        assert response.status_code == 410
        assert "If you sent them before, we have them." in words(response)


@pytest.mark.parametrize("place", ["question/contact_page", "alert/", "check/"])
def test_what_another_tab_sent_in_this_very_moment_leads_to_the_confirmation(
    client, monkeypatch, place
):
    key = key_in(walk_until(client, "check", fainted="true"))
    if place == "alert/":
        client.post(f"/check/{key}/question/emergency", typed(fainted="true"))
    looked = answering.opened

    def looked_before_it_was_sent(key, secret, *, now):
        found = looked(key, secret, now=now)
        if not found.draft.reference:
            submitting.send_response(key, secret, now=now)
        return found

    monkeypatch.setattr(answering, "opened", looked_before_it_was_sent)
    changed = typed(fainted="true", name="Too Late")
    response = client.post(f"/check/{key}/{place}", changed, follow=True)

    assert response.status_code == 200
    assert title(response).startswith("Call 911 now | We have your answers")
    assert "Too Late" not in words(client.get(f"/check/{key}/copy/"))
    assert Submission.objects.count() == 1
