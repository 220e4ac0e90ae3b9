"""A time of an interface is read in UTC, or is none."""

from datetime import UTC, datetime

import pytest

from monitoring.feeds.connectors.times import moment


def test_a_time_with_a_zone_is_read_in_utc() -> None:
    expected = datetime(2026, 11, 2, 10, 15, tzinfo=UTC)
    assert moment("2026-11-02T12:15:00+02:00") == moment("2026-11-02T10:15:00Z") == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026-11-02T10:15:00",
        None,
        1793000000,
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
    ],
)
def test_what_is_no_time_or_none_in_utc_is_none(text: object) -> None:
    assert moment(text) is None
