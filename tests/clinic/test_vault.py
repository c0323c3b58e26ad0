"""The vault: an envelope opens for its key, at its place, unchanged; or not at all."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from clinic.vault import CannotOpen, lock, private_key, public_key, seal, unlock, unseal

WORDS = "Joan Ellis, 651-555-0142: a vein bled. 🦵".encode()
PLACE = "intake.submission:1"
CLINIC, RECOVERY, STRANGER = (X25519PrivateKey.generate() for _ in range(3))
BOTH = [CLINIC.public_key(), RECOVERY.public_key()]
SECRET, OTHER_SECRET = bytes(range(32)), bytes(32)


@pytest.fixture(scope="module")
def envelope() -> bytes:
    return seal(WORDS, to=BOTH, place=PLACE)


@pytest.fixture(scope="module")
def box() -> bytes:
    return lock(WORDS, secret=SECRET, place=PLACE)


@pytest.mark.parametrize("key", [CLINIC, RECOVERY], ids=["clinic", "recovery"])
def test_the_clinic_and_the_recovery_key_each_open_it(envelope, key):
    assert unseal(envelope, key=key, place=PLACE) == WORDS


def test_a_stranger_cannot_open_it(envelope):
    with pytest.raises(CannotOpen, match="not sealed for this key"):
        unseal(envelope, key=STRANGER, place=PLACE)


@pytest.mark.parametrize("place", ["intake.submission:2", "intake.note:1", "", PLACE + " "])
def test_an_envelope_that_was_moved_does_not_open(envelope, place):
    with pytest.raises(CannotOpen):
        unseal(envelope, key=CLINIC, place=place)


def test_two_swapped_envelopes_do_not_open():
    first = seal(b"first", to=BOTH, place="row:1")
    second = seal(b"second", to=BOTH, place="row:2")

    with pytest.raises(CannotOpen):
        unseal(second, key=CLINIC, place="row:1")
    with pytest.raises(CannotOpen):
        unseal(first, key=CLINIC, place="row:2")


@pytest.mark.parametrize("mask", [0x01, 0x80, 0xFF])
@pytest.mark.parametrize("key", [CLINIC, RECOVERY], ids=["clinic", "recovery"])
def test_a_change_anywhere_is_refused(envelope, key, mask):
    for position in range(len(envelope)):
        changed = bytearray(envelope)
        changed[position] ^= mask

        with pytest.raises(CannotOpen):
            unseal(bytes(changed), key=key, place=PLACE)


def test_an_envelope_cut_short_or_added_to_is_refused(envelope):
    for length in range(len(envelope)):
        with pytest.raises(CannotOpen):
            unseal(envelope[:length], key=CLINIC, place=PLACE)

    with pytest.raises(CannotOpen):
        unseal(envelope + b"\0", key=CLINIC, place=PLACE)


def test_the_parts_of_two_envelopes_do_not_fit_together(envelope):
    other = seal(WORDS, to=BOTH, place=PLACE)
    head = len(envelope) - len(WORDS) - 16 - 12

    with pytest.raises(CannotOpen):
        unseal(envelope[:head] + other[head:], key=CLINIC, place=PLACE)


def test_a_recipient_cannot_be_taken_out_or_put_last(envelope):
    wrapped = len(envelope) - len(seal(WORDS, to=BOTH[:1], place=PLACE))
    start, middle, end = 4, 4 + wrapped, 4 + 2 * wrapped
    without_recovery = envelope[:3] + b"\1" + envelope[start:middle] + envelope[end:]
    turned = envelope[:start] + envelope[middle:end] + envelope[start:middle] + envelope[end:]

    for changed in (without_recovery, turned):
        with pytest.raises(CannotOpen):
            unseal(changed, key=CLINIC, place=PLACE)


# Sealed when this was first written. What changes the format must go on opening these.
OLD_CLINIC, OLD_RECOVERY = (
    X25519PrivateKey.from_private_bytes(bytes(range(start, start + 32))) for start in (0, 32)
)
OLD_ENVELOPE = bytes.fromhex(
    "55503102eedd883da0a945150050ffd2f1f4b8d7b178f93347f41fb80c23f0f2308f426fbc40294aaab6"
    "9ce7c52b9a85e1cb8754db2c0f3ac5aede2102d2b314576bf00a50233710e3cd585354874b2345368275"
    "d9eff2b4e147c65cf064a0289810032eb4170050b1068937eae12edcc4608c6269f3afcb36ba1563514e"
    "e6e342688719e15acd47e51e3973cbd8b64c207de808969da78547f701f45c385c6608901a701856d658"
    "ee879372679bee4b02857f57fb7d120a633749e5ec20d1dcf9c99ac1f6ffe40aa4626f539f954f364733"
    "79547e486cffc3d664e292b4c7de"
)
OLD_BOX = bytes.fromhex(
    "2474c29e18f6b3efefd78bb3818c222988f202467a05d21acb96533006ed85bdb2b8537a9da08675"
)


def test_what_was_sealed_long_ago_still_opens():
    for key in (OLD_CLINIC, OLD_RECOVERY):
        assert unseal(OLD_ENVELOPE, key=key, place=PLACE) == b"A vein bled."

    assert unlock(OLD_BOX, secret=SECRET, place=PLACE) == b"A vein bled."


@pytest.mark.parametrize("foreign", [b"UP1", b"UP1\xff", b"UP1\2" + bytes(9)])
def test_the_beginning_of_an_envelope_is_refused(foreign):
    with pytest.raises(CannotOpen, match="cut short"):
        unseal(foreign, key=CLINIC, place=PLACE)


@pytest.mark.parametrize("foreign", [b"", b"UP2" + bytes(200), bytes(300), b"%PDF-1.7"])
def test_what_is_no_envelope_is_refused(foreign):
    with pytest.raises(CannotOpen, match="not a sealed envelope"):
        unseal(foreign, key=CLINIC, place=PLACE)


def test_an_envelope_shows_nothing_and_never_looks_the_same(envelope):
    again = seal(WORDS, to=BOTH, place=PLACE)

    assert envelope != again
    assert all(part not in envelope for part in (b"Joan", b"0142", b"bled", b"submission"))


@pytest.mark.parametrize("plain", [b"", b"\0", bytes(100_000)])
def test_any_bytes_come_back_whole(plain):
    assert unseal(seal(plain, to=BOTH, place=PLACE), key=CLINIC, place=PLACE) == plain
    assert unlock(lock(plain, secret=SECRET, place=PLACE), secret=SECRET, place=PLACE) == plain


def test_nothing_is_sealed_to_nobody():
    with pytest.raises(ValueError, match="Nobody could ever open"):
        seal(WORDS, to=[], place=PLACE)


def test_keys_are_kept_as_hexadecimal_digits(envelope):
    clinic = private_key(CLINIC.private_bytes_raw().hex())
    sealed = seal(b"hello", to=[public_key(BOTH[0].public_bytes_raw().hex())], place=PLACE)

    assert unseal(envelope, key=clinic, place=PLACE) == WORDS
    assert unseal(sealed, key=CLINIC, place=PLACE) == b"hello"


@pytest.mark.parametrize("text", ["", "no key", "00" * 31, "00" * 33])
def test_what_is_no_key_is_refused_at_once(text):
    for read in (public_key, private_key):
        with pytest.raises(ValueError):
            read(text)


def test_a_box_opens_with_its_secret_at_its_place(box):
    assert unlock(box, secret=SECRET, place=PLACE) == WORDS


@pytest.mark.parametrize(("secret", "place"), [(OTHER_SECRET, PLACE), (SECRET, "elsewhere")])
def test_a_box_does_not_open_with_another_secret_or_elsewhere(box, secret, place):
    with pytest.raises(CannotOpen):
        unlock(box, secret=secret, place=place)


def test_a_box_that_was_changed_or_cut_is_refused(box):
    for position in range(len(box)):
        changed = bytearray(box)
        changed[position] ^= 0x01

        for broken in (bytes(changed), box[:position]):
            with pytest.raises(CannotOpen):
                unlock(broken, secret=SECRET, place=PLACE)


def test_a_box_shows_nothing_and_never_looks_the_same(box):
    assert box != lock(WORDS, secret=SECRET, place=PLACE)
    assert b"Joan" not in box
