"""Cells as what they mean: dates of either order and any form, counts, ids that a spreadsheet has damaged, addresses as names."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from monitoring.inbox.services.importing.places import place_of, variants
from monitoring.inbox.services.importing.values import Dates, day_comes_first, is_two_ways, unquoted_id, whole

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2026-11-02 10:15:30", datetime(2026, 11, 2, 9, 15, 30, tzinfo=UTC)),
        ("2026-11-02T10:15:30Z", datetime(2026, 11, 2, 10, 15, 30, tzinfo=UTC)),
        ("2026-11-02T10:15:30+0530", datetime(2026, 11, 2, 4, 45, 30, tzinfo=UTC)),
        ("Mon Nov 02 10:15:00 UTC 2026", datetime(2026, 11, 2, 10, 15, tzinfo=UTC)),
        ("2 November 2026 10:15", datetime(2026, 11, 2, 9, 15, tzinfo=UTC)),
        ("46328.5", datetime(2026, 11, 2, 11, 0, tzinfo=UTC)),
        ("1793614530", datetime(2026, 11, 2, 10, 15, 30, tzinfo=UTC)),
        ("1793614530000", datetime(2026, 11, 2, 10, 15, 30, tzinfo=UTC)),
        ("31.12.2026", datetime(2026, 12, 30, 23, 0, tzinfo=UTC)),
        ("10:15", None),
        ("soon", None),
        ("N/A", None),
        ("0001-01-01", None),
        ("99/99/2026", None),
    ],
)
def test_a_date_is_read_or_none(cell: str, moment: datetime | None) -> None:
    assert Dates(BERLIN, day_first=True).read(cell) == moment


def test_a_date_that_could_be_two_days_is_none_until_somebody_says_which() -> None:
    may, april = datetime(2026, 5, 4, tzinfo=UTC), datetime(2026, 4, 5, tzinfo=UTC)
    utc = ZoneInfo("UTC")
    assert Dates(utc).read("4/5/2026") is None
    assert (Dates(utc, day_first=True).read("4/5/2026"), Dates(utc, day_first=False).read("4/5/2026")) == (may, april)
    assert is_two_ways("4/5/2026") and not is_two_ways("4/4/2026") and not is_two_ways("31/4/2026")
    assert (
        day_comes_first(["4/5/2026", "31/5/2026"]),
        day_comes_first(["5/31/2026"]),
        day_comes_first(["4/5/2026"]),
    ) == (True, False, None)


def test_a_time_that_stands_apart_is_put_to_its_date() -> None:
    assert Dates(ZoneInfo("UTC")).read("2026-11-02", "10:15") == datetime(2026, 11, 2, 10, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cell", "count"),
    [("1,234", 1234), ("1.234", 1234), ("1.2K", 1200), ("3M", 3_000_000), ("12", 12), ("12.0", 12), ("45%", 45), ("1 234 567", 1_234_567),
     ("-", None), ("N/A", None), ("", None), ("many", None), ("-3", None), ("9" * 400, None)],
)  # fmt: skip
def test_a_count_is_read_or_none(cell: str, count: int | None) -> None:
    assert whole(cell) == count


def test_an_id_that_a_spreadsheet_has_damaged_is_none() -> None:
    assert [unquoted_id(cell) for cell in ('"2090000000000000001"', "2.09E+18", "209000000000000000", "r-1")] == [
        "2090000000000000001",
        "",
        "",
        "r-1",
    ]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://twitter.com/ina/status/2090?s=20", ("x", "2090")),
        ("https://mobile.x.com/ina/status/2090", ("x", "2090")),
        ("https://news.ycombinator.com/item?id=41", ("hackernews", "41")),
        ("https://youtu.be/dQw4w9WgXcQ", ("youtube", "dQw4w9WgXcQ")),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&lc=Ugx", ("youtube", "Ugx")),
        ("https://old.reddit.com/r/coffee/comments/1AbC/alder/kx9/", ("reddit", "t1_kx9")),
        ("https://www.reddit.com/r/coffee/comments/1abc/alder/", ("reddit", "t3_1abc")),
        ("https://www.tiktok.com/@ina/video/7300", ("tiktok", "7300")),
        ("https://notx.com/ina/status/2090", ("web", "https://notx.com/ina/status/2090")),
        ("https://x.com.evil.example/status/1", ("web", "https://x.com.evil.example/status/1")),
    ],
)
def test_an_address_is_a_name_its_platform_gives(address: str, name: tuple[str, str]) -> None:
    place = place_of(address)
    assert place is not None and (place.platform, place.external_id) == name


def test_what_is_no_address_of_the_web_is_no_place() -> None:
    assert [place_of(text) for text in ("", "Tweet-ID: 5", "ftp://a.example/x", "javascript:alert(1)", "http://[")] == [
        None
    ] * 5


def test_one_address_is_known_in_all_its_spellings() -> None:
    assert {"http://www.a.example/x/", "https://a.example/x"} <= set(
        variants("https://a.example/x?utm_source=mail#top")
    )
