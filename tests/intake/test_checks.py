"""What the portal says at its start about keys in the wrong place."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.core.checks import run_checks

from clinic.keys import RECOVERY_FILE
from tests.environment import RECOVERY


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.SECRETS_DIR = tmp_path / "secrets"
    settings.SECRETS_DIR.mkdir()


@pytest.fixture
def public(settings, monkeypatch):
    """A process for patients alone, as it should be."""
    settings.ROLE, settings.CLINIC_PRIVATE_KEY = "public", None
    monkeypatch.delenv("CLINIC_PRIVATE_KEY")
    monkeypatch.delenv("CLINIC_PRIVATE_KEY_FILE", raising=False)


def found(*, deployed: bool = False) -> list[str]:
    messages = run_checks(include_deployment_checks=deployed)
    return [message.id for message in messages if message.id.startswith("intake.")]


def test_keys_that_fit_are_passed_over_in_silence():
    assert found(deployed=True) == []


def test_a_public_process_without_the_private_key_is_as_it_should_be(public):
    assert found(deployed=True) == []


def test_a_public_process_with_the_private_key_in_its_environment_is_warned(public, monkeypatch):
    monkeypatch.setenv("CLINIC_PRIVATE_KEY", "00" * 32)

    assert found() == ["intake.W001"]


def test_a_public_process_that_can_read_the_private_keys_file_is_warned(public, settings):
    (settings.SECRETS_DIR / "clinic_private_key").write_text("00" * 32)

    assert found() == ["intake.W001"]


def test_a_public_process_that_is_told_of_a_key_file_is_warned(public, monkeypatch, tmp_path):
    file = tmp_path / "key"
    file.write_text("00" * 32)
    monkeypatch.setenv("CLINIC_PRIVATE_KEY_FILE", str(file))

    assert found() == ["intake.W001"]


def test_a_private_key_of_another_pair_stops_the_start(settings):
    settings.CLINIC_PRIVATE_KEY = X25519PrivateKey.generate().private_bytes_raw().hex()

    assert found() == ["intake.E001"]


def test_the_recovery_key_opens_with_a_warning_on_the_day_it_is_needed(settings):
    settings.CLINIC_PRIVATE_KEY = RECOVERY.private_bytes_raw().hex()

    assert found() == ["intake.W003"]


def test_a_recovery_key_beside_the_data_is_told_of_before_it_is_deployed(tmp_path):
    (tmp_path / RECOVERY_FILE).write_text("a key")

    assert found() == []
    assert found(deployed=True) == ["intake.W002"]
