"""Places are a count without a gap, in the order in which acts became visible."""

import threading
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.events.jobs import sweep_events
from accounts.events.models import Event
from accounts.events.services import placing
from accounts.events.services.recording import About, event, record, record_all
from tests.accounts.events.services.test_recording import TRIED
from tests.races import until_somebody_waits
from tests.world import World


def _write(many: int) -> Event:
    return record(TRIED, About(uuid4()), by=None, now=timezone.now(), many=many)


def _placed() -> list[tuple[int, int]]:
    rows = Event.objects.filter(position__isnull=False).order_by("position")
    return [(row.position or 0, row.data["many"]) for row in rows]


def test_they_count_from_one_and_go_on(world: World) -> None:
    for many in (10, 11, 12):
        _write(many)
    assert placing.waiting()
    assert placing.place_events() == 3
    _write(13)
    assert placing.place_events() == 1
    assert _placed() == [(1, 10), (2, 11), (3, 12), (4, 13)]
    assert not placing.waiting()
    assert placing.place_events() == 0


def test_more_than_one_turn_can_take_are_all_placed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "MOST", 4)
    record_all([event(TRIED, About(uuid4()), by=None, now=timezone.now(), many=n) for n in range(9)])
    assert placing.place_events() == 9
    assert _placed() == [(n + 1, n) for n in range(9)]


def test_what_commits_late_comes_after_what_was_read(committed_world: World) -> None:
    """Its id and time are older; a reader who asked "after the last I saw" would never see it without a place of its own."""
    with transaction.atomic():
        late = _write(1)
        begun = threading.Event()

        def other() -> None:
            connection.set_tenant(committed_world.north)  # type: ignore[attr-defined]
            _write(2)
            placing.place_events()
            begun.set()
            connection.close()

        thread = threading.Thread(target=other)
        thread.start()
        thread.join(60)
        assert begun.is_set()
        assert Event.objects.get(pk=late.pk).position is None
    placing.place_events()
    assert _placed() == [(1, 2), (2, 1)]


def test_two_who_place_at_once_give_no_number_twice(committed_world: World) -> None:
    _write(1)
    with transaction.atomic():
        placing._place_some()

        def other() -> None:
            connection.set_tenant(committed_world.north)  # type: ignore[attr-defined]
            _write(2)
            placing.place_events()
            connection.close()

        thread = threading.Thread(target=other)
        thread.start()
        until_somebody_waits(thread)
    thread.join(60)
    assert _placed() == [(1, 1), (2, 2)]


def test_the_sweep_places_what_nobody_was_rung_for(world: World) -> None:
    _write(1)
    sweep_events()
    world.enter()
    assert _placed() == [(1, 1)]


def test_whoever_hears_of_it_hears_in_the_agency_and_is_called_for_nothing_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Any] = []
    monkeypatch.setattr(placing, "_hearers", [lambda: heard.append(connection.schema_name)])  # type: ignore[attr-defined]
    placing.place_events()
    _write(1)
    placing.place_events()
    assert heard == [world.north.schema_name] * 2


def test_the_order_is_that_of_writing_not_of_the_times_they_tell(world: World) -> None:
    now = timezone.now()
    record(TRIED, About(uuid4()), by=None, now=now, many=1)
    record(TRIED, About(uuid4()), by=None, now=now - timedelta(hours=1), many=2)
    placing.place_events()
    assert _placed() == [(1, 1), (2, 2)]
