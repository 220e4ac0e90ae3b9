"""A job handed to an agency carries its schema, whatever schema the connection is in."""

from typing import Any

from django.db import connection

from accounts.tenancy import current_schema
from monitoring.agency_jobs import for_agency, until_next_beat
from tests.world import World


class Noted:
    """A job that notes where it was enqueued, and when it may be dropped."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, Any]] = []

    def apply_async(self, *, expires: float | None) -> None:
        self.calls.append((current_schema(), expires))


def test_each_agencys_job_is_enqueued_in_its_schema_and_the_connection_is_left_where_it_was(world: World) -> None:
    job = Noted()
    connection.set_schema_to_public()
    for_agency(world.north, job)
    for_agency(world.rival, job, expires=90)
    assert job.calls == [(world.north.schema_name, None), (world.rival.schema_name, 90)]
    assert current_schema() == "public"


def test_a_waiting_job_is_dropped_when_its_successor_comes_never_within_half_a_minute(settings: Any) -> None:
    settings.EVALUATE_SECONDS = 300
    assert until_next_beat() == 300
    settings.EVALUATE_SECONDS = 5
    assert until_next_beat() == 30
