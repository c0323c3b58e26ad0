from __future__ import annotations

import pytest


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/check/", "/contact/", "/privacy/", "/accessibility/"])
def test_search_engines_are_told_of_every_page_that_is_always_there(client, address):
    shown = client.get("/sitemap.xml", SERVER_NAME="localhost").content.decode()

    assert f"<loc>http://localhost{address}</loc>" in shown
    assert client.get(address).status_code == 200
