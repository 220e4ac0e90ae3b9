"""The project's one signal: rung after the commit, with the alert's id, in the alert's agency."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import TestCase

from accounts.tenancy import current_schema, enter_public
from monitoring.alerting import services as alerting
from monitoring.alerting.services import RuleDraft
from monitoring.alerting.services.decisions import ring
from monitoring.alerting.signals import alert_raised
from monitoring.models import Alert
from tests.loopback import Server, serving
from tests.monitoring.ground import NOW, entry, flow, minutes, publish, subscribe
from tests.world import World


@pytest.fixture
def heard() -> Iterator[list[tuple[Any, ...]]]:
    """What a listener is told: sender, alert id, and the schema it is told in."""
    rings: list[tuple[Any, ...]] = []

    def listen(sender: type[Alert], alert_id: Any, **_: Any) -> None:
        rings.append((sender, alert_id, current_schema()))

    alert_raised.connect(listen)
    yield rings
    alert_raised.disconnect(listen)


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    settings.ALLOW_LOOPBACK_FEEDS = True
    settings.FEED_MIN_SECONDS = 300
    with serving() as running:
        yield running


def test_the_bell_rings_in_the_alerts_agency_wherever_it_is_rung_from(
    world: World, heard: list[tuple[Any, ...]]
) -> None:
    pk = uuid4()
    enter_public()
    ring(world.north, pk)
    assert heard == [(Alert, pk, world.north.schema_name)]


def test_nothing_is_heard_before_the_commit_and_the_id_after_it(
    world: World, server: Server, heard: list[tuple[Any, ...]]
) -> None:
    draft = RuleDraft(kind="threshold", name="Many", settings={"posts": 5, "minutes": 60})
    alerting.save_rule(member=world.manager, brand=world.alder, draft=draft, now=NOW)
    subscribe(world, publish(server, [entry("0", at=NOW - minutes(600))]), now=NOW - minutes(20))
    flow(world, NOW - minutes(20))
    publish(server, [entry(f"b{n}", at=NOW) for n in range(8)])
    flow(world, NOW)
    with TestCase.captureOnCommitCallbacks(execute=True):
        [pk] = alerting.evaluate(world.north, now=NOW).alerts
        assert heard == []
    assert heard == [(Alert, pk, world.north.schema_name)]
