"""In a real browser: two incidents become one from the room's menu, and neither page has a barrier."""

import pytest
from django.utils import timezone

from incidents.models import Incident
from incidents.services import merging
from tests.browser import PageAs, assert_accessible, chromium, page_as, site  # noqa: F401
from tests.incidents import scene
from tests.sampling import looks
from tests.world import World

pytestmark = pytest.mark.browser


def _pair(world: World) -> tuple[Incident, Incident]:
    now = timezone.now()
    stays = scene.opened(world, title="Glass in a jar", severity=3, now=now)
    return stays, scene.opened(world, title="Splinters", plan_version=scene.plan(world), now=now)


def test_from_the_rooms_menu_into_the_room_of_the_other(committed_world: World, page_as: PageAs) -> None:  # noqa: F811
    stays, goes = _pair(committed_world)
    page = page_as(committed_world.manager)
    page.goto(f"/incidents/{goes.number}/")
    page.locator(".room-acts summary").click()
    page.get_by_role("link", name="Merge into another…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("4 open tasks").wait_for()
    assert_accessible(page)
    dialog.get_by_role("radio").check()
    dialog.get_by_label("Reason").fill("The same jar")
    dialog.get_by_role("button", name="Merge").click()
    page.wait_for_url(f"**/incidents/{stays.number}/")
    page.get_by_role("link", name=f"Open #{goes.number}").first.click()
    page.wait_for_url(f"**/incidents/{goes.number}/")
    page.get_by_text(f"Merged into #{stays.number}").first.wait_for()
    assert page.locator("#composer").count() == 0


@pytest.mark.parametrize(("width", "dark"), looks((390, True), (1440, False)))
def test_the_page_and_the_merged_room_have_no_barriers(
    committed_world: World,
    page_as: PageAs,  # noqa: F811
    width: int,
    dark: bool,
) -> None:
    stays, goes = _pair(committed_world)
    page = page_as(committed_world.manager, width=width, dark=dark)
    page.goto(f"/incidents/{goes.number}/merge/")
    page.get_by_role("heading", name="Stays here").wait_for()
    assert_accessible(page)
    given = {"reason": "The same jar", "now": timezone.now()}
    merging.merge(member=committed_world.manager, incident=goes, into=stays, **given)
    for tab in ("now", "tasks", "answer"):
        page.goto(f"/incidents/{goes.number}/?tab={tab}")
        page.get_by_role("heading", name="Splinters").wait_for()
        assert_accessible(page)
