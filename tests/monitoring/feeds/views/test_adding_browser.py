"""Adding a source in a browser: by keyboard, on a phone and in the dark; what was typed of a secret outlives the trying."""

from typing import Any

import pytest

from monitoring.models import Source
from tests.browser import assert_accessible, chromium, page_as, site
from tests.monitoring.feeds.stand_in.connector import PolledSquare, notice
from tests.monitoring.feeds.stand_in.entering import known
from tests.sampling import looks
from tests.world import World

__all__ = ["chromium", "known", "page_as", "site"]
ADD = "/brands/alder-coffee/sources/add/"


@pytest.mark.parametrize(("width", "dark"), looks((1440, True), (390, False), (390, True), (1440, False)))
def test_a_source_with_a_secret_is_chosen_tried_and_added(
    committed_world: World, page_as: Any, known: Any, width: int, dark: bool
) -> None:
    square = known(PolledSquare("swordfish"))
    square.board = [notice("1", "Glass in the cold brew")]
    page = page_as(committed_world.manager, width=width, dark=dark)

    page.goto(ADD)
    assert_accessible(page)
    page.get_by_role("link", name="Town square").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Name of the square").fill("square:market")
    page.get_by_label("Word of the crier").fill("guess")
    page.keyboard.press("Enter")
    page.get_by_text("The crier does not know this word.").first.wait_for()
    assert_accessible(page)
    page.get_by_label("Word of the crier").fill("swordfish")
    page.keyboard.press("Enter")
    page.get_by_text("Glass in the cold brew").wait_for()
    word = page.get_by_label("Word of the crier")
    assert (word.input_value(), word.get_attribute("aria-invalid")) == ("swordfish", None)
    assert_accessible(page)
    page.get_by_role("button", name="Add source").click()
    page.get_by_text("The town square added.").first.wait_for()
    page.goto(f"/brands/alder-coffee/sources/{Source.objects.get().pk}/")
    page.get_by_text("Leave it empty to keep it").wait_for()
    assert_accessible(page)
