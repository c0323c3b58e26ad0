from __future__ import annotations

from clinic.symptoms import SYMPTOMS, with_article


def test_a_card_waits_until_its_article_is_there():
    cards = with_article({"spider-veins", "swollen-ankles", "long-flights"})

    assert [card.name for card in cards] == ["Swollen ankles", "Spider veins"]


def test_each_card_leads_to_an_article_of_its_own():
    assert len({card.slug for card in SYMPTOMS}) == len(SYMPTOMS)
