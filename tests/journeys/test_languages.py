"""A patient reads the site in Spanish, and one in a language that is read from right to left."""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from clinic.management.commands.sample_clinic import SPANISH
from tests.arabic import arabic, in_arabic  # noqa: F401 (a fixture)
from tests.clinic.languages import offer
from tests.journeys import steps
from tests.journeys.looking import DESK, look_at

pytestmark = pytest.mark.journey

ARTICLE = "articles/night-leg-cramps/"
READ = ("", "articles/", ARTICLE, "articles/how-we-write/", "privacy/", "accessibility/")
IN_WORDS = (*READ, "articles/search/", "articles/search/?q=cramps", "contact/", "nowhere/")
FORMS = ("check/",)  # the questions are in the words of their authors
# What stays as the clinic, its doctors and readers write it
OWN_WORDS = re.compile(
    r"Northside Vein Clinic|1200 Lakeview Avenue, Suite 210|Northside, MN|Edith Park[\w, ]*"
    r"|Ingrid Solberg[\w, ]*|https?://\S+|Leg cramps at night: could it be your veins\?|cramps"
)
# Text that is seen or heard, without what is marked as of another language
WORDS = """
() => {
  const foreign = element => element.closest("[lang]") !== document.documentElement;
  const texts = [document.title.split(" | ")[0]];
  for (const element of document.body.querySelectorAll("*")) {
    if (foreign(element)) continue;
    for (const name of ["aria-label", "alt", "title", "placeholder"])
      texts.push(element.getAttribute(name) || "");
    for (const node of element.childNodes)
      if (node.nodeType === Node.TEXT_NODE) texts.push(node.textContent);
  }
  return texts;
}
"""


def latin_words(page) -> list[str]:
    texts = [OWN_WORDS.sub("", text) for text in page.evaluate(WORDS)]
    return [" ".join(text.split()) for text in texts if re.search(r"[A-Za-z]{2}", text)]


@pytest.fixture
def reader(open_browser, administrator, arabic):  # noqa: F811
    """A reader of a site in three languages, whose browser runs no scripts."""
    call_command("sample_articles", verbosity=0)
    words = {name: in_arabic(SPANISH[name]) for name in ("headline", "lead", "team", "directions")}
    text = in_arabic(SPANISH["emergency_text"])
    offer(by=administrator)
    offer(by=administrator, language="ar", emergency_text=text, **words)
    return open_browser(DESK)


def test_the_site_speaks_three_languages_one_of_them_from_right_to_left(reader):
    reader.goto("/articles/search/?q=cramps")
    steps.follow(reader, "Español")
    assert reader.url.endswith("/es/articles/search/?q=cramps")
    expect(reader.get_by_text(re.compile("resultados? para “cramps”"))).to_be_visible()
    look_at(reader)
    reader.goto(f"/{ARTICLE}")
    reader.get_by_label("What could be clearer?").fill("¿Qué es una válvula?")
    steps.press(reader, "Send")
    steps.press(reader, "Español")
    assert steps.heading(reader) == "¿Le quedó claro?"
    assert reader.get_by_label("¿Qué podría ser más claro?").input_value() == "¿Qué es una válvula?"
    look_at(reader)

    for page in (*IN_WORDS, *FORMS):
        reader.goto(f"/ar/{page}")
        html = reader.locator("html")
        assert (html.get_attribute("lang"), html.get_attribute("dir")) == ("ar", "rtl")
        if page in IN_WORDS:
            assert latin_words(reader) == [], page
        look_at(reader)
    brand, call = (reader.locator(part).bounding_box() for part in (".brand", ".masthead .call"))
    assert brand["x"] > call["x"]
