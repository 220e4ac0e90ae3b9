from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.feeds.connectors.rss.dates import read_date

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1990, 1, 2), datetime(2100, 1, 1), timezones=ZONES).map(
    lambda moment: moment.replace(microsecond=0)
)


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("Fri, 20 Nov 2026 10:00:00 GMT", "", "2026-11-20 10:00"),
        ("20 Nov 26 10:00 -0500", "", "2026-11-20 15:00"),
        ("Fri, 20 Nov 2026 10:00:00 +0100 (CET)", "", "2026-11-20 09:00"),
        ("Fri Nov 20 10:00:00 CET 2026", "", "2026-11-20 09:00"),
        ("Fri, 20 Nov 2026 10:00:00 GMT+2", "", "2026-11-20 08:00"),
        ("Fri, 20 Nov 2026 10:00 PM", "", "2026-11-20 22:00"),
        ("Friday, January 29, 2021 04:42 PM", "", "2021-01-29 16:42"),
        ("2026-11-20T10:00:00Z+02:00", "", "2026-11-20 08:00"),
        ("2026-11-20 10:00:00 AEST", "", "2026-11-20 00:00"),
        ("20261116T100000Z", "", "2026-11-16 10:00"),
        ("2026-W47-1", "", "2026-11-16 00:00"),
        ("1668960000", "", "2022-11-20 16:00"),
        ("1668960000123", "", "2022-11-20 16:00"),
        ("22.11.2022 12:16", "", "2022-11-22 12:16"),
        ("03.04.2022 12:16", "en-us", "2022-04-03 12:16"),
        ("22/11/2022 12:16", "", "2022-11-22 12:16"),
        ("03/04/2021", "de", "2021-04-03 00:00"),
        ("03/04/2021", "en-US", "2021-03-04 00:00"),
        ("03-04-2026", "de", "2026-04-03 00:00"),
        ("03-04-2026 12:16", "en-us", "2026-03-04 12:16"),
        ("12-11-2026", "it", "2026-11-12 00:00"),
        ("22-11-2022", "", "2022-11-22 00:00"),
        ("03/04/26", "fr", "2026-04-03 00:00"),
        ("04-04-2026", "", "2026-04-04 00:00"),
        ("Sun, 29 Nov 2026 18:00:00 Europe/Berlin", "", "2026-11-29 17:00"),
        ("2026-07-29 18:00 America/New_York", "", "2026-07-29 22:00"),
        ("22 novembre 2022 12:16", "it", "2022-11-22 12:16"),
        ("lun, 22 ago 2022 10:00:00 +0200", "es", "2022-08-22 08:00"),
        ("mar, 22 nov 2022 12:16", "es", "2022-11-22 12:16"),
        ("mardi 22 novembre 2022 à 12h16", "fr", "2022-11-22 12:16"),
        ("22 de novembro de 2022, 12:16", "", "2022-11-22 12:16"),
        ("Di., 22. Nov. 2022, 12:16 Uhr", "de", "2022-11-22 12:16"),
        ("22. März 2022", "", "2022-03-22 00:00"),
        ("22 ноября 2022 г., 12:16", "", "2022-11-22 12:16"),
        ("10 listopada 2022", "pl", "2022-11-10 00:00"),
        ("10 listopada 2022", "hr", "2022-10-10 00:00"),
        ("2022年11月22日 12:16", "ja", "2022-11-22 12:16"),
        ("2022년 11월 22일", "", "2022-11-22 00:00"),
    ],
)
def test_dates_are_read_in_the_forms_and_languages_of_the_world(text: str, language: str, told: str) -> None:
    found = read_date(text, language)
    assert found is not None
    assert found.zone_known
    assert f"{found.at:%Y-%m-%d %H:%M}" == told


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "12:30", "November 2022", "2022", "2022-11", "vor 5 Minuten", "5", "03/04/2021", "10 listopada 2022",
     "03-04-2026", "03/04/26", "3-4-26 10:00", "03-04-2026T10:00:00",
     "2022-13-01", "2022-02-30T10:00:00Z", "Fri, 32 Nov 2026 10:00:00 GMT", "0001-01-01T00:00:00+14:00", "9" * 90,
     "mar 2022", "x" * 5_000],
)  # fmt: skip
def test_what_names_no_day_or_could_be_two_is_not_guessed(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize("zone", ["QQT", "Middle/Earth"])
def test_an_unknown_zone_is_read_as_utc_and_flagged(zone: str) -> None:
    found = read_date(f"Fri, 20 Nov 2026 10:00:00 {zone}")
    assert found is not None
    assert (found.at, found.zone_known) == (datetime(2026, 11, 20, 10, tzinfo=UTC), False)


@settings(deadline=None)
@given(MOMENTS)
def test_what_the_standards_write_is_read_back(moment: datetime) -> None:
    for text in (moment.isoformat(), format_datetime(moment), moment.isoformat(" ")):
        found = read_date(text)
        assert found is not None
        assert (found.at, found.zone_known) == (moment, True)


@settings(deadline=None)
@given(
    st.text(max_size=60)
    | st.from_regex(r"\A[A-Za-z]{0,9},? ?\d{1,4}[-./ ]\w{1,9}[-./ ]\d{1,5} \d{1,3}:\d{1,3} ?[A-Z+-]{0,5}\d{0,5}\Z"),
    st.sampled_from(["", "de", "en-us", "zz", "ru_RU"]),
)
def test_whatever_is_written_is_read_as_a_moment_or_not_at_all(text: str, language: str) -> None:
    found = read_date(text, language)
    assert found is None or found.at.utcoffset() == timedelta(0)
