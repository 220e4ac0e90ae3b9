"""A resolved incident's debrief is due a week later, until it is finished."""

from datetime import timedelta
from typing import Any

from incidents.learning.services import calendar, debriefs
from incidents.services import command
from tests.incidents import scene
from tests.incidents.scene import NOW, after
from tests.world import World

SPAN = {"since": NOW - timedelta(days=30), "until": NOW + timedelta(days=366)}


def _due(member: Any) -> list[tuple[Any, Any]]:
    return [(one.id, one.starts_at) for one in calendar.due(member, **SPAN)]


def test_it_is_due_a_week_after_the_incident_was_resolved_until_it_is_finished(world: World) -> None:
    incident = scene.opened(world)
    assert _due(world.manager) == []
    incident = command.change_status(
        member=world.manager, incident=incident, action="resolve", waiver="The shop has it", now=after(100)
    )
    assert _due(world.manager) == [(incident.pk, after(100) + timedelta(days=7))]
    assert _due(world.other) == [] and _due(world.client) == []
    debrief = debriefs.start(member=world.manager, incident=incident, now=after(110))
    assert len(_due(world.manager)) == 1
    texts = {"what_happened": "Glass in a jar"}
    debriefs.edit(member=world.manager, debrief=debrief, texts=texts, version=1, now=after(111))
    debriefs.finish(member=world.manager, debrief=debrief, now=after(120))
    assert _due(world.manager) == []
