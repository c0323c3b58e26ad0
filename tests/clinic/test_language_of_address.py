"""The address alone says in which language a page is: no cookie does, and no browser."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import translation

from articles.models import OldAddress
from clinic import offering, views
from clinic.models import SiteProfile
from tests.articles.rows import make_live
from tests.clinic.languages import SPANISH, offer_spanish

pytestmark = pytest.mark.django_db
PAGES = ("", "privacy/", "accessibility/", "articles/", "articles/search/?q=cramps",
         "articles/how-we-write/", "check/")  # fmt: skip


@pytest.fixture
def spanish(administrator):
    return offer_spanish(by=administrator)


@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_there_in_both_languages_and_leads_to_the_other(client, spanish, page):
    english, other = client.get(f"/{page}").text, client.get(f"/es/{page}").text

    assert '<html lang="en-US" dir="ltr">' in english
    assert '<html lang="es" dir="ltr">' in other
    assert f'<a href="/es/{page}" lang="es" hreflang="es">Español</a>' in english
    assert f'<a href="/{page}" lang="en-US" hreflang="en-US">English</a>' in other
    assert '<span lang="es" aria-current="true">Español</span>' in other


@pytest.mark.parametrize("page", ["", "articles/", "privacy/"])
def test_a_page_has_no_cookie_and_is_the_same_for_every_browser(client, spanish, page):
    plain = client.get(f"/{page}")
    asked = client.get(f"/{page}", headers={"accept-language": "es"})
    other = client.get(f"/es/{page}", headers={"accept-language": "en"})

    assert plain.content == asked.content
    assert "Accept-Language" not in other.get("Vary", "")
    assert not other.cookies
    assert other["Cache-Control"].startswith("public, max-age=")
    assert other["ETag"] != plain["ETag"]


def test_the_clinic_speaks_in_its_own_words(client, spanish):
    html = client.get("/es/").text

    for words in ("headline", "lead", "team", "directions", "emergency_text"):
        assert SPANISH[words] in html
    assert "De lunes a viernes, de 8\xa0a.\xa0m. a 5\xa0p.\xa0m." in html


def test_where_nothing_else_is_offered_nothing_is_to_choose(client, db):
    html = client.get("/").text

    assert "hreflang" not in html
    assert client.get("/es/").status_code == 404


@pytest.mark.parametrize("address", ["/ar/", "/en/", "/en-us/", "/es-mx/", "/ES/"])
def test_a_language_that_is_not_offered_has_no_pages(client, spanish, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("way", ["/es//elsewhere.example/x", "/es///elsewhere.example"])
def test_the_switch_leads_to_no_other_site(client, spanish, way):
    refused = client.get("/", PATH_INFO=way)

    assert refused.status_code == 404
    assert re.findall('href="(/[^"]*elsewhere[^"]*)"', refused.text)
    assert 'href="//' not in refused.text


def test_staff_have_english_everywhere(client, spanish, administrator):
    client.force_login(administrator)

    assert '<html lang="en-us" dir="ltr">' in client.get("/staff/").text
    assert client.get("/es/staff/").status_code == 404


@pytest.mark.parametrize(
    ("address", "led_to"),
    [
        ("/es", "/es/"),
        ("/es/articles", "/es/articles/"),
        ("/es/articles/feed/", "/articles/feed/"),
        ("/es/2019/05/cramps/", "/es/articles/night-leg-cramps/"),
        ("/es/?p=12", "/es/articles/night-leg-cramps/"),
        ("/es/articles/Night-Leg-Cramps/", "/es/articles/night-leg-cramps/"),
        ("/es/articles/night-leg-cramps/feedback/", "/es/articles/night-leg-cramps/#the-feedback"),
    ],
)
def test_who_is_led_on_stays_in_the_language(client, spanish, address, led_to):
    article = make_live(slug="night-leg-cramps")
    for old in ("/2019/05/cramps/", "/?p=12"):
        OldAddress.objects.create(path=old, article_id=article.article_id)

    assert client.get(address)["Location"] == led_to


@pytest.mark.parametrize("address", ["/es/healthz", "/es/robots.txt", "/es/sitemap.xml"])
def test_what_has_no_words_has_no_language(client, spanish, address):
    assert client.get(address).status_code == 404


def test_an_article_keeps_its_language_and_says_so(client, spanish):
    article = make_live(slug="cramps", title="Leg cramps", body_html="<p>Stretch.</p>")

    html = client.get(f"/es{article.get_absolute_url()}").text

    assert '<h1 lang="en" dir="auto">Leg cramps</h1>' in html
    assert '<div class="stack" lang="en" dir="auto"><p>Stretch.</p></div>' in html
    assert "Este artículo está en inglés." in html
    assert '<link rel="canonical" href="http://localhost/articles/cramps/">' in html
    assert 'content="en_US"' in html
    assert "en inglés" in client.get("/es/articles/").text
    assert "in English" not in client.get("/articles/").text


def test_search_engines_are_told_of_each_language(client, spanish):
    make_live(slug="cramps")
    tree = ET.fromstring(client.get("/sitemap.xml").content)

    found = {
        url[0].text: {link.get("hreflang"): link.get("href") for link in url[1:]}
        for url in tree
        if url[0].text and "cramps" not in url[0].text
    }
    addresses = {url[0].text for url in tree}
    assert found["http://testserver/es/contact/"] == {
        "en-US": "http://localhost/contact/",
        "es": "http://localhost/es/contact/",
    }
    assert "http://testserver/es/articles/cramps/" not in addresses
    html = client.get("/es/").text
    assert '<link rel="alternate" hreflang="en-US" href="http://localhost/">' in html
    assert '<link rel="canonical" href="http://localhost/es/">' in html
    assert '<meta property="og:locale" content="es_US">' in html


def test_refusals_speak_the_language_too(client, spanish):
    lost = client.get("/es/nowhere/")
    request = RequestFactory().get("/es/")
    request.user = AnonymousUser()

    assert lost.status_code == 404
    assert "No encontramos esa página" in lost.text
    assert "Algo falló de nuestro lado" in _in_spanish(lambda: views.server_error(request)).text
    assert "No pudimos leer eso" in _in_spanish(lambda: views.bad_request(request, None)).text
    expired = _in_spanish(lambda: views.form_expired(request))
    assert "Por favor, inténtelo otra vez" in expired.content.decode()


def _in_spanish(answer):
    with translation.override("es"):
        return answer()


def test_an_answer_about_an_article_survives_the_switch(client, spanish):
    make_live(slug="cramps")
    typed = {"is_clear": "no", "words": "¿Qué es una válvula?"}

    refused = client.post("/articles/cramps/feedback/", {"words": typed["words"]}).text
    assert 'form="feedback" formaction="/es/articles/cramps/feedback/" formnovalidate' in refused

    again = client.post("/es/articles/cramps/feedback/", {**typed, "form:language": "es"})

    assert again.status_code == 200
    assert "¿Le quedó claro?" in again.text
    assert typed["words"] in again.text
    assert 'value="no" id="id_is_clear_1" required checked' in again.text
    assert "Elija" not in again.text


def test_the_languages_cost_an_english_page_no_question(
    client, spanish, administrator, django_assert_num_queries
):
    with django_assert_num_queries(1):
        client.get("/privacy/")
    with django_assert_num_queries(2):
        client.get("/es/privacy/")
    offering.withdraw(spanish, by=administrator)
    with django_assert_num_queries(1):
        client.get("/privacy/")


def test_a_language_whose_catalog_is_gone_is_no_longer_offered(client, spanish, settings):
    settings.LANGUAGES = [("en-us", "English")]

    assert client.get("/es/").status_code == 404
    assert "Español" not in client.get("/").text
    assert SiteProfile.current().offered == ()
