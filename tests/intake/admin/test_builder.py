"""The outline of a questionnaire: who may come in, and what can be done with its rows."""

from __future__ import annotations

import pytest

from intake import draft_rows, drafting
from intake.domain import drafting as pure
from intake.models import Questionnaire
from tests.intake.building import HOME, add, at, make_swelling, question_at
from tests.intake.make import make_release
from tests.intake.reading import words

pytestmark = pytest.mark.django_db

PAGES = ("build/", "versions/", "preview/", "versions/1/", "versions/1/export/")
EDITORS_PAGES = (
    *("build/title/", "build/add/", "build/check/", "build/discard/"),
    *("build/question/?item=swelling", "build/delete/?item=swelling"),
)


@pytest.fixture
def row(editor):
    return make_swelling(editor)


def outline(row):
    row.refresh_from_db()
    document = draft_rows.document_of(row)
    return [f"{each.number} {each.text}" for each in pure.outline(document)]


def move(client, row, name, **wish):
    return client.post(
        at(row, "build/move/"), {"item": name, "number": row.draft_number, **wish}, follow=True
    )


@pytest.mark.parametrize("persona", ["nurse", "writer", "doctor", "administrator"])
def test_everybody_at_the_clinic_reads_questionnaires(client, persona, request):
    client.force_login(request.getfixturevalue(persona))
    row = make_release().questionnaire

    assert client.get(HOME).status_code == 200
    for page in PAGES:
        assert client.get(at(row, page), follow=True).status_code == 200, page


@pytest.mark.parametrize("persona", ["nurse", "writer", "doctor"])
def test_who_only_reads_finds_no_way_to_change_anything(client, editor, persona, request):
    row = make_release().questionnaire
    drafting.start(row, by=editor)
    before = Questionnaire.objects.get().draft_number
    client.force_login(request.getfixturevalue(persona))

    shown = client.get(at(row)).content.decode()

    assert "Start editing" not in shown
    assert "build/question/" not in shown
    for page in (*EDITORS_PAGES, "build/move/", "build/start/"):
        assert client.post(at(row, page), {"number": 1}).status_code == 403, page
    for page in EDITORS_PAGES:
        assert client.get(at(row, page)).status_code == 403, page
    for page in ("add/", "import/"):
        assert client.get(HOME + page).status_code == 403
    assert Questionnaire.objects.get().draft_number == before


def test_nobody_comes_in_without_signing_in(client, row):
    for page in ("build/", "build/check/", "preview/", "versions/"):
        assert client.get(at(row, page)).status_code == 302


def test_the_list_tells_what_patients_have_and_who_is_editing(
    desk, editor, row, django_assert_num_queries
):
    make_release()

    with django_assert_num_queries(12):
        shown = words(desk.get(HOME))

    assert "Before your visit Nothing yet Saved" in shown
    assert "by edith" in shown
    assert "Leg check Version 1, since" in shown


def test_a_new_questionnaire_leads_to_its_outline(desk):
    empty = desk.post(f"{HOME}add/", {"title": ""})
    assert empty.status_code == 422
    assert "Enter a title" in words(empty)

    made = desk.post(f"{HOME}add/", {"title": "Feet", "description": "Hello."}, follow=True)

    assert "“Feet” is there. Now add its questions." in words(made)
    assert outline(Questionnaire.objects.get()) == ["1 First page"]


def test_the_outline_tells_conditions_as_sentences(desk, row, django_assert_num_queries):
    with django_assert_num_queries(11):
        shown = words(desk.get(at(row)))

    assert "1.2 Which leg? Choose one" in shown
    assert "Ask only if yes to “Is a leg swollen?”." in shown


def test_a_row_is_set_by_its_kind_and_not_as_the_words_within_it(desk, editor, row):
    add(row, "text", "Anything else?", by=editor)

    shown = desk.get(at(row)).content.decode()

    assert 'class="qb-row qb-is-text qb-d0"' in shown


def test_editing_starts_with_a_button_and_patients_keep_what_they_have(desk):
    row = make_release().questionnaire
    assert "Start editing" in words(desk.get(at(row)))

    begun = desk.post(at(row, "build/start/"), follow=True)

    assert "You can edit now." in words(begun)
    assert "Patients have version 1" in words(begun)
    row.refresh_from_db()
    assert row.has_draft


def test_without_a_draft_the_editors_pages_lead_to_the_button(desk):
    row = make_release().questionnaire

    for page in EDITORS_PAGES:
        shown = words(desk.get(at(row, page), follow=True))
        assert "Press “Start editing” to begin a draft." in shown


def test_a_row_is_moved_by_its_number_and_the_page_goes_to_it(desk, row):
    moved = move(desk, row, "your_name", do="move", to="1.1")

    assert outline(row) == [
        *("1 First page", "1.1 Your name", "1.2 Is a leg swollen?", "1.3 Which leg?"),
    ]
    assert moved.redirect_chain[-1][0].endswith("#n1.1")
    assert "“Your name” is moved." in words(moved)


