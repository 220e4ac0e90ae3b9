"""The record is kept as long as the agency says, and what is removed is said to whoever read up to there."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from accounts.errors import Forbidden, Invalid
from accounts.events.jobs import prune_events
from accounts.events.models import Event, Keeping
from accounts.events.services import keeping, placing, reading
from accounts.events.services.recording import About, record
from accounts.services.grants import apply_grants, guarded_tables
from tests.accounts.events.services.test_recording import TRIED
from tests.world import World

NOW = timezone.now()


def _wrote(days: int, *, visibility: str = "internal") -> Event:
    return record(TRIED, About(uuid4()), by=None, now=NOW - timedelta(days=days), visibility=visibility, many=days)


def _left() -> list[int]:
    return [row.data["many"] for row in Event.objects.filter(action=TRIED.name).order_by("position", "id")]


def test_what_is_over_goes_by_its_visibility_and_the_newest_row_stays(committed_world: World) -> None:
    committed_world.enter()
    Keeping.objects.create(visibility="owners", days=30)
    for days, visibility in ((500, "internal"), (410, "client"), (100, "owners"), (100, "internal"), (450, "internal")):
        _wrote(days, visibility=visibility)
    placing.place_events()
    assert keeping.prune(NOW) == 3
    assert _left() == [100, 450]  # the last is over, too, but positions must not be given twice
    assert reading.bounds() == (4, 5)
    assert keeping.prune(NOW) == 0
    assert dict(Keeping.objects.values_list("visibility", "pruned_through")) == {
        "owners": 3,
        "internal": 1,
        "client": 2,
    }
    assert reading.gone_until(committed_world.owner) == 3
    assert reading.gone_until(committed_world.analyst) == 2
    _wrote(0)
    placing.place_events()
    assert reading.bounds()[1] == 6


def test_more_than_one_turn_can_take_goes_in_turns(committed_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    committed_world.enter()
    monkeypatch.setattr(keeping, "_MOST", 2)
    for days in (504, 503, 502, 501, 500, 0):
        _wrote(days)
    placing.place_events()
    prune_events()
    committed_world.enter()
    assert _left() == [0]


def test_a_delivery_of_what_is_over_goes_with_it(committed_world: World) -> None:
    from accounts.notifications.models import Delivery

    committed_world.enter()
    for days in (500, 0):
        row = _wrote(days)
        Delivery.objects.create(channel="webhook", target="x", event=row, next_try_at=NOW, created_at=NOW)
    placing.place_events()
    assert keeping.prune(NOW) == 1
    assert [one.event_id for one in Delivery.objects.all()] == [row.pk]


def test_what_has_no_place_yet_stays(committed_world: World) -> None:
    committed_world.enter()
    _wrote(500)
    assert keeping.prune(NOW) == 0
    assert _left() == [500]


def test_the_serving_role_still_may_not_remove_an_event(committed_world: World) -> None:
    committed_world.enter()
    schema = committed_world.north.schema_name
    _wrote(500)
    _wrote(0)
    placing.place_events()
    apply_grants(schema)
    try:
        assert keeping.prune(NOW) == 1
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Event.objects.all().delete()
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'GRANT ALL ON ALL TABLES IN SCHEMA "{schema}" TO CURRENT_USER')
            for table in guarded_tables(public=False):
                cursor.execute(f'ALTER TABLE "{schema}"."{table}" NO FORCE ROW LEVEL SECURITY')


@pytest.mark.parametrize(("owners", "others"), [(29, 400), (400, 29), (3651, 400)])
def test_it_is_kept_thirty_days_at_least(world: World, owners: int, others: int) -> None:
    with pytest.raises(Invalid):
        keeping.keep_for(world.owner, owners=owners, others=others, now=NOW)
    with pytest.raises(Forbidden):
        keeping.keep_for(world.manager, owners=400, others=400, now=NOW)


def test_setting_what_is_set_writes_no_event(world: World) -> None:
    before = Event.objects.count()
    keeping.keep_for(world.owner, owners=400, others=400, now=NOW)
    assert Event.objects.count() == before
    kept: dict[str, Any] = keeping.keep_for(world.owner, owners=400, others=90, now=NOW)
    assert kept == {"owners": 400, "internal": 90, "client": 90}
    assert Event.objects.filter(action="audit.keeping_changed").count() == 1
