"""The languages that there are, and whether their catalogs say what the pages ask."""

from __future__ import annotations

import re
import shutil
import subprocess
from gettext import GNUTranslations
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils.translation import get_language_info, override

from clinic import catalogs, languages, phone, validators

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = sorted(ROOT.glob("locale/*/LC_MESSAGES/django.po"))
PLACES = re.compile(r"%\(\w+\)[sd]|\{\w*\}|<[^>]+>")


def catalog(file: Path) -> dict[object, str]:
    with file.open("rb") as stream:
        return {key: text for key, text in GNUTranslations(stream)._catalog.items() if key}


def folder_with(tmp_path: Path, *names: str) -> Path:
    for name in names:
        (tmp_path / name / "LC_MESSAGES").mkdir(parents=True)
        (tmp_path / name / "LC_MESSAGES" / "django.mo").touch()
    return tmp_path


def test_a_language_is_there_once_its_catalog_is_compiled(tmp_path):
    folder = folder_with(tmp_path, "hmn", "so", "zh_Hans", "not a language")
    (tmp_path / "om" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "om" / "LC_MESSAGES" / "django.po").touch()

    found = catalogs.present([folder, tmp_path / "nothing here"])

    assert found == [
        ("en-us", "English"),
        ("hmn", "Hmong"),
        ("so", "Somali"),
        ("zh-hans", "Simplified Chinese"),
    ]


@pytest.mark.parametrize(
    ("code", "name", "direction"),
    [
        ("hmn", "Hmoob", "ltr"),
        ("ps", "پښتو", "rtl"),
        ("ar", "العربيّة", "rtl"),
        ("om", "Afaan", "ltr"),
    ],
)
def test_a_language_that_django_lacks_has_a_name_and_a_direction(code, name, direction):
    assert languages.called(code).startswith(name)
    assert languages.direction(code) == direction
    assert get_language_info(code)["code"] == code


@pytest.mark.parametrize("path", ["/es/contact/", "/es", "/es/?q=a"])
def test_an_address_is_the_same_page_in_each_language(path):
    there_and_back = languages.address(languages.plain(path), "es")

    assert there_and_back.rstrip("/") == path.rstrip("/")
    assert languages.address(path, "en-us") == languages.plain(path)
    assert languages.in_address(path.partition("?")[0]) == "es"


def test_marks_of_languages_are_relative_to_the_page():
    with override("es"):
        assert languages.foreign("es-MX") == ""
        assert languages.foreign("en") == "en"


def test_the_sentence_about_phone_numbers_is_the_one_that_phone_says():
    assert str(validators.PHONE) == phone.HOW_TO


@pytest.mark.parametrize("po", OURS, ids=lambda po: po.parent.parent.name)
def test_a_translation_keeps_the_places_of_what_is_put_in(po):
    texts = catalog(po.with_suffix(".mo")).items()
    by_message = {key.rpartition("\x04")[2]: text for key, text in texts if isinstance(key, str)}

    assert [
        text
        for message, text in by_message.items()
        if set(PLACES.findall(message)) != set(PLACES.findall(text))
    ] == []


if shutil.which("msgfmt") and shutil.which("xgettext"):  # `.ci/run` sees to it that they are

    @pytest.mark.parametrize("po", OURS, ids=lambda po: po.parent.parent.name)
    def test_a_compiled_catalog_is_what_its_source_says(po, tmp_path):
        new = tmp_path / "django.mo"
        subprocess.run(["msgfmt", "--check-format", "-o", new, po], check=True)

        assert catalog(new) == catalog(po.with_suffix(".mo"))

    def test_each_catalog_has_every_word_that_a_page_says(tmp_path):
        for po in OURS:
            shutil.copytree(po.parent, tmp_path / po.parent.parent.name / po.parent.name)

        call_command("messages", into=tmp_path)

        for po in tmp_path.glob("*/LC_MESSAGES/django.po"):
            name = po.parent.parent.name
            for kept in ("--untranslated", "--only-fuzzy"):
                run = ["msgattrib", kept, "--no-obsolete", po]
                lacks = subprocess.run(run, check=True, capture_output=True, text=True).stdout
                assert lacks == "", f"{name} lacks words: run `make messages` and translate"
            kept = ROOT / "locale" / name / "LC_MESSAGES" / "django.mo"
            assert catalog(po.with_suffix(".mo")).keys() == catalog(kept).keys()
            same = po.read_bytes() == kept.with_suffix(".po").read_bytes()
            assert same, f"{name}: where no word is new no file may change: run `make messages`"
