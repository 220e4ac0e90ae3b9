"""Times on a chart: full hours of the reader's zone, few enough to be read, and the zone in words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from monitoring.chart_times import TICKS, seconds, ticks_of, zone_words

NOON = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)


def test_a_zone_is_named_with_its_offset_where_it_has_a_name() -> None:
    assert zone_words(NOON) == "UTC"
    assert zone_words(NOON.astimezone(ZoneInfo("Europe/Berlin"))) == "CET (UTC+1)"
    assert zone_words(NOON.astimezone(ZoneInfo("America/Sao_Paulo"))) == "-03"


def test_a_day_has_at_most_seven_ticks_each_at_a_full_hour_of_the_readers_zone() -> None:
    step = timedelta(minutes=15)
    with timezone.override("Asia/Kolkata"):  # half an hour beside the hours of UTC
        ticks = ticks_of([NOON + n * step for n in range(96)], step)
    assert 0 < len(ticks) <= TICKS
    assert all(words.endswith(":00") for _, words in ticks)
    assert ticks[0] == (seconds(NOON + 2 * step), "18:00")
