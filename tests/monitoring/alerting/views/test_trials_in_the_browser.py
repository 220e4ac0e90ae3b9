"""In a real browser: a setting is tried and a tap on its chart asks why; an alert is dismissed by keys and taps."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from monitoring.models import Alert
from tests.browser import PageAs, assert_accessible, chromium, page_as, site
from tests.monitoring.scene import Scene, large
from tests.world import World

__all__ = ["chromium", "page_as", "site"]
PATIENCE = 60_000


@pytest.fixture
def scene(committed_world: World) -> Scene:
    committed_world.enter()
    return large(committed_world)


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_a_setting_is_tried_beside_another_and_a_tap_on_the_chart_asks_why(
    committed_world: World, scene: Scene, page_as: PageAs, width: int, dark: bool
) -> None:
    page: Any = page_as(committed_world.analyst, width=width, dark=dark)
    page.set_default_timeout(PATIENCE)
    page.goto(f"/brands/alder-coffee/rules/{scene.rule.pk}/")
    page.get_by_label("Beside it").select_option("high")
    page.get_by_role("button", name="Try this setting").click()
    page.wait_for_selector("#backtest canvas[data-drawn]")
    expect(page.get_by_role("heading", name="Sensitivity early")).to_be_visible(timeout=PATIENCE)
    assert_accessible(page)
    chart = page.locator("#backtest canvas").first
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    chart.click(position={"x": box["width"] * 0.6, "y": box["height"] * 0.6})
    why = page.get_by_role("region", name="Why not")
    expect(why).to_contain_text("mentions in 60 min, expected", timeout=PATIENCE)
    assert page.get_by_label("Why not at").input_value() != ""


@pytest.mark.parametrize("width", [1440, 390])
def test_an_alert_is_read_and_dismissed_where_it_stands(
    committed_world: World, scene: Scene, page_as: PageAs, width: int, tmp_path: Path
) -> None:
    page: Any = page_as(committed_world.analyst, width=width)
    page.set_default_timeout(PATIENCE)
    page.goto("/alerts/")
    page.get_by_text("Examples", exact=True).click()
    expect(page.get_by_text("Found a glass splinter")).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("j")
    page.keyboard.press("e")
    noise = page.get_by_role("button", name=re.compile(r"^Noise: ?nothing happened"))
    expect(noise).to_be_visible()
    page.screenshot(path=tmp_path / "alerts.png", full_page=True)
    assert_accessible(page)
    noise.click()
    expect(page.locator(".toast-text", has_text="Dismissed. It stays in the list")).to_be_visible(timeout=PATIENCE)
    committed_world.enter()
    assert Alert.objects.get(pk=scene.alert.pk).outcome == "noise"
