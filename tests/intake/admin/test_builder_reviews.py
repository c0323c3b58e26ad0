"""All patient texts of a language on one page: read side by side, and signed for at once."""

from __future__ import annotations

import json

import pytest

from clinic.models import AuditEvent
from intake import drafting, ruling
from intake.domain.ruling import editing
from intake.domain.ruling.parts import TEXTS, Place
from intake.serving import unreviewed
from tests.clinic.languages import make_spanish
from tests.intake.building import at
from tests.intake.make import make_release
from tests.intake.reading import dead_links, fields, words

pytestmark = pytest.mark.django_db

PAGE = "build/rules/texts/es/"
ROSA = {"name": "Rosa Vidal", "qualification": "CHI", "reviewed_on": "2026-01-20"}


@pytest.fixture
def row(editor):
    return drafting.start(make_release().questionnaire, by=editor)


@pytest.fixture
def sign(desk, row):
    """Send the page as it was shown, with who signs; return the page that follows."""

    def send(shown=None, **typed):
        shown = shown or fields(desk.get(at(row, PAGE)))
        return desk.post(at(row, PAGE), {**shown, **ROSA, **typed}, follow=True)

    return send


def reviewers(row) -> dict[str, str]:
    row.refresh_from_db()
    found = json.loads(row.draft_rules)["texts"]
    return {key: each["translations"]["es"].get("reviewed_by", "") for key, each in found.items()}


def reword(row, by, name="T5", **said) -> None:
    """A colleague changes the words of a text, as its page does."""
    row.refresh_from_db()
    made = editing.change(ruling.rules_of(row), Place(TEXTS, name), said)
    ruling.save(row, made, number=row.draft_number, by=by)


def test_every_text_stands_beside_its_translation(desk, row, django_assert_num_queries):
    with django_assert_num_queries(11):
        shown = desk.get(at(row, PAGE))

    assert "0 of 8 reviewed in Spanish" in words(shown)
    assert "T1 Not reviewed English Call 911 now" in words(shown)
    assert "Spanish Llame al 911 ahora" in words(shown)
    assert '<div lang="es" dir="ltr">' in shown.content.decode()
    assert len(fields(shown)["sign"]) == 8


def test_all_that_is_shown_is_signed_at_once_and_patients_may_have_it(sign, row, editor):
    told = words(sign())

    assert "Reviewed by Rosa Vidal, CHI, January 20, 2026: T1, T2," in told
    assert "8 of 8 reviewed in Spanish" in told
    assert set(reviewers(row).values()) == {"Rosa Vidal, CHI"}
    assert unreviewed(json.loads(row.draft_rules), "es") == ()
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.actor) == ("translations signed", editor)
    assert event.detail["reviewed_by"] == "Rosa Vidal, CHI"
    assert event.detail["texts"] == [*reviewers(row)]


def test_only_what_is_ticked_is_signed(desk, sign, row):
    shown = fields(desk.get(at(row, PAGE)))

    sign({**shown, "sign": shown["sign"][:2]})

    assert [name for name, by in reviewers(row).items() if by] == ["T1", "T2"]


def test_words_that_changed_after_they_were_shown_are_refused_by_name(
    desk, sign, row, administrator
):
    shown = fields(desk.get(at(row, PAGE)))
    reword(row, administrator, heading="Call us today, please")

    refused = sign(shown)

    assert refused.status_code == 422
    assert "T5 is not signed: its words changed after they were shown." in words(refused)
    assert "Call us today, please" in words(refused)
    assert [name for name, by in reviewers(row).items() if not by] == ["T5"]
    again = fields(refused)
    assert again["name"] == ["Rosa Vidal"]
    assert not again.get("sign")  # the new words were not read yet
    assert not dead_links(refused) - {"content-start"}


def test_two_editors_do_not_sign_over_each_other(desk, sign, row):
    shown = fields(desk.get(at(row, PAGE)))
    sign({**shown, "sign": shown["sign"][:1]})

    refused = sign(shown, name="Ana Ruiz")

    assert "T1 is not signed: somebody else signed for it after it was shown." in words(refused)
    assert (reviewers(row)["T1"], reviewers(row)["T2"]) == ("Rosa Vidal, CHI", "Ana Ruiz, CHI")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": " "}, "Enter who reviewed the texts."),
        ({"qualification": ""}, "Enter what makes them a qualified translator."),
        ({"reviewed_on": ""}, "Enter the day, such as 2026-11-26."),
        ({"reviewed_on": "soon"}, "Enter a date such as 2026-11-26."),
        ({"reviewed_on": "2999-01-01"}, "This day is still to come."),
        ({"sign": []}, "Tick the texts that the translator has read."),
    ],
)
def test_a_signature_that_is_not_whole_is_refused_and_kept(sign, row, typed, message):
    refused = sign(**typed)

    assert refused.status_code == 422
    assert message in words(refused)
    assert len(fields(refused).get("sign", [])) == len(typed.get("sign", [*range(8)]))
    assert not any(reviewers(row).values())


def test_what_is_typed_outlives_the_draft_and_begins_a_new_one(desk, sign, row, editor):
    shown = fields(desk.get(at(row, PAGE)))
    row.refresh_from_db()
    drafting.discard(row, number=row.draft_number, by=editor)

    refused = sign(shown)

    assert "Somebody published or discarded the draft meanwhile. Nothing is signed." in words(
        refused
    )
    kept = fields(refused)
    assert (kept["name"], len(kept["sign"])) == (["Rosa Vidal"], 8)
    assert "8 of 8 reviewed" in words(sign(kept, _start="1"))
    assert set(reviewers(row).values()) == {"Rosa Vidal, CHI"}


def test_a_change_of_words_shows_who_had_reviewed_them(desk, sign, row):
    sign()
    text = at(row, "build/rules/text/?id=T8")

    desk.post(text, {**fields(desk.get(text)), "heading": "Thanks"})

    shown = words(desk.get(at(row, PAGE)))
    assert "Words changed since Rosa Vidal, CHI reviewed them, 2026-01-20" in shown
    assert "7 of 8 reviewed" in shown


def test_the_page_is_found_from_the_draft_the_rules_and_the_fault(desk, row, administrator):
    link = f'href="{at(row, PAGE)}"'

    for page in ("build/", "build/rules/", "build/rules/text/?id=T1"):
        assert link in desk.get(at(row, page)).content.decode()
    assert link not in desk.get(at(row, "build/check/")).content.decode()
    make_spanish(by=administrator)
    checked = desk.get(at(row, "build/check/"))
    assert link in checked.content.decode()
    assert "Not reviewed in Spanish: T1, T2" in words(checked)


def test_who_only_reads_signs_nothing(client, row, nurse):
    client.force_login(nurse)

    shown = client.get(at(row, PAGE))

    assert "0 of 8 reviewed in Spanish" in words(shown)
    assert "sign" not in fields(shown)
    assert client.post(at(row, PAGE), ROSA).status_code == 403
    assert client.get(at(row, "build/rules/texts/¿/")).status_code == 404


def test_a_language_without_a_word_says_so_and_one_from_right_to_left_is_laid_out_so(desk, row):
    row.refresh_from_db()
    entry = {"translations": {"ar": {"heading": "اتصل"}}}
    made = editing.change(ruling.rules_of(row), Place(TEXTS, "T8"), entry)
    ruling.save(row, made, number=row.draft_number, by=row.draft_saved_by)

    shown = desk.get(at(row, "build/rules/texts/ar/"))

    assert '<div lang="ar" dir="rtl">' in shown.content.decode()
    assert "T1 Not translated" in words(shown)
    assert len(fields(shown)["sign"]) == 1
