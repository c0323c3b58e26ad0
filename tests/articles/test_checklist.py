"""An editor reads what is still missing, and is told what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from articles.checklist import Manuscript, Point, check, gates_left


@dataclass(frozen=True)
class Image:
    alt: str = ""
    is_decorative: bool = False


PLAIN = "Veins bring blood back to the heart. Walk each day. Call us if your leg swells."
HARD = (
    "Chronic venous insufficiency necessitates individualized compression therapy. "
    "Anticoagulation remains the cornerstone of therapy for acute venous thromboembolism. Walk."
)
READY = Manuscript(
    title="Varicose veins",
    slug="varicose-veins",
    topic="Vein problems",
    is_about_symptoms=True,
    summary="What varicose veins are.",
    standfirst="They are common, and there is help.",
    key_points=("Walk.", "Rest.", "Call."),
    author="Ann Solberg",
    text=PLAIN,
    headings=((2, "What they are"), (3, "Where"), (3, "Where"), (2, "What helps")),
    boxes=("panel", "call-today"),
    picture=Image("A leg with two wide veins"),
    images=(Image("A vein cut open"), Image(is_decorative=True)),
    sources=2,
    review="valid",
)


def point(manuscript: Manuscript, code: str) -> Point:
    return next(point for point in check(manuscript) if point.code == code)


def test_an_article_that_has_everything_may_go_live():
    points = check(READY)

    assert gates_left(points) == []
    assert all(point.is_met and not point.advice and not point.details for point in points)


def test_an_empty_draft_is_told_all_it_needs():
    points = check(Manuscript(is_about_symptoms=True))

    assert [point.code for point in gates_left(points)] == [
        *("title", "address", "topic", "summary", "standfirst", "key-points", "author", "text"),
        *("help", "sources", "review"),
    ]
    assert all(point.advice for point in gates_left(points))


def test_no_two_points_share_a_code():
    codes = [point.code for point in check(READY)]

    assert len(codes) == len(set(codes))


def test_each_advice_is_one_sentence():
    worst = Manuscript(
        is_about_symptoms=True,
        headings=((3, "Low"), (2, "")),
        images=(Image(),),
        dead_links=("/gone/",),
        text=HARD,
    )

    for advice in filter(None, (point.advice for point in check(worst))):
        assert advice[0].isupper()
        assert advice.endswith(".")
        assert ". " not in advice


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("title", {"title": " "}),
        ("address", {"slug": ""}),
        ("topic", {"topic": ""}),
        ("summary", {"summary": "\n"}),
        ("standfirst", {"standfirst": ""}),
        ("key-points", {"key_points": ()}),
        ("key-points", {"key_points": ("", " ")}),
        ("author", {"author": ""}),
        ("text", {"text": " \n"}),
        ("headings", {"headings": ((3, "Where"),)}),
        ("alt-text", {"picture": Image()}),
        ("alt-text", {"images": (Image("A vein"), Image(" "))}),
        ("help", {"boxes": ()}),
        ("help", {"boxes": ("panel", "ask-us", "leg-check")}),
        ("sources", {"sources": 1}),
        ("links", {"dead_links": ("/articles/gone/",)}),
        ("review", {"review": "missing"}),
        ("review", {"review": "changed since review"}),
        ("review", {"review": "overdue"}),
    ],
)
def test_a_single_gap_keeps_an_article_from_going_live(code, changes):
    left = gates_left(check(replace(READY, **changes)))

    assert [point.code for point in left] == [code]
    assert left[0].advice


def test_only_articles_on_symptoms_need_to_say_when_to_get_help():
    calm = replace(READY, is_about_symptoms=False, boxes=())

    assert "help" not in {point.code for point in check(calm)}
    assert gates_left(check(calm)) == []


@pytest.mark.parametrize("box", ["call-911", "call-today"])
def test_either_box_says_when_to_get_help(box):
    assert point(replace(READY, boxes=(box,)), "help").is_met


@pytest.mark.parametrize(
    ("count", "advice"),
    [
        (1, "Write three to five key points; now there is 1."),
        (2, "Write three to five key points; now there are 2."),
        (3, ""),
        (5, ""),
        (6, "Write three to five key points; now there are 6."),
    ],
)
def test_the_number_of_key_points_is_advice_once_there_is_one(count, advice):
    found = point(replace(READY, key_points=("Walk.",) * count), "key-points")

    assert found.is_met
    assert found.advice == advice


@pytest.mark.parametrize(
    ("headings", "faults"),
    [
        ((), []),
        (((2, "A"), (3, "B"), (2, "C"), (3, "B")), []),
        (((3, "A"),), ["“A” has level 3, but no heading of level 2 above it."]),
        (((2, "A"), (2, " ")), ["Heading 2 is empty."]),
        (((2, ""), (2, "")), ["Heading 1 is empty.", "Heading 2 is empty."]),
        (((2, "What  helps"), (2, "What Helps")), ["“What  helps” stands more than once."]),
        (((2, "A"), (4, "B")), ["“B” has level 4, but no heading of level 3 above it."]),
    ],
)
def test_what_is_wrong_with_the_headings_is_named(headings, faults):
    found = point(replace(READY, headings=headings), "headings")

    assert list(found.details) == faults
    assert found.is_met == (not faults)


def test_the_pictures_without_a_description_are_named():
    shown = (Image("A vein"), Image(), Image("IMG_2041.jpeg"), Image(is_decorative=True))

    found = point(replace(READY, picture=Image(), images=shown), "alt-text")

    assert found.details == (
        "The picture at the head of the page has no description.",
        "Picture 2 in the text has no description.",
        "Picture 3 in the text has no description.",
    )


def test_a_text_without_pictures_needs_no_description():
    assert point(replace(READY, picture=None, images=()), "alt-text").is_met


def test_the_sources_that_are_missing_are_counted():
    assert point(replace(READY, sources=0), "sources").advice == (
        "Name at least 2 sources: 2 more."
    )


def test_the_dead_links_are_named():
    assert point(replace(READY, dead_links=("/a/", "/b/")), "links").details == ("/a/", "/b/")


def test_a_hard_text_is_told_its_grade_its_longest_sentences_and_its_hard_words():
    found = point(replace(READY, text=HARD), "reading")

    assert not found.is_met
    assert float(found.label.removeprefix("Reading grade ")) > 15
    assert found.details[0].startswith("Anticoagulation remains")
    assert found.details[1].startswith("Chronic venous")
    assert "therapy" in found.advice
    assert found.advice.count(",") >= 5


def test_a_hard_text_goes_live_all_the_same():
    assert gates_left(check(replace(READY, text=HARD))) == []


def test_long_sentences_of_short_words_name_no_hard_word():
    found = point(replace(READY, text="Walk and rest and " * 20 + "sit."), "reading")

    assert found.advice == "Bring the grade down to 8: shorten the longest sentences."


def test_lines_that_are_no_sentences_do_not_count_for_the_grade():
    assert point(replace(READY, text=f"{PLAIN}\nChronic insufficiency"), "reading").is_met


@pytest.mark.parametrize("field", ["summary", "standfirst"])
def test_what_is_too_long_for_lists_keeps_an_article_back(field):
    assert point(replace(READY, **{field: "x" * 300}), field).is_met

    long = point(replace(READY, **{field: "x" * 301}), field)

    assert not long.is_met
    assert long.advice == "Shorten it to 300 characters: now there are 301."


@pytest.mark.parametrize(("count", "said"), [(1, "1 minor edit came"), (3, "3 minor edits came")])
def test_minor_edits_under_a_doctors_name_are_told(count, said):
    point = next(each for each in check(replace(READY, minor_edits=count)) if each.code == "minor")

    assert said in point.advice
    assert not gates_left([point])
