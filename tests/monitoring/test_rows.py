"""Many rows in one statement."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from monitoring.inbox.services.ingestion.counts import ensure_series
from monitoring.models import RuleMemory, SeriesState
from monitoring.rows import update
from tests.monitoring.arrivals import a_rule
from tests.monitoring.ground import NOW
from tests.world import World


def test_each_row_gets_its_own_values_and_no_other_row_or_field_is_touched(world: World) -> None:
    for brand in (world.alder, world.lumen):
        ensure_series(brand.pk, None)
    first, second = SeriesState.objects.order_by("id")
    with CaptureQueriesContext(connection) as caught:
        update(SeriesState, ["state", "last_bucket"], [(first.pk, b"\x00\xff", NOW), (second.pk, b"", None)])
    assert len(caught) == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert (bytes(first.state), first.last_bucket, first.rewind_to) == (b"\x00\xff", NOW, None)
    assert (bytes(second.state), second.last_bucket) == (b"", None)
    update(SeriesState, ["last_bucket"], [(second.pk, NOW + timedelta(minutes=5))])
    first.refresh_from_db()
    assert first.last_bucket == NOW


def test_documents_are_written_as_documents(world: World) -> None:
    kept = RuleMemory.objects.create(rule=a_rule(world, "spike"))
    update(RuleMemory, ["heard"], [(kept.pk, {"of": "é", "told": {"a": ["b", None]}})])
    kept.refresh_from_db()
    assert kept.heard == {"of": "é", "told": {"a": ["b", None]}}


def test_no_rows_ask_nothing_of_the_database(world: World) -> None:
    with CaptureQueriesContext(connection) as caught:
        update(SeriesState, ["state"], [])
    assert len(caught) == 0
