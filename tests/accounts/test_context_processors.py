"""The frame around every page: where one may go, which brand this is, what is new."""

import re
from typing import Any

from tests.world import World


def _nav(page: str) -> set[str]:
    return set(re.findall(r'data-nav="(\w+)"', page))


def _page(world: World, who: Any, path: str) -> str:
    return str(world.browser(who).get(path).content.decode())


def test_each_role_is_offered_what_it_may_open(world: World) -> None:
    assert _nav(_page(world, world.owner, "/settings/")) == {
        "home", "inbox", "alerts", "incidents", "brands", "plans", "debriefs", "settings",
    }  # fmt: skip
    assert _nav(_page(world, world.client, "/settings/")) == {"home", "incidents", "brands", "settings"}


def test_search_over_everything_is_offered_to_everybody(world: World) -> None:
    for who in (world.analyst, world.client):
        assert 'action="/search/"' in _page(world, who, "/settings/")


def test_the_brand_switch_stands_on_a_brands_pages_and_names_ones_own_brands_only(world: World) -> None:
    page = _page(world, world.owner, "/brands/alder-coffee/settings/")
    assert re.search(r'href="/brands/alder-coffee/" aria-current="true"', page)
    assert 'href="/brands/lumen-air/"' in page
    mine = _page(world, world.manager, "/brands/alder-coffee/settings/")
    assert 'href="/brands/lumen-air/"' not in mine
    assert "menu-brand" not in _page(world, world.owner, "/settings/")


def test_the_menu_leads_to_profile_notifications_other_agencies_and_out(world: World) -> None:
    page = _page(world, world.manager, "/settings/")
    for part in ('href="/profile/"', 'href="/notifications/"', 'href="http://localhost:8000/"', 'action="/leave/"'):
        assert part in page


def test_pages_listen_to_live_events(world: World) -> None:
    assert 'data-events="/events/"' in _page(world, world.manager, "/settings/")
