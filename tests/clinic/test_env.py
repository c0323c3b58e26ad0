"""The environment: what is odd stops the start with one sentence."""

from __future__ import annotations

import pytest

from clinic import env
from clinic.env import Misconfigured


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://clinic.example", "https://clinic.example"),
        ("HTTPS://Clinic.Example/", "https://clinic.example"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
    ],
)
def test_an_address_is_read_however_it_is_written(monkeypatch, written, read):
    monkeypatch.setenv("SITE_URL", written)

    assert env.url("SITE_URL", "") == read


@pytest.mark.parametrize(
    "written",
    [
        *("clinic.example", "https:/clinic.example", "htps://clinic.example", "https://"),
        *("https://clinic.example/portal", "https://clinic.example?x=1", "https://a:b@c.example"),
        *("https://clinic.example:port", "https://[clinic"),
    ],
)
def test_what_is_no_address_stops_the_start(monkeypatch, written):
    monkeypatch.setenv("SITE_URL", written)

    with pytest.raises(Misconfigured, match="SITE_URL"):
        env.url("SITE_URL", "")


@pytest.mark.parametrize("written", ["Foo/Bar", "America/Chicgo", "../etc/passwd", "/etc"])
def test_a_time_zone_that_does_not_exist_stops_the_start(monkeypatch, written):
    monkeypatch.setenv("TIME_ZONE", written)

    with pytest.raises(Misconfigured, match="America/Chicago"):
        env.time_zone("TIME_ZONE", "America/Chicago")


@pytest.mark.parametrize("written", ["abc", "00" * 31, "00" * 33, "zz" * 32])
def test_what_is_no_key_stops_the_start(monkeypatch, tmp_path, written):
    monkeypatch.setenv("CLINIC_PUBLIC_KEY", written)

    with pytest.raises(Misconfigured, match="CLINIC_PUBLIC_KEY is no key"):
        env.key("CLINIC_PUBLIC_KEY", tmp_path / "key")


def test_a_typing_mistake_in_a_yes_or_no_is_never_taken_for_a_no(monkeypatch):
    monkeypatch.setenv("BEHIND_PROXY", "ture")

    with pytest.raises(Misconfigured, match="Write yes or no"):
        env.flag("BEHIND_PROXY")


@pytest.mark.parametrize("written", ["-1", "8000x", "٨٠٠٠", "1.5"])
def test_a_number_is_written_in_plain_digits(monkeypatch, written):
    monkeypatch.setenv("PORT", written)

    with pytest.raises(Misconfigured, match="whole number"):
        env.number("PORT", 8000)


def test_a_secret_comes_from_the_environment_before_a_file(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("from the folder\n")
    (tmp_path / "named").write_text("from the named file\n")

    assert env.secret("A_SECRET", tmp_path / "key") == "from the folder"

    monkeypatch.setenv("A_SECRET_FILE", str(tmp_path / "named"))
    assert env.secret("A_SECRET", tmp_path / "key") == "from the named file"

    monkeypatch.setenv("A_SECRET", "from the environment")
    assert env.secret("A_SECRET", tmp_path / "key") == "from the environment"


@pytest.mark.parametrize("content", [None, "", " \n"])
def test_a_secret_that_is_nowhere_says_what_to_do(tmp_path, content):
    file = tmp_path / "key"
    if content is not None:
        file.write_text(content)

    with pytest.raises(Misconfigured, match="A_SECRET"):
        env.secret("A_SECRET", file)


def test_a_role_that_does_not_exist_names_those_that_do(monkeypatch):
    monkeypatch.setenv("ROLE", "pubic")

    with pytest.raises(Misconfigured, match="all, public, staff"):
        env.one_of("ROLE", ("all", "public", "staff"))


def test_what_has_no_default_must_be_set():
    with pytest.raises(Misconfigured, match="NOT_THERE is not set"):
        env.text("NOT_THERE")
