"""Files among the answers, and how the check page speaks of them."""

from __future__ import annotations

import pytest

from intake.domain.answers import show
from intake.domain.attachments import attachments, in_words
from intake.domain.items import Item, ItemType
from intake.domain.values import Attachment

LEG, FOOT = (Attachment(name, "image/jpeg", f"{name}.jpg") for name in ("leg", "foot"))
LETTER = Attachment("letter", "application/pdf", "letter.pdf")


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ((LEG,), "1 photo"),
        ((LEG, FOOT), "2 photos"),
        ((LETTER,), "1 PDF"),
        ((LEG, LETTER, FOOT), "2 photos and 1 PDF"),
        ((LETTER, LETTER), "2 PDFs"),
    ],
)
def test_files_are_counted(files, words):
    assert in_words(files) == words
    assert show(Item("photos", ItemType.ATTACHMENT, "Your legs"), files) == words


def test_one_file_alone_is_an_answer_as_well():
    assert show(Item("photo", ItemType.ATTACHMENT, "Your leg"), LEG) == "1 photo"


def test_files_are_found_among_other_values():
    assert attachments(LEG) == (LEG,)
    assert attachments((LEG, LETTER)) == (LEG, LETTER)
    for other in (None, "words", True, (), ("a", "b")):
        assert attachments(other) == ()
