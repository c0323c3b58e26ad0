"""Pages with every type of question: what their buttons do, and what they keep."""

from __future__ import annotations

import base64
import json
import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from intake import publishing
from intake.models import Photo, Release, UnfinishedResponse
from tests.intake.make import EVERY_TYPE, RECEIPT_RULES, key_in
from tests.intake.reading import dead_links, fields, title, words

pytestmark = pytest.mark.usefixtures("clinic")

BEGIN = "/check/form/foot-check/begin/"


def publish(**changes) -> None:
    document = json.loads(EVERY_TYPE.read_text(encoding="utf-8"))
    publishing.publish(json.dumps({**document, **changes}), RECEIPT_RULES, by=None)


def only(*names: str) -> list[dict]:
    """Return these items of the foot check alone."""
    document = json.loads(EVERY_TYPE.read_text(encoding="utf-8"))
    return [item for item in document["item"] if item["linkId"] in names]


def begin(client, *names: str, **typed) -> str:
    """Answer a first yes-or-no question, then come to these items; return their address."""
    first = {"linkId": "first", "text": "Ready?", "type": "boolean"}
    publish(item=[first, *only(*names)])
    return client.post(BEGIN, {"first": "true", **typed}).url


def photo(name: str = "foot.jpg", data: bytes = b"a picture") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/jpeg")


def test_adding_and_finding_store_nothing(client):
    publish(item=only("town"))

    found = client.post(BEGIN, {"town_find": "al", "form:find": "town"})

    assert found.status_code == 200
    assert "4 answers fit “al”. Choose yours." in words(found)
    assert not title(found).startswith("Error")
    assert not UnfinishedResponse.objects.exists()


def test_a_picture_is_drawn_anew_and_can_be_kept_by_browsers(client):
    publish()
    address = begin(client, "feet")
    client.post(address, {"pain": "false"})
    page = client.get(address.replace("/pain", "/where")).content.decode()
    source = re.search(r'<img class="beside" src="([^"]+)" alt="([^"]+)"', page)

    picture = client.get(source[1])

    assert source[2] == "A foot from above. The heel is marked."
    assert picture["Content-Type"] == "image/webp"
    assert "immutable" in picture["Cache-Control"]
    with Image.open(BytesIO(picture.content)) as image:
        assert image.size == (320, 200)


def test_what_is_no_picture_is_not_sent(client):
    items = only("feet")
    where = items[0]["item"][1]
    media = next(each for each in where["extension"] if each["url"].endswith("itemMedia"))
    media["valueAttachment"]["data"] = base64.b64encode(b"<svg onload=alert(1)>").decode()
    publish(item=items)
    client.post(BEGIN, {"pain": "false"})
    digest = Release.objects.newest("foot-check").digest
    assert client.get(f"/check/picture/{digest}/where").status_code == 404
    assert client.get(f"/check/picture/{digest}/nothing").status_code == 404
    assert client.get("/check/picture/abc/where").status_code == 404


def test_who_cannot_see_the_list_hears_how_many_answers_were_found(client):
    publish(item=only("town"))

    html = client.post(BEGIN, {"town_find": "al", "form:find": "town"}).content.decode()

    assert re.search(r'<p class="hint" id="id_town_found">4 answers fit', html)
    [begins_at] = re.findall(r"<input[^>]*\sautofocus[^>]*>", html)
    assert 'aria-describedby="id_town_found"' in begins_at


def test_files_are_kept_at_once_and_listed(client, quick_workshop):
    address = begin(client, "photo")

    added = client.post(address, {"photo": photo(), "form:attach": "photo"})

    assert added.status_code == 200
    assert "foot.jpg" in words(added)
    assert re.search(r'aria-label="Your files"[^>]*\sautofocus', added.content.decode())
    assert "foot.jpg" in words(client.get(address))
    assert Photo.objects.count() == 1


def test_who_adds_a_file_before_choosing_one_is_told_how(client):
    address = begin(client, "photo")

    added = client.post(address, {"form:attach": "photo"})

    assert added.status_code == 422
    assert title(added).startswith("Error: ")
    assert "Choose a photo or a file in the box first" in words(added)
    assert client.post(address, {}).status_code == 302


