"""A sealed file opens whole, for its keys, at its place; or not at all."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from clinic import sealed_files
from clinic.sealed_files import CHUNK_BYTES, seal, unseal
from clinic.vault import CannotOpen

PLACE = "intake.photo:1"
CLINIC, RECOVERY, STRANGER = (X25519PrivateKey.generate() for _ in range(3))
BOTH = [CLINIC.public_key(), RECOVERY.public_key()]
SMALL = 16


@pytest.fixture(autouse=True, scope="module")
def _small_chunks():
    """Let a chunk be 16 bytes, so that short files have many."""
    before, sealed_files.CHUNK_BYTES = sealed_files.CHUNK_BYTES, SMALL
    yield
    sealed_files.CHUNK_BYTES = before


def sealed(plain: bytes, place=PLACE) -> tuple[bytes, list[bytes]]:
    head, chunks = seal(plain, to=BOTH, place=place)
    return head, list(chunks)


def opened(head: bytes, chunks: list[bytes], key=CLINIC, place=PLACE) -> bytes:
    return b"".join(unseal(head, chunks, key=key, place=place))


@given(st.binary(max_size=6 * SMALL))
def test_any_file_comes_back_whole_for_either_key(plain):
    head, chunks = sealed(plain)

    assert len(chunks) == max(1, -(-len(plain) // SMALL))
    assert opened(head, chunks) == opened(head, chunks, key=RECOVERY) == plain


@given(st.binary(max_size=6 * SMALL), st.data())
def test_no_other_row_of_the_same_chunks_opens(plain, data):
    """Cut, swapped, repeated, left out: whatever is not the row as it was sealed is refused."""
    head, chunks = sealed(plain)
    numbers = st.lists(st.integers(0, len(chunks) - 1), max_size=len(chunks) + 2)
    row = data.draw(numbers.filter(lambda row: row != list(range(len(chunks)))))

    with pytest.raises(CannotOpen):
        opened(head, [chunks[number] for number in row])


@given(st.binary(min_size=1, max_size=4 * SMALL), st.data())
def test_a_change_of_one_bit_anywhere_is_refused(plain, data):
    head, chunks = sealed(plain)
    number = data.draw(st.integers(-1, len(chunks) - 1))
    changed = bytearray(head if number < 0 else chunks[number])
    changed[data.draw(st.integers(0, len(changed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    if number < 0:
        head = bytes(changed)
    else:
        chunks[number] = bytes(changed)

    with pytest.raises(CannotOpen):
        opened(head, chunks)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_chunk_of_another_file_does_not_fit(number):
    head, chunks = sealed(bytes(3 * SMALL))
    chunks[number] = sealed(bytes(3 * SMALL))[1][number]

    with pytest.raises(CannotOpen):
        opened(head, chunks)


def test_a_head_of_another_file_does_not_fit():
    with pytest.raises(CannotOpen):
        opened(sealed(b"a leg")[0], sealed(b"a leg")[1])


def test_a_file_that_was_moved_does_not_open():
    head, chunks = sealed(b"a leg", place="intake.photo:2")

    with pytest.raises(CannotOpen):
        opened(head, chunks)


def test_chunks_are_bound_to_the_place_beside_the_head(monkeypatch):
    """Who has the key of the file can seal a new head for it; the chunks still do not move."""
    head, chunks = sealed(b"a leg")
    monkeypatch.setattr(sealed_files, "_key_of_file", lambda *_: unsealed_key(head))

    with pytest.raises(CannotOpen):
        opened(b"another head", chunks, place="intake.photo:2")


def unsealed_key(head: bytes) -> bytes:
    return sealed_files.vault.unseal(head, key=CLINIC, place=f"{PLACE}:key")


def test_a_stranger_opens_nothing():
    with pytest.raises(CannotOpen):
        opened(*sealed(b"a leg"), key=STRANGER)


def test_nothing_of_the_file_shows_and_it_never_looks_the_same():
    one, other = (sealed(b"Joan Alder, her leg" * 4) for _ in range(2))

    assert not set(one[1]) & set(other[1])
    assert b"Joan" not in b"".join([one[0], *one[1]])


def test_no_more_than_a_chunk_is_made_at_a_time():
    _, chunks = seal(bytes(100 * SMALL), to=BOTH, place=PLACE)

    assert len(next(chunks)) == SMALL + 16
    assert CHUNK_BYTES == 256 * 1024
