"""The inbox's clock."""

import pytest
from django.utils import timezone

from monitoring.feeds import jobs as feed_jobs
from monitoring.feeds.models import Route
from monitoring.inbox import jobs as inbox_jobs
from monitoring.models import Mention
from tests.loopback import Server
from tests.monitoring.ground import beat, entry, publish, subscribe
from tests.world import World


def test_routes_whose_job_was_lost_are_found_by_the_sweep(
    world: World, server: Server, eager: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(world, publish(server, [entry("1")]), now=timezone.now())
    with monkeypatch.context() as patch:
        patch.setattr(inbox_jobs, "for_agency", lambda *_, **__: None)
        beat(feed_jobs.collect_due)
    assert Route.objects.count() == 1
    assert beat(inbox_jobs.sweep_routes) == 1
    assert beat(inbox_jobs.sweep_routes) == 0
    world.enter()
    assert Mention.objects.count() == 1
