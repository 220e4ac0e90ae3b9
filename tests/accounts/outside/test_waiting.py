from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.outside.waiting import LONGEST_WAIT, asked_to_wait, retry_after
from tests.loopback import NOW

EPOCH = int(NOW.timestamp())


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120), (" 120 ", 120), ("0", 0), ("99999999999999999999", LONGEST_WAIT), ("-5", None), ("soon", None),
        ("", None), ("Sun, 22 Nov 2026 12:10:00 GMT", 600), ("Sunday, 22-Nov-26 12:10:00 GMT", 600),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0), ("Sun, 22 Nov 2099 11:00:00 GMT", LONGEST_WAIT),
        ("Sun, 22 Nov 2026 13:10:00 +0100", 600), ("Sun, 99 Nov 2026 12:10:00 GMT", None),
    ],
)  # fmt: skip
def test_retry_after_is_read_in_both_forms_and_bounded(text: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": text}, NOW) == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"x-ratelimit-reset": "2026-11-22T12:02:00.000Z"}, 120),
        ({"x-ratelimit-reset": "120"}, 120),
        ({"x-ratelimit-reset": str(EPOCH + 120)}, 120),
        ({"x-ratelimit-reset": str((EPOCH + 120) * 1000)}, 120),
        ({"x-ratelimit-reset": "Sun, 22 Nov 2026 12:02:00 GMT"}, 120),
        ({"x-rate-limit-reset": str(EPOCH + 120)}, 120),
        ({"x-ratelimit-reset-after": "0.5"}, 0.5),
        ({"ratelimit-reset": "120"}, 120),
        ({"ratelimit": "limit=100, remaining=0, reset=120"}, 120),
        ({"ratelimit": '"burst";r=0;t=120, "day";r=90;t=9000'}, 120),
        ({"retry-after": "30", "x-ratelimit-reset": "120", "x-ratelimit-remaining": "0"}, 120),
        ({"x-ratelimit-reset": str(EPOCH - 50)}, 0),
        ({"x-ratelimit-reset": "9" * 20}, LONGEST_WAIT),
        ({"x-ratelimit-reset": "soon"}, None),
        ({}, None),
    ],
)
def test_every_form_of_come_back_later_is_read(headers: dict[str, str], seconds: float | None) -> None:
    assert asked_to_wait(headers, NOW, refused=True) == seconds


def test_a_budget_of_which_something_is_left_asks_for_nothing() -> None:
    full = {"x-ratelimit-remaining": "10", "x-ratelimit-reset": "120", "ratelimit": "limit=9, remaining=9, reset=120"}
    assert asked_to_wait(full, NOW, refused=False) is None
    assert asked_to_wait({"x-ratelimit-reset": "120"}, NOW, refused=False) is None
    assert asked_to_wait({**full, "x-ratelimit-remaining": "0"}, NOW, refused=False) == 120


@pytest.mark.parametrize("off", [timedelta(hours=-2), timedelta(0), timedelta(hours=5)])
def test_a_moment_is_held_against_the_clock_of_who_names_it(off: timedelta) -> None:
    theirs = NOW + off
    date = {"date": format_datetime(theirs, usegmt=True)}
    until = theirs + timedelta(minutes=15)
    assert retry_after({**date, "retry-after": format_datetime(until, usegmt=True)}, NOW) == 900
    for told in (until.isoformat(), str(int(until.timestamp()))):
        assert asked_to_wait({**date, "x-ratelimit-reset": told}, NOW, refused=True) == 900


@settings(deadline=None)
@given(
    st.sampled_from(["retry-after", "ratelimit", "x-ratelimit-reset", "date", "x-ratelimit-remaining"]),
    st.text(max_size=40) | st.datetimes().map(str) | st.floats().map(str) | st.integers().map(str),
    st.booleans(),
)
def test_whatever_a_header_holds_the_wait_is_bounded(name: str, text: str, refused: bool) -> None:
    found = asked_to_wait({"x-ratelimit-reset": "60", name: text}, datetime(2026, 11, 22, tzinfo=UTC), refused=refused)
    assert found is None or 0 <= found <= LONGEST_WAIT
