"""Monitoring hears of incidents through its hook, each member of those they may see."""

from datetime import UTC, datetime, timedelta

from monitoring import hooks
from tests.incidents import scene
from tests.world import World

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)


def test_who_knows_of_incidents_answers_for_the_member_who_asks(world: World) -> None:
    incident = scene.opened(world, now=NOW)
    ask = hooks.incidents.answer
    assert ask.joinable(world.manager, [world.alder.pk]) == {world.alder.pk: (incident.pk, str(incident))}
    assert ask.joinable(world.other, [world.alder.pk]) == {}
    [(began, ended, name)] = ask.ran(world.manager, world.alder.pk, NOW, NOW + timedelta(hours=1))
    assert (began, ended, name) == (incident.opened_at, None, str(incident))