@pytest.mark.parametrize(
    ("do", "order"),
    [
        ("up", ["1.1 Which leg?", "1.2 Is a leg swollen?"]),
        ("down", ["1.1 Is a leg swollen?", "1.2 Which leg?"]),
    ],
)
def test_a_row_takes_steps(desk, row, do, order):
    move(desk, row, "which_leg", do=do)

    assert outline(row)[1:3] == order


def test_a_row_is_copied_with_all_that_is_below_it(desk, row):
    move(desk, row, "first_page", do="copy")

    assert outline(row)[3:6] == [
        *("2 First page (copy)", "2.1 Is a leg swollen?", "2.2 Which leg?"),
    ]


def test_a_number_that_is_no_place_is_refused_with_a_sentence(desk, row):
    refused = move(desk, row, "your_name", do="move", to="soon")

    assert "Enter a number such as 3" in words(refused)
    assert outline(row)[-1] == "2 Your name"


def test_a_move_on_an_old_page_is_refused_and_names_who_was_faster(desk, row, administrator):
    add(row, "boolean", "Do you smoke?", by=administrator)

    refused = desk.post(
        at(row, "build/move/"),
        {"item": "your_name", "number": row.draft_number - 1, "do": "up"},
        follow=True,
    )

    assert "Ada saved this draft after you opened it." in words(refused)
    assert outline(row)[-2:] == ["2 Your name", "3 Do you smoke?"]


def test_what_is_deleted_names_what_depends_on_it_first(desk, row):
    asked = words(desk.get(at(row, "build/delete/?item=is_a_leg_swollen")))
    assert "These depend on its answer Which leg?" in asked
    assert len(outline(row)) == 4

    desk.post(at(row, "build/delete/"), {"item": "is_a_leg_swollen", "number": row.draft_number})

    assert outline(row) == ["1 First page", "1.1 Which leg?", "2 Your name"]
    assert draft_rows.document_of(row)["item"][0]["item"][0].get("enableWhen") is None


def test_what_is_deleted_twice_is_gone(desk, row):
    gone = desk.get(at(row, "build/delete/?item=nothing"), follow=True)

    assert "is not in the draft any more" in words(gone)


def test_the_title_and_the_first_words_are_changed_and_a_stale_one_keeps_what_was_typed(desk, row):
    stale = {"title": "Feet", "description": "Mine.", "number": row.draft_number - 1}
    refused = desk.post(at(row, "build/title/"), stale)
    assert refused.status_code == 422
    assert "saved this draft after you opened it" in words(refused)
    assert "Mine." in refused.content.decode()

    desk.post(at(row, "build/title/"), {**stale, "number": row.draft_number})

    row.refresh_from_db()
    assert row.title == "Feet"
    assert draft_rows.document_of(row)["description"] == "Mine."


def test_a_draft_is_discarded_once_it_is_confirmed(desk):
    row = make_release().questionnaire
    drafting.start(row, by=desk.get(HOME).wsgi_request.user)
    row.refresh_from_db()
    assert "Patients keep version 1." in words(desk.get(at(row, "build/discard/")))

    desk.post(at(row, "build/discard/"), {"number": row.draft_number})

    row.refresh_from_db()
    assert not row.has_draft


def test_a_form_that_was_never_published_is_discarded_altogether(desk, row):
    done = desk.post(at(row, "build/discard/"), {"number": row.draft_number}, follow=True)

    assert "The draft of “Before your visit” is discarded." in words(done)
    assert not Questionnaire.objects.exists()


def test_something_is_added_where_it_was_wished(desk, row):
    shown = desk.get(at(row, "build/add/?place=after:is_a_leg_swollen"))
    assert 'value="after:is_a_leg_swollen" selected' in shown.content.decode()
    missing = desk.post(at(row, "build/add/"), {"text": "Since when?", "number": row.draft_number})
    assert "Choose what you want to add." in words(missing)

    wish = {"kind": "date", "text": "Since when?", "place": "after:is_a_leg_swollen"}
    made = desk.post(at(row, "build/add/"), {**wish, "number": row.draft_number})

    assert made.url == question_at(row, "since_when")
    assert outline(row)[1:3] == ["1.1 Is a leg swollen?", "1.2 Since when?"]


def test_an_addition_on_an_old_page_is_refused_and_kept_in_the_form(desk, row):
    wish = {"kind": "date", "text": "Since when?", "number": row.draft_number - 1}

    refused = desk.post(at(row, "build/add/"), wish)

    assert refused.status_code == 422
    assert "Since when?" in refused.content.decode()
    assert len(outline(row)) == 4


def test_a_follow_up_stands_below_its_question(desk, row):
    wish = {"kind": "string", "text": "Where?", "place": "in:your_name"}

    desk.post(at(row, "build/add/"), {**wish, "number": row.draft_number})

    assert outline(row)[-1] == "2.1 Where?"
