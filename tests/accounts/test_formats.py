"""A time says its day unless that is today."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from accounts.formats import format_time

NOW = datetime(2026, 12, 30, 22, 30, tzinfo=UTC)


def test_a_time_carries_its_day_unless_that_is_today() -> None:
    with timezone.override("Europe/Berlin"):
        assert format_time(NOW, now=NOW) == "23:30 CET"
        assert format_time(NOW + timedelta(hours=1), now=NOW) == "Thu 31 Dec, 00:30 CET", "the reader's day decides"
        assert format_time(NOW + timedelta(days=3), now=NOW) == "Sat 2 Jan 2027, 23:30 CET"


def test_words_that_are_kept_carry_their_day_in_any_case() -> None:
    with timezone.override("Europe/Berlin"):
        assert format_time(NOW, now=NOW, day=True) == "Wed 30 Dec, 23:30 CET"
