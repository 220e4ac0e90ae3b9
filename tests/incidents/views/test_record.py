"""Notes, corrections and releases, as pages."""

from typing import Any

import pytest
from django.utils import timezone

from tests.incidents import scene
from tests.markup import flat
from tests.world import World


@pytest.fixture
def running(world: World) -> Any:
    """An incident that runs by a plan with a holding statement, released to the client."""
    from incidents.services import command

    incident = scene.opened(world, plan_version=scene.plan(world), now=timezone.now())
    return command.release_incident(member=world.manager, incident=incident, now=timezone.now())


def test_a_note_starts_internal_and_a_wider_one_is_confirmed_first(world: World, running: Any) -> None:
    browser, address = world.browser(world.manager), f"/incidents/{running.number}/notes/"
    assert browser.post(address, {"text": "For us"}).status_code == 303
    assert running.entries.get(kind="note").visibility == "internal"
    shown = browser.post(address, {"text": "For them", "visibility": "client"})
    assert "Clara Client" in shown.content.decode() and running.entries.filter(kind="note").count() == 1
    given = {"text": "For them", "visibility": "client", "confirmed": "1"}
    assert browser.post(address, given).status_code == 303
    assert "For them" in world.browser(world.client).get(f"/incidents/{running.number}/").content.decode()
    assert "For us" not in world.browser(world.client).get(f"/incidents/{running.number}/").content.decode()
    assert browser.post(address, {"text": "\u200b"}).status_code == 422
    assert world.browser(world.analyst).post(address, given).status_code == 403


def test_a_note_by_htmx_answers_with_what_came_since_and_a_fresh_composer(world: World, running: Any) -> None:
    newest = running.entries.order_by("-seq").first()
    answer = world.browser(world.analyst).post(
        f"/incidents/{running.number}/notes/",
        {"text": "Rang the shop", "after": str(newest.pk)},
        headers={"HX-Request": "true"},
    )
    text = flat(answer.content.decode())
    assert "Rang the shop" in text and str(newest.pk) not in text
    assert 'value="internal" checked' in text
    newer = world.browser(world.manager).get(
        f"/incidents/{running.number}/newer/?after={newest.pk}", headers={"HX-Request": "true"}
    )
    assert flat(newer.content.decode()).count("<li ") == 1


def test_a_correction_and_its_entry_link_each_other(world: World, running: Any) -> None:
    from incidents.services import timeline

    note = timeline.note(member=world.analyst, incident=running, text="Batch 2261", now=timezone.now())
    browser = world.browser(world.analyst)
    answer = browser.post(f"/incidents/{running.number}/entries/{note.seq}/correct/", {"text": "Batch 2216"})
    assert answer.status_code == 303
    page = browser.get(f"/incidents/{running.number}/").content.decode()
    assert f'Corrects <a href="/incidents/{running.number}/entries/{note.seq}/"' in page
    assert f'Corrected by <a href="/incidents/{running.number}/entries/{note.seq + 1}/"' in page
    assert "Batch 2216" in browser.get(f"/incidents/{running.number}/entries/{note.seq}/").content.decode()


def test_a_release_shows_the_text_and_names_its_readers(world: World, running: Any) -> None:
    from incidents.services import timeline

    note = timeline.note(member=world.analyst, incident=running, text="The plant stopped", now=timezone.now())
    address = f"/incidents/{running.number}/entries/{note.seq}/release/"
    browser = world.browser(world.manager)
    page = browser.get(address).content.decode()
    assert "The plant stopped" in page and "Clara Client" in page
    assert browser.post(address, {"audience": "client"}).status_code == 303
    assert "The plant stopped" in world.browser(world.client).get(f"/incidents/{running.number}/").content.decode()
    assert world.browser(world.analyst).get(address).status_code == 403
    seen = browser.get(f"/incidents/{running.number}/client/").content.decode()
    assert "As the client sees it" in seen and "The plant stopped" in seen
