"""Where an incident stands, and since when: by its record, not by what its status comes after."""

from datetime import timedelta

from django.utils import timezone

from incidents.learning.services import debriefs
from incidents.services import command, desk
from incidents.services.status_history import status_history
from incidents.speaking.services import updates
from incidents.views.page_context import path_of
from incidents.views.wording import faces
from tests.incidents import scene
from tests.incidents.scene import after
from tests.world import World


def test_a_stage_it_never_had_is_not_ticked(world: World) -> None:
    incident = scene.opened(world)
    command.change_status(member=world.manager, incident=incident, action="respond", now=after(5))
    resolved = command.change_status(member=world.manager, incident=incident, action="resolve", now=after(9))
    assert [one["state"] for one in path_of(resolved)] == ["done", "done", "passed", "current"]
    given = {"action": "reopen", "reason": "It goes on", "now": after(20)}
    again = command.change_status(member=world.manager, incident=resolved, **given)
    resolved = command.change_status(member=world.manager, incident=again, action="resolve", now=after(30))
    assert [one["state"] for one in path_of(resolved)] == ["done", "passed", "passed", "current"]


def test_it_is_closed_since_it_was_closed(world: World) -> None:
    boss, incident = world.fresh(world.manager), scene.opened(world)
    assert status_history(incident).since == incident.opened_at
    command.release_incident(member=boss, incident=incident, now=after(1))
    resolved = command.change_status(member=boss, incident=incident, action="resolve", waiver="Over", now=after(9))
    look = debriefs.start(member=boss, incident=resolved, now=after(10))
    debriefs.edit(member=boss, debrief=look, texts={"what_happened": "Glass."}, version=1, now=after(11))
    debriefs.finish(member=boss, debrief=look, now=after(50))
    resolved.refresh_from_db()
    assert (resolved.status, status_history(resolved).since) == ("closed", after(50))


def test_a_client_who_was_promised_an_update_sees_its_deadline(world: World) -> None:
    boss, now = world.fresh(world.manager), timezone.now()
    incident = scene.opened(world, now=now)
    command.release_incident(member=boss, incident=incident, now=now)
    due = now + timedelta(days=3)
    given = {"audience": "client", "text": "We work on it.", "next_due_at": due, "now": now}
    updates.send_update(member=boss, incident=incident, **given)
    nearest = desk.frame_facts(world.fresh(world.client)).next_deadline
    assert nearest is not None and nearest["due_at"] == due
    [face] = faces(incident.entries.filter(kind="update_sent"), reader=boss, corrected={}, here="/")
    assert f"{timezone.localtime(due):%a} " in face["body"], "a promise for another day names it in the record"
