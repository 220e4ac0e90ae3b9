"""The page that adds a source: made of what its platform asks; with one platform it is an address to paste, as ever."""

from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import pytest

from monitoring.feeds.models import Credential, Feed
from monitoring.models import Mention, Source
from tests.loopback import Answer, Server
from tests.markup import flat
from tests.monitoring.feeds.stand_in.connector import PolledSquare, notice
from tests.monitoring.feeds.stand_in.entering import known
from tests.monitoring.fixtures import loopback_is_allowed
from tests.monitoring.ground import entry, flow, publish
from tests.world import World

__all__ = ["known", "loopback_is_allowed"]
HOME = "/brands/alder-coffee/sources/"
ADD, SQUARE, WORD = f"{HOME}add/", "square:market", "swordfish-9f2"
FILLED = {"platform": "square", "field-square": SQUARE, "field-word": WORD}
NAMED = {"name": "The square", "everything": "1", "step": "save"}


@pytest.fixture
def square(known: Any) -> Iterator[PolledSquare]:
    yield known(PolledSquare(WORD))


def test_with_one_platform_there_is_nothing_to_choose_and_an_address_to_paste(world: World, known: Any) -> None:
    page = flat(world.browser(world.manager).get(ADD).text)
    assert "Kind of source" not in page and 'name="field-url"' in page and "Paste an address." in page


def test_with_several_the_kind_is_chosen_first_and_then_its_fields_are_shown(world: World, square: Any) -> None:
    browser = world.browser(world.manager)
    first = flat(browser.get(ADD).text)
    assert "Feed or web page" in first and "Town square" in first and "field-" not in first
    chosen = browser.get(f"{ADD}?platform=square", headers={"HX-Request": "true"}).text
    assert "<html" not in chosen and 'aria-current="true"' in chosen
    for name in ("square", "word", "wall", "depth", "torn", "map"):
        assert f'name="field-{name}"' in chosen, name
    assert (
        'type="password"' in chosen
        and 'type="number"' in chosen
        and "<select" in chosen
        and 'type="checkbox"' in chosen
    )


def test_a_source_of_another_platform_is_tried_saved_read_and_brings_mentions(world: World, square: Any) -> None:
    square.board = [notice("1", "Glass in the cold brew")]
    browser = world.browser(world.manager)
    tried = browser.post(ADD, {**FILLED, "step": "check"}, headers={"HX-Request": "true"})
    assert tried.status_code == 200 and "Glass in the cold brew" in tried.text and "Add source" in tried.text
    assert WORD not in tried.text and not Source.objects.exists()
    saved = browser.post(ADD, {**FILLED, **NAMED})
    assert (saved.status_code, saved["Location"]) == (303, HOME)
    world.enter()
    flow(world, Feed.objects.get().next_fetch_at)
    assert Mention.objects.get().post.text == "Glass in the cold brew"
    made = Source.objects.get()
    assert (made.platform, made.name, made.address, made.fields) == ("square", "The square", SQUARE, {"square": SQUARE})


@pytest.mark.parametrize("step", ["check", "save"])
@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({"field-square": ""}, "square", "Fill in: Name of the square."),
        ({"field-square": "market"}, "square", "name begins with square:."),
        ({"field-word": ""}, "word", "Fill in: Word of the crier."),
        ({"field-word": "guess"}, "word", "The crier does not know this word."),
        ({"field-depth": "900"}, "depth", "Enter a number from 1 to 500."),
        ({"field-map": "http://10.0.0.1/"}, "map", "address"),
    ],
)
def test_a_refusal_stands_at_its_field(
    world: World, square: Any, step: str, sent: dict[str, str], field: str, words: str
) -> None:
    answer = world.browser(world.manager).post(ADD, {**FILLED, **NAMED, **sent, "step": step})
    assert answer.status_code == 422
    told = answer.text.partition(f'id="id_field-{field}-error"')[2][:500]
    assert words in told and "guess" not in answer.text
    world.enter()
    assert not Source.objects.exists() and not Feed.objects.exists() and not Credential.objects.exists()


def test_what_was_pasted_as_an_address_finds_its_platform_and_what_it_still_asks(world: World, square: Any) -> None:
    pasted = world.browser(world.manager).post(ADD, {"address": SQUARE, "step": "check"})
    assert (
        pasted.status_code == 422 and f'value="{SQUARE}"' in pasted.text and 'id="id_field-word-error"' in pasted.text
    )
    typed = {"platform": "rss", "field-url": SQUARE, "step": "check"}
    assert 'id="id_field-word-error"' in world.browser(world.manager).post(ADD, typed).text


def test_a_feed_behind_a_log_in_is_read_with_it(world: World, server: Server) -> None:
    address = publish(server, [entry("1", "Glass in the cold brew")])
    feed, right = server.answers["/feed.json"], f"Basic {b64encode(f'joe:{WORD}'.encode()).decode()}"
    server.answers["/feed.json"] = lambda asked: (
        feed if asked.headers.get("authorization") == right else Answer(status=401)
    )
    browser, sent = world.browser(world.manager), {"field-url": address, "field-username": "joe", **NAMED}
    assert 'id="id_field-url-error"' in browser.post(ADD, {**sent, "field-password": ""}).text
    assert browser.post(ADD, {**sent, "field-password": WORD}).status_code == 303
    world.enter()
    flow(world, Feed.objects.get().next_fetch_at)
    assert Mention.objects.get().post.text == "Glass in the cold brew"
    assert (Feed.objects.get().private_to_id, Credential.objects.get().field) == (world.north.pk, "password")


def test_the_edit_page_shows_what_was_answered_and_of_a_secret_only_since_when_and_by_whom(
    world: World, square: Any
) -> None:
    browser = world.browser(world.manager)
    browser.post(ADD, {**FILLED, **NAMED, "field-wall": "north"})
    world.enter()
    made, sealed = Source.objects.get(), Credential.objects.get().sealed
    page = browser.get(f"{HOME}{made.pk}/").text
    assert f'value="{SQUARE}"' in page and '<option value="north" selected>' in page and "Town square" in page
    assert f"by <bdi>{world.manager.user}</bdi>" in page and WORD not in page and sealed not in page
    same = {"name": "Square", "everything": "1", "field-square": SQUARE, "field-wall": "north", "field-word": ""}
    assert browser.post(f"{HOME}{made.pk}/", same).status_code == 303
    world.enter()
    assert Credential.objects.get().sealed == sealed and Source.objects.get().name == "Square"
    refused = browser.post(f"{HOME}{made.pk}/", {**same, "field-wall": ""})
    assert refused.status_code == 422 and 'id="id_field-word-error"' in refused.text
    assert browser.post(f"{HOME}{made.pk}/", {**same, "field-wall": "", "field-word": WORD}).status_code == 303
    world.enter()
    assert Source.objects.get().feed_id != made.feed_id
    assert Credential.objects.get().feed_id == Source.objects.get().feed_id


def test_a_network_that_is_not_watched_is_named_and_what_is_suggested_fills_the_form(world: World) -> None:
    world.alder.handles = ["aldercoffee"]
    world.alder.save()
    browser = world.browser(world.manager)
    page = flat(browser.get(HOME).text)
    assert "Not watched" in page
    assert ">mastodon.social/tags/AlderCoffee</a>" in page
    filled = browser.get(f"{ADD}?platform=mastodon&field-server=mastodon.social&field-term=aldercoffee&field-nothing=x")
    assert 'value="aldercoffee"' in filled.text and "nothing" not in filled.text
