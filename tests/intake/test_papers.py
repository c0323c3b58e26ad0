"""A copy on paper: made where it can be, of what is short enough, and out of nothing else."""

from __future__ import annotations

import builtins
import time

import pytest
from django.core.checks import run_checks
from PIL import ImageFile

from intake import papers

PAGE = '<!doctype html><html lang="en"><head><title>A copy</title></head><body>{}</body></html>'


@pytest.fixture
def missing(monkeypatch):
    """Return a function that takes away what makes PDFs, as a bare server has it."""
    importing = builtins.__import__

    def take_away(error: Exception) -> None:
        def refuse(name, *args, **kwargs):
            if name == "weasyprint":
                raise error
            return importing(name, *args, **kwargs)

        monkeypatch.setattr(builtins, "__import__", refuse)
        papers.why_not.cache_clear()

    yield take_away
    papers.why_not.cache_clear()


@pytest.mark.parametrize(
    "error", [ImportError("No module named weasyprint"), OSError("cannot load library pango\n…")]
)
def test_a_server_that_cannot_make_them_says_what_to_install(missing, error):
    missing(error)

    assert not papers.is_possible()
    (message,) = (
        each for each in run_checks(include_deployment_checks=True) if each.id == "intake.I001"
    )
    assert "Install requirements-pdf.txt and Pango" in message.msg
    assert str(error).splitlines()[0] in message.msg


def test_here_they_can_be_made():
    assert papers.why_not() == ""


def test_what_would_take_long_to_lay_out_is_refused():
    assert papers.is_possible("x" * 25_000)
    assert not papers.is_possible("x" * 25_001)
    assert not papers.is_possible("a<br>" * 301)


def test_a_word_without_end_is_broken_before_it_takes_long():
    begun = time.process_time()
    papers.make_pdf(PAGE.format(f"<h1>A copy</h1><p>{'x' * 20_000}</p>"))

    assert time.process_time() - begun < 20


def test_nor_do_blanks_that_let_no_line_end_take_long():
    """Typed in one answer, they held a server for eight seconds where words take a third of one."""

    def spent(words: str) -> float:
        begun = time.process_time()
        table = f"<table><tbody><tr><th>Notes</th><td>{words}</td></tr></tbody></table>"
        papers.make_pdf(PAGE.format(f"<h1>A copy</h1>{table}"))
        return time.process_time() - begun

    assert spent("a\N{NO-BREAK SPACE}" * 10_000) < 8 * spent("a " * 10_000)


def test_nothing_is_fetched_from_anywhere(tmp_path, caplog):
    secret = tmp_path / "secret.txt"
    secret.write_text("a key")
    links = (
        f'<h1>A copy</h1><img alt="" src="{secret.as_uri()}"><img alt="" src="http://x.example/">'
    )

    made = papers.make_pdf(PAGE.format(links))

    assert made.startswith(b"%PDF")
    assert b"/Image" not in made
    assert all("A copy" not in record.getMessage() for record in caplog.records)


def test_making_one_lets_no_half_picture_pass_elsewhere(monkeypatch):
    """Its import has every picture in this process taken for whole, staff's uploads, too."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)

    papers.make_pdf(PAGE.format("<h1>A copy</h1>"))

    assert ImageFile.LOAD_TRUNCATED_IMAGES is False
