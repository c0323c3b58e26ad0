"""Pictures that belong to questions: opened as carefully as any file, and drawn anew."""

from __future__ import annotations

import base64
import binascii
from functools import lru_cache
from io import BytesIO

from clinic.picture_opening import Refused, open_safely

MIME = "image/webp"
LONGEST_SIDE = 1200
MOST_LETTERS = 8 * 1024 * 1024  # of Base64


@lru_cache(maxsize=32)
def drawn(digest: str, data: str) -> bytes | None:
    """Return a picture as browsers get it; None where its bytes are no picture.

    `digest` names the release that holds it.
    """
    if len(data) > MOST_LETTERS:
        return None
    try:
        image = open_safely(base64.b64decode(data, validate=True))
    except (Refused, binascii.Error):
        return None
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    written = BytesIO()
    image.save(written, "WEBP", quality=85)
    return written.getvalue()
