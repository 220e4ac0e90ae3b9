"""The band of past hours is what the detector knew then, with nothing said of what it could not know."""

from datetime import datetime, timedelta

import pytest
from django.core.cache import cache

from monitoring.insight.services import bands, figures
from monitoring.models import BucketCount
from tests.monitoring.alerting.services.test_backtesting import NOW, write
from tests.monitoring.detection.traffic import DAY, brand
from tests.world import World

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _nothing_is_kept() -> None:
    cache.clear()


def series(world: World, start: datetime, end: datetime, hours: int = 1) -> figures.Series:
    return figures.series(brand=world.alder, start=start, end=end, step=hours * HOUR)


def test_what_comes_later_does_not_change_what_was_expected(world: World) -> None:
    made = brand(days=20, posts_per_day=900)
    write(world, made.all_counts[0], made.negative_counts[0])
    start, end = NOW - 50 * HOUR, NOW - 30 * HOUR
    before = series(world, start, end)
    cache.clear()
    BucketCount.objects.filter(brand=world.alder, starts_at__gte=end).update(total=5000, negative=4000)
    assert series(world, start, end) == before
    assert all(
        low is not None and high is not None and low < high for low, high in zip(before.low, before.high, strict=True)
    )


def test_a_flood_does_not_raise_what_was_expected_while_it_ran(world: World) -> None:
    counts = [2] * (20 * DAY)
    counts[-6 * 12 :] = [80] * 72
    write(world, counts)
    found = series(world, NOW.replace(minute=0) - 8 * HOUR, NOW.replace(minute=0))
    assert found.expected[0] == pytest.approx(24, rel=0.2)
    assert found.expected[3] is not None and found.expected[3] < 60
    assert found.total[3] == 960


def test_before_the_first_count_nothing_was_expected(world: World) -> None:
    write(world, [3] * (2 * DAY))
    found = series(world, NOW - 96 * HOUR, NOW)
    assert found.expected[:20] == (None,) * 20
    assert found.expected[-1] is not None
    assert found.learning
    assert bands.band_of(brand=world.lumen, query_id=None, starts=[NOW], every=12, now=NOW) == bands.Band()


def test_the_running_step_is_expected_whole_and_marked_as_running(world: World) -> None:
    write(world, [3] * (10 * DAY))
    found = series(world, NOW - 24 * HOUR, NOW, hours=6)
    assert found.over < 1
    assert found.expected[-1] == pytest.approx(found.expected[-2] or 0, rel=0.2)


def test_a_fortnights_band_is_judged_once_and_kept_until_the_next_bucket(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = brand(days=40, posts_per_day=400)
    write(world, made.all_counts[0])
    judged: list[int] = []
    survey = bands.survey
    monkeypatch.setattr(bands, "survey", lambda *given, **named: judged.append(1) or survey(*given, **named))
    first = series(world, NOW - 14 * DAY * timedelta(minutes=5), NOW, hours=12)
    assert series(world, NOW - 14 * DAY * timedelta(minutes=5), NOW, hours=12) == first
    assert len(judged) == 1
