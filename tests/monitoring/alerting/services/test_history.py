"""The history a source brings teaches the detector at once, and wakes nobody."""

from datetime import UTC, datetime
from typing import Any

import pytest

from monitoring.alerting import services as alerting
from monitoring.alerting.services import RuleDraft
from monitoring.detection import Fleet
from monitoring.inbox.services import queries
from monitoring.inbox.services.ingestion.counts import ensure_series
from monitoring.models import Alert, BucketCount, SeriesState
from tests.monitoring.ground import NOW, minutes
from tests.world import World

BUCKETS = 14 * 288
SPIKE = {"kind": "spike", "settings": {"sensitivity": "high"}}


def fortnight(world: World, query: Any = None) -> None:
    """Two weeks that came as history, with a crisis a week ago and another in the hour before now."""
    start = int(NOW.timestamp()) // 300 - BUCKETS
    crisis = {*range(BUCKETS - 2016, BUCKETS - 1990), *range(BUCKETS - 12, BUCKETS)}
    rows = [
        BucketCount(
            brand=world.alder, query=query, starts_at=datetime.fromtimestamp((start + n) * 300, tz=UTC), total=total,
            negative=total // 2, quiet=total,
        )
        for n in range(BUCKETS) if (total := 90 if n in crisis else n % 4)
    ]  # fmt: skip
    BucketCount.objects.bulk_create(rows)
    ensure_series(world.alder.pk, query.pk if query else None)


def test_a_fortnight_of_history_raises_nothing_and_is_known_afterwards(world: World) -> None:
    query = queries.save_query(member=world.manager, brand=world.alder, name="Complaints", text="awful", now=NOW)
    for number, of in enumerate((None, query.pk)):
        for kind in (SPIKE, {"kind": "threshold", "settings": {"posts": 30, "minutes": 60}}):
            draft = RuleDraft(name=f"{kind['kind']} {number}", query_id=of, **kind)  # type: ignore[arg-type]
            alerting.save_rule(member=world.manager, brand=world.alder, draft=draft, now=NOW)
    fortnight(world)
    fortnight(world, query)
    assert alerting.evaluate(world.north, now=NOW).alerts == []
    assert alerting.evaluate(world.north, now=NOW + minutes(6)).alerts == []
    assert not Alert.objects.exists()
    states = [bytes(row.state) for row in SeriesState.objects.all()]
    assert len(states) == 2
    e = Fleet.from_bytes(states).judge_open([0, 0], [0, 0], None, int(NOW.timestamp()))
    assert not e.learning.any()
    assert (e.level[0] > 1).all()


def test_a_fortnight_is_learned_without_a_step_for_each_bucket(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = RuleDraft(name="Unusual", **SPIKE)  # type: ignore[arg-type]
    alerting.save_rule(member=world.manager, brand=world.alder, draft=draft, now=NOW)
    fortnight(world)
    steps: list[int] = []
    step = Fleet.step
    monkeypatch.setattr(Fleet, "step", lambda *given, **named: steps.append(1) or step(*given, **named))
    alerting.evaluate(world.north, now=NOW)
    assert len(steps) < 14 * 24
