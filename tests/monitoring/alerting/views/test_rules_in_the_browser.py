"""Alert rules as people use them: on a phone and a desk, by keyboard, without a complaint of axe."""

from typing import Any

import pytest
from django.db import connection

from monitoring.models import AlertRule
from tests.browser import assert_accessible, chromium, page_as, site
from tests.monitoring.arrivals import a_rule
from tests.sampling import looks
from tests.world import World

__all__ = ["chromium", "page_as", "site"]
BASE = "/brands/alder-coffee/rules/"


@pytest.fixture
def rule(committed_world: World) -> AlertRule:
    connection.set_tenant(committed_world.north)
    a_rule(committed_world, "spike", name="Unusual volume")
    return a_rule(
        committed_world, "words", {"text": 'splinters OR "food poisoning" OR lawsuit'}, name="Dangerous words", severity=1,
        schedule={"days": [0, 1, 2, 3, 4], "start": "09:00", "end": "17:00"}, tell=(committed_world.analyst.user_id,),
    )  # fmt: skip


@pytest.mark.parametrize(("width", "dark"), looks((390, True), (1440, False)))
def test_every_page_of_rules_is_accessible(
    committed_world: World, page_as: Any, rule: AlertRule, width: int, dark: bool
) -> None:
    page = page_as(committed_world.manager, width=width, dark=dark)
    for path in (BASE, f"{BASE}new/vip/", f"{BASE}new/change/", f"{BASE}{rule.pk}/"):
        page.goto(path)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_rule_is_muted_from_the_list_with_two_keys(committed_world: World, page_as: Any, rule: AlertRule) -> None:
    page = page_as(committed_world.manager, width=390)
    page.goto(BASE)
    page.get_by_text("Mute Dangerous words").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="4 hours").press("Enter")
    page.get_by_text("Muted until").first.wait_for()
    page.get_by_role("button", name="Unmute Dangerous words").click()
    page.get_by_text("Mute Dangerous words").wait_for()


def test_what_is_behind_more_is_reached_by_keyboard_and_saved(
    committed_world: World, page_as: Any, rule: AlertRule
) -> None:
    page = page_as(committed_world.manager, width=1440)
    page.goto(f"{BASE}new/threshold/")
    page.get_by_text("More: how long it must hold").press("Enter")
    page.get_by_label("Must hold for, minutes").fill("10")
    page.get_by_label("Only mentions that match").fill("recall")
    page.get_by_label("Gather in a digest").check()
    assert_accessible(page)
    page.get_by_role("button", name="Save rule").click()
    page.get_by_text("must hold for 10 min").wait_for()
