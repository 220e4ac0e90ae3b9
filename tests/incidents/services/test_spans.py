"""Monitoring is told when incidents ran, never of drills or of brands the member is not on."""

from datetime import UTC, datetime, timedelta

from incidents.models import Incident
from incidents.services.spans import joinable, ran
from tests.world import World

NOW = datetime(2026, 11, 17, 14, 2, tzinfo=UTC)
DAY = timedelta(days=1)


def incident(world: World, number: int, opened: float, resolved: float | None = None, **more: object) -> Incident:
    end = None if resolved is None else NOW - resolved * DAY
    return Incident.objects.create(
        brand=world.alder, number=number, title="Glass", severity=2, severity_reason="Hurt", opened_at=NOW - opened * DAY,
        resolved_at=end, **more,
    )  # fmt: skip


def test_incidents_that_touch_the_span_are_given_with_their_end(world: World) -> None:
    over, still = incident(world, 1, 5, 3), incident(world, 2, 2)
    incident(world, 3, 30, 20)
    incident(world, 4, 4, is_drill=True)
    found = ran(world.manager, world.alder.pk, NOW - 4 * DAY, NOW)
    assert found == [(over.opened_at, over.resolved_at, "#1 Glass"), (still.opened_at, None, "#2 Glass")]


def test_a_matter_that_was_two_incidents_is_there_once_from_its_beginning(world: World) -> None:
    stays = incident(world, 1, 3)
    incident(world, 2, 5, status="merged", merged_into=stays, closed_at=NOW - 2 * DAY)
    incident(world, 3, 2, status="merged", merged_into=stays, closed_at=NOW - DAY)
    assert ran(world.manager, world.alder.pk, NOW - 9 * DAY, NOW) == [(NOW - 5 * DAY, None, "#1 Glass")]
    assert ran(world.manager, world.alder.pk, NOW - 9 * DAY, NOW - 4 * DAY) == [(NOW - 5 * DAY, None, "#1 Glass")]
    assert joinable(world.manager, [world.alder.pk]) == {world.alder.pk: (stays.pk, "#1 Glass")}


def test_nothing_is_told_to_somebody_on_another_brand(world: World) -> None:
    incident(world, 1, 5)
    assert ran(world.other, world.alder.pk, NOW - 9 * DAY, NOW) == []
    assert ran(world.manager, world.lumen.pk, NOW - 9 * DAY, NOW) == []


def test_an_alert_can_join_the_running_incident_that_was_opened_last(world: World) -> None:
    incident(world, 1, 5, status="responding")
    newest = incident(world, 2, 2, status="open")
    incident(world, 3, 1, 0.5, status="resolved")
    incident(world, 4, 1, status="open", is_drill=True)
    brands = [world.alder.pk, world.lumen.pk]
    assert joinable(world.manager, brands) == {world.alder.pk: (newest.pk, "#2 Glass")}
    assert joinable(world.other, brands) == {}
