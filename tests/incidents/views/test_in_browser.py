"""In a real browser: from the alert to its tasks with a thumb, a second person's note, the parts by keyboard and axe."""

import json
from typing import Any

import pytest
from django.utils import timezone

from tests.browser import PageAs, assert_accessible, chromium, page_as, site  # noqa: F401
from tests.incidents import scene
from tests.sampling import IN_CI, looks
from tests.world import World

pytestmark = pytest.mark.browser


def _world(world: World) -> Any:
    scene.plan(world)
    scene.mentions(world, ["Found glass in my coffee", "Glass here too", "Nice cup"])
    alert = scene.alert(scene.rule(world))
    alert.raised_at = timezone.now()
    alert.save()
    return alert


def test_from_the_alert_to_its_tasks_in_three_taps_on_a_phone(committed_world: World, page_as: PageAs) -> None:  # noqa: F811
    alert = _world(committed_world)
    page = page_as(committed_world.manager, width=390)
    page.goto(f"/alerts/{alert.pk}/plans/")
    taps = 0
    page.get_by_role("button", name="Open incident with Product harm").click()
    taps += 1
    page.wait_for_url("**/incidents/*/?tab=tasks")
    assert page.get_by_role("heading", name="Tasks").is_visible()
    assert page.get_by_role("link", name="Stop planned posts", exact=True).is_visible()
    assert taps <= 3
    assert_accessible(page)
    page.get_by_role("button", name="Done: Stop planned posts").click()
    page.get_by_text("3 of 4 open").wait_for()


def test_a_second_persons_note_appears_without_a_reload(committed_world: World, page_as: PageAs) -> None:  # noqa: F811
    """The stream's message is what the event process sends (see accounts.notifications.stream)."""
    from accounts.notifications.models import LiveEvent
    from accounts.notifications.services.live import message_of
    from incidents.services import timeline

    incident = scene.opened(committed_world, now=timezone.now())
    page = page_as(committed_world.manager)
    page.goto(f"/incidents/{incident.number}/")
    page.get_by_role("heading", name="Glass in a jar").wait_for()
    page.evaluate("window.reloaded = false")
    timeline.note(member=committed_world.analyst, incident=incident, text="Rang the shop", now=timezone.now())
    message = message_of(LiveEvent.objects.filter(topic=f"incident:{incident.pk}", kind="new").latest("pk"))
    data = json.dumps({name: message[name] for name in ("topic", "kind", "key", "t")})
    page.route(
        "**/events/**", lambda route: route.fulfill(content_type="text/event-stream", body=f"id: 1\ndata: {data}\n\n")
    )
    page.locator("#note-text").fill("I am writing")
    page.evaluate("() => { window.EventSource = window.RealEventSource; }")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    page.locator("#entries").get_by_text("Rang the shop").wait_for()
    assert page.evaluate("window.reloaded") is False
    assert page.locator("#note-text").input_value() == "I am writing"


def test_a_note_is_written_and_the_composer_falls_back_to_internal(committed_world: World, page_as: PageAs) -> None:  # noqa: F811
    from incidents.services import command

    incident = scene.opened(committed_world, now=timezone.now())
    command.release_incident(member=committed_world.manager, incident=incident, now=timezone.now())
    page = page_as(committed_world.manager)
    page.goto(f"/incidents/{incident.number}/")
    page.locator("#note-text").fill("For the team")
    page.get_by_role("button", name="Add note").click()
    page.locator("#entries").get_by_text("For the team").wait_for()
    page.locator("#note-text").fill("For the client")
    page.locator("label", has_text="Client").filter(has=page.locator("input[value=client]")).click()
    page.get_by_role("button", name="Add note").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Clara Client").wait_for()
    dialog.get_by_role("button", name="Release to client").click()
    page.wait_for_url("**/?tab=timeline")
    assert page.locator("#composer input[value=internal]").is_checked()


@pytest.mark.parametrize("dark", [dark for _, dark in looks((1440, True), (1440, False))])
def test_home_and_the_room_have_no_barriers(committed_world: World, page_as: PageAs, dark: bool) -> None:  # noqa: F811
    _world(committed_world)
    incident = scene.opened(committed_world, plan_version=scene.plan(committed_world, name="Other"), now=timezone.now())
    for width in (1440,) if IN_CI else (390, 1440):  # every page is walked narrow besides
        page = page_as(committed_world.manager, width=width, dark=dark)
        for address in ("/", "/incidents/", f"/incidents/{incident.number}/", "/incidents/open/", "/debriefs/"):
            page.goto(address)
            assert_accessible(page)
