"""An editor tells the search what else people call a thing."""

from __future__ import annotations

import pytest
from django.utils import timezone

from articles.models import SynonymGroup
from articles.search import search
from tests.articles.rows import make_live

pytestmark = pytest.mark.django_db

ADD = "/staff/articles/synonymgroup/add/"


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator)
    return client


def test_a_new_group_works_at_the_next_search(desk):
    make_live(title="Compression stockings")

    response = desk.post(
        ADD, {"terms": " support hose \r\n\r\nCompression stockings\r\nsupport hose"}
    )

    assert response.status_code == 302
    assert SynonymGroup.objects.get().term_lines == ["support hose", "Compression stockings"]
    assert search("Support Hose", timezone.now()).total == 1


@pytest.mark.parametrize("terms", ["DVT", "DVT\ndvt", "DVT\n\n", "DVT\n-", "", "?\n!"])
def test_a_group_that_says_nothing_new_is_refused(desk, terms):
    response = desk.post(ADD, {"terms": terms})

    assert response.status_code == 200
    words = b"at least two different terms" if terms else b"This field is required"
    assert words in response.content
    assert not SynonymGroup.objects.exists()


def test_the_form_says_how_to_write_a_group(desk):
    assert "Write one term on each line" in desk.get(ADD).content.decode()
