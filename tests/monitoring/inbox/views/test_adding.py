"""“Add a mention”: a link is read while the page waits, its words are looked over; or all is typed; what is there already is linked."""

from typing import Any

import pytest

from monitoring.inbox.services import adding
from monitoring.models import LinkReading, Mention
from tests.loopback import Answer, Server
from tests.markup import flat
from tests.monitoring.ground import NOW
from tests.world import World

HERE = "/mentions/add/"
pytestmark = pytest.mark.usefixtures("loopback")
TYPED = {
    "brand": "alder-coffee",
    "text": "Dear Alder, I am not amused.",
    "where": "letter",
    "author": "T. Bell",
    "step": "add",
}


@pytest.fixture
def loopback(settings: Any) -> None:
    settings.ALLOW_LOOPBACK_FEEDS = True


def _page(answer: Any) -> str:
    return flat(answer.content.decode())


def test_a_link_is_read_and_shown_to_be_looked_over_before_it_is_added(world: World, server: Server) -> None:
    page = b'<meta property="og:title" content="Alder recalls"><meta property="article:published_time" content="2026-11-02T10:15:00Z">'
    server.answers["/a"] = Answer(body=page, headers={"Content-Type": "text/html"})
    browser = world.browser(world.analyst)
    assert 'href="/mentions/add/?brand=alder-coffee"' in _page(browser.get("/mentions/?brand=alder-coffee"))
    answer = browser.post(HERE, {"brand": "alder-coffee", "url": server.url("/a"), "step": "read"})
    assert answer.status_code == 303
    waiting = _page(browser.get(answer["Location"], headers={"HX-Request": "true"}))
    assert "Reading the page" in waiting and f'hx-get="{answer["Location"]}"' in waiting and "<html" not in waiting
    world.enter()
    adding.read_link(LinkReading.objects.get().pk, now=NOW)
    shown = _page(browser.get(answer["Location"], headers={"HX-Request": "true"}))
    assert 'value="Alder recalls"' in shown and "Look it over" in shown and "hx-get" not in shown
    assert 'value="2026-11-02T' in shown
    added = browser.post(
        HERE, {"brand": "alder-coffee", "url": server.url("/a"), "title": "Alder recalls", "step": "add"}
    )
    world.enter()
    assert added["Location"] == f"/mentions/{Mention.objects.get().pk}/"


def test_a_page_that_can_not_be_read_says_so_and_is_typed_by_hand(world: World, server: Server) -> None:
    browser = world.browser(world.analyst)
    answer = browser.post(HERE, {"brand": "alder-coffee", "url": server.url("/none"), "step": "read"})
    world.enter()
    adding.read_link(LinkReading.objects.get().pk, now=NOW)
    page = _page(browser.get(answer["Location"]))
    assert "The page could not be read." in page and "There is nothing at this address" in page
    assert f'value="{server.url("/none")}"' in page


def test_a_letter_is_typed_and_one_that_is_there_is_linked(world: World) -> None:
    browser = world.browser(world.analyst)
    added = browser.post(HERE, TYPED, follow=True)
    assert "Added. It counts as any other mention does." in _page(added) and "T. Bell" in _page(added)
    again = browser.post(HERE, TYPED)
    world.enter()
    assert again.status_code == 422 and f'href="/mentions/{Mention.objects.get().pk}/"' in _page(again)


def test_what_is_amiss_stands_at_its_field_and_nothing_that_was_typed_is_lost(world: World) -> None:
    browser = world.browser(world.analyst)
    page = _page(browser.post(HERE, {**TYPED, "text": "", "author": "T. Bell"}))
    assert "Write what the post says, or its headline." in page and 'value="T. Bell"' in page
    assert "This is no link of the web" in _page(
        browser.post(HERE, {"brand": "alder-coffee", "url": "x", "step": "read"})
    )
    world.enter()
    assert not Mention.objects.exists()


def test_it_is_for_who_may_triage_and_of_ones_own_brands(world: World) -> None:
    assert world.browser(world.client).get(HERE).status_code == 403
    assert "Alder Coffee" not in _page(world.browser(world.other).get(HERE)).split("<form")[-1]
    answer = world.browser(world.other).post(HERE, TYPED)
    assert answer.status_code == 422
    world.enter()
    made = adding.start_reading(member=world.analyst, brand=world.alder, url="https://forum.example/1", now=NOW)
    assert world.browser(world.manager).get(f"{HERE}?link={made.pk}").status_code == 404
    assert world.browser(world.manager).get(f"{HERE}?link=x").status_code == 404
