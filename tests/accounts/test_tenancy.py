"""The connection's agency, typed."""

from typing import Any

import pytest
from django.db import DatabaseError
from django.utils import timezone
from django_tenants.utils import schema_context, tenant_context

from accounts.errors import Conflict
from accounts.models import Agency
from accounts.tenancy import current_agency, current_schema, enter, enter_public
from tests.world import World


def test_entering_and_leaving_an_agency(world: World) -> None:
    enter(world.rival)
    assert (current_agency(), current_schema()) == (world.rival, world.rival.schema_name)
    enter_public()
    assert current_schema() == "public"
    enter(world.north)


def test_the_agency_is_known_where_only_its_schema_was_chosen_and_refused_in_public(world: World) -> None:
    with schema_context(world.rival.schema_name):
        assert current_agency() == world.rival
    enter_public()
    with pytest.raises(Conflict):
        current_agency()


def _fails_in(schema: str, done: list[str]) -> Any:
    """Something a sweep does in an agency: the database of one of them is broken."""

    def act(*_: Any, **__: Any) -> int:
        if current_schema() == schema:
            raise DatabaseError("relation does not exist")
        done.append(current_schema())
        return 0

    return act


def test_an_agency_whose_database_fails_stops_no_other_in_any_sweep(world: World, monkeypatch: Any) -> None:
    from accounts import jobs
    from accounts.events import jobs as events
    from monitoring.alerting import jobs as alerts
    from monitoring.feeds.collection import pruning

    order = [agency.schema_name for agency in Agency.objects.filter(status="active")]
    first, others, done = order[0], order[1:], list[str]()
    broken = _fails_in(first, done)
    monkeypatch.setattr(events.placing, "place_events", broken)
    monkeypatch.setattr(events.keeping, "prune", broken)
    monkeypatch.setattr(jobs, "forget_answers", broken)

    def ring_again(agency: Agency, **_: Any) -> int:
        with tenant_context(agency):
            return int(broken())

    monkeypatch.setattr(alerts.alerting, "ring_again", ring_again)
    for sweep in (events.sweep_events, events.prune_events, jobs.forget_what_is_over, alerts.sweep_alerts):
        done.clear()
        sweep()
        assert sorted(done) == sorted(others), sweep

    def position(agency: Agency) -> int:
        with tenant_context(agency):
            return int(broken())

    monkeypatch.setattr(pruning, "_position", position)
    done.clear()
    pruning.prune(timezone.now())
    assert sorted(done) == sorted(others)