def test_continue_keeps_files_too_and_the_check_page_names_them(client, quick_workshop):
    address = begin(client, "photo")

    response = client.post(address, {"photo": [photo(), photo("heel.jpg", b"another")]})

    check = client.get(response.url)
    assert response.url == f"/check/{key_in(address)}/check/"
    assert "foot.jpg, heel.jpg" in words(check)


def test_a_file_is_taken_out_again(client, quick_workshop):
    address = begin(client, "photo")
    client.post(address, {"photo": photo(), "form:attach": "photo"})
    name = Photo.objects.get().pk

    client.post(address, {"form:remove": f"{name} photo"})

    assert "foot.jpg" not in words(client.get(address))
    assert not Photo.objects.exists()


def test_what_cannot_be_taken_is_said_and_the_rest_stays(client, quick_workshop):
    address = begin(client, "photo")
    four = [photo(f"{n}.jpg", b"picture %d" % n) for n in range(4)]

    refused = client.post(address, {"photo": four, "form:attach": "photo"})

    assert refused.status_code == 422
    assert "We can take 3 files here. Take one out to add another one" in words(refused)
    assert not dead_links(refused)
    assert Photo.objects.count() == 3
    assert "0.jpg" in words(client.get(address))


def test_a_file_that_is_no_picture_is_refused_with_a_sentence(client):
    address = begin(client, "photo")

    refused = client.post(address, {"photo": photo("notes.jpg", b"Dear doctor")})

    assert refused.status_code == 422
    assert title(refused).startswith("Error: ")
    assert not Photo.objects.exists()


def test_a_required_file_taken_out_is_asked_for_again(client, quick_workshop):
    items = only("photo")
    items[0]["required"] = True
    first = {"linkId": "first", "text": "Ready?", "type": "boolean"}
    publish(item=[first, *items])
    address = client.post(BEGIN, {"first": "true"}).url
    client.post(address, {"photo": photo()})

    client.post(address, {"form:remove": f"{Photo.objects.get().pk} photo"})

    assert client.get(f"/check/{key_in(address)}/check/").url == address
    assert "Add a photo or a file" in words(client.post(address, {}))


def test_a_first_page_with_files_begins_before_they_come(client, quick_workshop):
    publish(item=only("photo"))

    assert "Begin" in words(client.get(BEGIN))
    address = client.get(client.post(BEGIN, {}).url).url
    client.post(address, {"photo": photo()})

    assert Photo.objects.count() == 1


def test_shoes_are_listed_changed_and_taken_out(client):
    address = begin(client, "shoes")
    key = key_in(address)
    client.post(address, {"shoe@0": "Boots"})
    more = client.post(f"/check/{key}/question/hurts@0", {"hurts@0": "false"}).url

    page = client.get(more)

    assert more == f"/check/{key}/question/shoes"
    assert "You have added 1" in words(page)
    assert "Shoes 1 Boots Change Shoes 1 Remove Shoes 1" in words(page)
    assert "You can add up to 3." in words(page)
    assert f'href="/check/{key}/question/shoe@0"' in page.content.decode()
    client.post(more, {"remove": "0"})
    assert "Please add 1 more." in words(client.get(more))


def test_a_question_inside_says_in_which_one_it_is(client):
    address = begin(client, "shoes")

    assert '<p class="kicker">Shoes 1</p>' in client.get(address).content.decode()


def test_a_fixed_answer_stands_on_the_check_page_without_a_way_to_change_it(client):
    publish(item=only("numbers"))
    address = client.post(BEGIN, {"steps": "5", "weight_0": "80", "weight_1": "kg"}).url

    html = client.get(address).content.decode()

    assert re.search(r"<dt>Clinic number</dt>\s*<dd>12</dd>\s*</div>", html)
    assert fields(client.get(f"/check/{key_in(address)}/question/numbers"))["weight_0"] == ["80"]
