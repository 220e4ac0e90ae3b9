"""The pages of a source that is sent to us: its address to copy, its secret shown once, what came; and the API's twin of each."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from accounts.services.api_keys import make_key
from monitoring.feeds.collection import addresses
from monitoring.feeds.models import Credential, Feed, ReceivingAddress
from monitoring.models import Source
from tests.loopback import Server
from tests.markup import flat
from tests.monitoring.feeds.collection.test_receiving import review, send, sent_source, take
from tests.monitoring.fixtures import loopback_is_allowed
from tests.monitoring.ground import NOW, publish, subscribe
from tests.world import World

__all__ = ["loopback_is_allowed"]
HOME = "/brands/alder-coffee/sources/"
ADD, API = f"{HOME}add/", "/api/v1/sources/"
EXAMPLE = '{"data": {"id": 7, "body": "Glass in the cold brew", "user": {"name": "Ann"}, "stars": 2}}'
FILLED = {"platform": "webhook", "field-sender": "Shop", "field-kind": "path"}
NAMED = {"name": "The shop", "everything": "1", "step": "save"}


def test_an_example_is_pasted_its_fields_are_offered_and_the_mention_is_shown(world: World) -> None:
    browser = world.browser(world.manager)
    asked = browser.get(f"{ADD}?platform=webhook").text
    assert "<textarea" in asked and 'list="field-sample-fields"' in asked
    tried = browser.post(ADD, {**FILLED, "field-sample": EXAMPLE, "step": "check"}, headers={"HX-Request": "true"})
    page = flat(tried.text)
    assert (
        tried.status_code == 200
        and "What it would become" in page
        and "Glass in the cold brew" in page
        and "Ann" in page
    )
    for pointer in ("/data/id", "/data/body", "/data/user/name", "/data/stars"):
        assert (
            f'<option value="{pointer}">' in tried.text and f'value="{pointer}"' in tried.text.partition("<datalist")[0]
        ), pointer
    assert not Source.objects.exists()


def test_it_is_saved_and_its_page_shows_the_address_and_that_nothing_has_arrived(world: World) -> None:
    browser = world.browser(world.manager)
    saved = browser.post(ADD, {**FILLED, **NAMED, "field-sample": EXAMPLE})
    world.enter()
    source = Source.objects.get()
    assert (saved.status_code, saved["Location"]) == (303, f"{HOME}{source.pk}/")
    page = flat(browser.get(saved["Location"]).text)
    world.enter()
    path = addresses.path_of(ReceivingAddress.objects.get())
    assert f'value="http://north.localhost:8000{path}"' in page and "Nothing has arrived yet." in page
    assert source.fields["text"] == "/data/body" and "sample" not in source.fields
    assert "Last read" not in page


@pytest.mark.parametrize("step", ["check", "save"])
@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({"field-sender": ""}, "sender", "Say who sends"),
        ({"field-sender": "//[x"}, "sender", "name begins with a letter or a digit."),
        ({"field-sample": ""}, "sample", "Paste one body as it is sent"),
        ({"field-sample": "{x"}, "sample", "The body is not JSON."),
        ({"field-text": "/words"}, "text", "At /words is nothing in the example."),
        ({"field-kind": "github", "field-header": "X-Token"}, "header", "Only a token has a header of its own"),
    ],
)
def test_a_refusal_stands_at_its_field_and_nothing_is_made(
    world: World, step: str, sent: dict[str, str], field: str, words: str
) -> None:
    answer = world.browser(world.manager).post(ADD, {**FILLED, **NAMED, "field-sample": EXAMPLE, **sent, "step": step})
    assert answer.status_code == 422
    assert words in flat(answer.text.partition(f'id="id_field-{field}-error"')[2][:500])
    world.enter()
    assert not Source.objects.exists() and not Feed.objects.exists() and not ReceivingAddress.objects.exists()


def test_a_secret_is_made_and_shown_once(world: World) -> None:
    source = sent_source(world, kind="github", sender="Code")
    browser = world.browser(world.manager)
    assert "No secret is set, so nothing is let in." in flat(browser.get(f"{HOME}{source.pk}/").text)
    made = browser.post(f"{HOME}{source.pk}/new_secret/")
    assert made.status_code == 200 and "Copy the secret now." in made.text and "no-store" in made["Cache-Control"]
    shown = made.text.partition('id="secret"')[2].partition('value="')[2].partition('"')[0]
    world.enter()
    assert len(shown) > 40 and shown not in Credential.objects.get().sealed
    after = flat(browser.get(f"{HOME}{source.pk}/").text)
    assert shown not in after and "New secret" in after and "No secret is set" not in after


def test_a_new_address_replaces_the_one_on_the_page(world: World) -> None:
    source = sent_source(world)
    before = addresses.path_of(ReceivingAddress.objects.get())
    browser = world.browser(world.manager)
    moved = browser.post(f"{HOME}{source.pk}/new_address/", follow=True)
    assert "It has a new address." in moved.text and before not in moved.text and "/hooks/fbi_" in moved.text


def test_what_came_and_what_was_refused_is_on_the_page(world: World) -> None:
    source = sent_source(world)
    send(review())
    send({"eventName": "service-review-deleted"})
    take(world)
    send(review(), at=NOW)
    page = flat(world.browser(world.manager).get(f"{HOME}{source.pk}/").text)
    assert "1 new post" in page and "Nothing has arrived yet." not in page
    assert "Trustpilot's delivery names no review." in page.replace("&#x27;", "'")


def test_where_fields_lie_is_tried_on_the_sources_page_before_it_is_saved(world: World) -> None:
    source = sent_source(world, kind="path", sender="Shop", sample=EXAMPLE)
    browser, page = world.browser(world.manager), f"{HOME}{source.pk}/"
    form = {"name": "Shop", "everything": "1", **{f"field-{name}": value for name, value in source.fields.items()}}
    other = EXAMPLE.replace("body", "words")
    tried = browser.post(page, {**form, "field-text": "/data/words", "field-sample": other, "step": "check"})
    told = flat(tried.text)
    assert tried.status_code == 200 and "What it would become" in told and '<code dir="ltr">/data/words</code>' in told
    wrong = browser.post(page, {**form, "field-sample": other, "step": "check"})
    assert wrong.status_code == 422 and "At /data/body is nothing in the example." in wrong.text
    world.enter()
    assert Source.objects.get().fields == source.fields
    assert browser.post(page, {**form, "field-text": "/data/words", "field-sample": other}).status_code == 303
    world.enter()
    assert Source.objects.get().fields["text"] == "/data/words"


def test_what_is_read_has_no_such_pages(world: World, server: Server) -> None:
    source = subscribe(world, publish(server, []))
    browser = world.browser(world.manager)
    for act in ("new_secret", "new_address"):
        answer = browser.post(f"{HOME}{source.pk}/{act}/", follow=True)
        assert "Nothing is sent to this source." in answer.text
        refused = browser.post(f"{API}{source.pk}/{act}/", content_type="application/json")
        assert (refused.status_code, refused.json()["code"]) == (409, "not_sent")


def ask(world: World, path: str, **body: Any) -> Any:
    return world.browser(world.manager).post(path, body, content_type="application/json")


def test_the_api_tries_an_example_and_adds_what_it_proposes(world: World) -> None:
    fields = {"sender": "Shop", "kind": "bearer", "sample": EXAMPLE}
    tried = ask(world, f"{API}check/", platform="webhook", fields=fields).json()
    assert tried["proposed"] == {
        "external_id": "/data/id",
        "text": "/data/body",
        "author": "/data/user/name",
        "rating": "/data/stars",
    }
    assert {"pointer": "/data/body", "example": "Glass in the cold brew"} in tried["sample_fields"]
    assert [one["text"] for one in tried["samples"]] == ["Glass in the cold brew"]
    made = ask(world, API, brand=str(world.alder.pk), platform="webhook", fields=fields).json()
    assert made["fields"] == {"sender": "Shop", "kind": "bearer", **tried["proposed"]}
    told = made["receiving"]
    assert (told["received"], told["has_secret"], "/hooks/fbi_" in told["address"]) == (0, False, True)
    secret = ask(world, f"{API}{made['id']}/new_secret/").json()["secret"]
    moved = ask(world, f"{API}{made['id']}/new_address/").json()["receiving"]
    assert moved["has_secret"] and moved["address"] not in ("", told["address"]) and secret not in str(moved)
    wrong = ask(world, f"{API}check/", platform="webhook", fields={**fields, "text": "/words"})
    assert wrong.json()["errors"] == {"fields": {"text": ["At /words is nothing in the example."]}}


def test_a_key_that_only_reads_is_not_told_the_address(world: World) -> None:
    source = sent_source(world)
    _, token = make_key(world.manager, name="x", scopes=["read"], days=1, now=datetime.now(UTC))
    key = Client(HTTP_HOST="north.localhost", headers={"Authorization": f"Bearer {token}"})
    told = key.get(f"{API}{source.pk}/").json()["receiving"]
    assert told["address"] == "" and told["received"] == 0
    assert key.post(f"{API}{source.pk}/new_secret/").status_code == 403
