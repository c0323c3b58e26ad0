"""A sample file is facts and a text; whatever else it is, the message names the file."""

from __future__ import annotations

from datetime import date

import pytest

from articles.samples import BadSample, SampleSource, read, read_all

GOOD = """+++
title = "Swollen ankles"
slug = "swollen-ankles"
topic = "Symptoms"
summary = "Why ankles swell."
standfirst = "Socks leave marks."
drawing = "swollen-ankles"
about = ["swollen ankles", "edema"]
author = "Edith Park"
reviewer = "Ingrid Solberg, MD"
reviewed_on = 2026-03-04
review_due = 2028-03-04
published_on = 2026-03-05
key_points = ["One.", "Two."]

[[sources]]
title = "A study"
publisher = "BMJ"
year = 1999
+++
<h2>Why</h2>
<p>Because.</p>
<section class="call-today"><p>Call us if one leg swells.</p></section>
"""


def write(folder, text: str):
    file = folder / "swollen-ankles.html"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_file_is_read_as_it_was_written(tmp_path):
    sample = read(write(tmp_path, GOOD))

    assert sample.slug == "swollen-ankles"
    assert sample.published_on == date(2026, 3, 5)
    assert sample.key_points == ("One.", "Two.")
    assert sample.sources == (SampleSource("A study", "BMJ", 1999),)
    assert sample.body.startswith("<h2>Why</h2>\n<p>Because.</p>\n")


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path):
    write(tmp_path, GOOD)
    (tmp_path / "a.html").write_text(GOOD)
    (tmp_path / "notes.txt").write_text("not an article")

    assert [sample.file for sample in read_all(tmp_path)] == ["a.html", "swollen-ankles.html"]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("+++\n<h2>", "<h2>", "between two lines of"),
        ("+++\ntitle", "Hello\n+++\ntitle", "between two lines of"),
        ('title = "Swollen ankles"', "title = Swollen", "line 1"),
        ('slug = "swollen-ankles"\n', "", "slug is missing"),
        ('"Symptoms"', '"Weather"', "choose one of Symptoms"),
        ("2026-03-04", '"in March"', "reviewed_on is missing, or is not a date"),
        ("year = 1999\n", "", "year"),
        ("[[sources]]", "pages = 2\n[[sources]]", "pages"),
    ],
)
def test_what_is_wrong_is_said_with_the_name_of_the_file(tmp_path, old, new, reason):
    file = write(tmp_path, GOOD.replace(old, new, 1))

    with pytest.raises(BadSample, match=rf"^swollen-ankles\.html: .*{reason}"):
        read(file)


def test_a_file_that_cannot_be_read_is_named_too(tmp_path):
    with pytest.raises(BadSample, match=r"^nowhere\.html: "):
        read(tmp_path / "nowhere.html")
