from datetime import timedelta

import httpx
import pytest

from monitoring.connectors.failures import (
    AuthExpired,
    Failure,
    Forbidden,
    Gone,
    Malformed,
    NotFound,
    RateLimited,
    Transient,
)
from monitoring.connectors.http import Fetched
from monitoring.connectors.statuses import LONGEST_WAIT, failure_of, freshness, retry_after
from tests.monitoring.connectors.loopback import NOW


def _answer(status: int, **headers: str) -> Fetched:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Fetched(status=status, headers=httpx.Headers(named), body=b"", url="http://news.example/")


@pytest.mark.parametrize(
    ("status", "kind", "permanent"),
    [
        (401, AuthExpired, True), (403, Forbidden, True), (451, Forbidden, True), (404, NotFound, False),
        (410, Gone, True), (429, RateLimited, False), (420, RateLimited, False), (408, Transient, False),
        (500, Transient, False), (503, Transient, False), (599, Transient, False), (418, Malformed, False),
        (206, Malformed, False), (204, Malformed, False), (300, Malformed, False),
    ],
)  # fmt: skip
def test_each_status_has_its_named_failure(status: int, kind: type[Failure], permanent: bool) -> None:
    failure = failure_of(_answer(status), NOW)
    assert type(failure) is kind
    assert failure.permanent is permanent
    assert failure.sentence.endswith(".")
    assert failure.code


@pytest.mark.parametrize("status", [200, 203, 304])
def test_good_answers_have_none(status: int) -> None:
    assert failure_of(_answer(status), NOW) is None


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


def test_the_wait_reaches_the_failure() -> None:
    limited = failure_of(_answer(429, retry_after="90"), NOW)
    assert isinstance(limited, RateLimited)
    assert limited.reset_at == NOW + timedelta(seconds=90)
    down = failure_of(_answer(503, retry_after="Sun, 22 Nov 2026 12:01:00 GMT"), NOW)
    assert isinstance(down, Transient)
    assert down.retry_after == 60


def test_a_challenge_behind_a_403_is_called_one() -> None:
    failure = failure_of(_answer(403, cf_mitigated="challenge"), NOW)
    assert failure is not None
    assert "challenge" in failure.sentence


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"cache-control": "public, max-age=300"}, 300),
        ({"cache-control": "MAX-AGE=5, stale-while-revalidate=9"}, 5),
        ({"cache-control": "s-maxage=300"}, None),
        ({"cache-control": "max-age=300", "expires": "Sun, 22 Nov 2026 13:00:00 GMT"}, 300),
        ({"expires": "Sun, 22 Nov 2026 12:05:00 GMT"}, 300),
        ({"expires": "Sun, 22 Nov 2026 08:05:00 GMT", "date": "Sun, 22 Nov 2026 08:00:00 GMT"}, 300),
        ({"expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, None),
        ({"expires": "0"}, None),
        ({}, None),
    ],
)
def test_freshness_is_read_from_max_age_then_expires(headers: dict[str, str], seconds: float | None) -> None:
    assert freshness(headers, NOW) == seconds
