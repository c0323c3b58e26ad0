from __future__ import annotations

import pytest

from clinic.origins import is_foreign


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, False),
        ({"origin": "https://veins.example"}, False),
        ({"origin": "http://testserver"}, False),
        ({"origin": "http://veins.example"}, True),
        ({"origin": "https://veins.example.evil.example"}, True),
        ({"origin": "null"}, True),
        ({"origin": ""}, True),
        ({"sec-fetch-site": "same-origin"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"sec-fetch-site": "same-site"}, True),
        ({"sec-fetch-site": "cross-site"}, True),
        ({"origin": "https://veins.example", "sec-fetch-site": "cross-site"}, True),
    ],
)
def test_what_the_browser_tells_of_the_sender_counts(rf, settings, headers, expected):
    settings.SITE_URL = "https://veins.example"

    assert is_foreign(rf.post("/", headers=headers)) is expected
