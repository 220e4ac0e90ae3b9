from datetime import timedelta

import httpx
import pytest

from accounts.outside.failures import AuthExpired, Failure, Forbidden, Gone, Malformed, NotFound, RateLimited, Transient
from accounts.outside.http import Fetched
from accounts.outside.statuses import failure_of, freshness
from tests.loopback import NOW


def _answer(status: int, **headers: str) -> Fetched:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Fetched(status=status, headers=httpx.Headers(named), body=b"", url="http://news.example/")


@pytest.mark.parametrize(
    ("status", "kind", "permanent"),
    [
        (401, AuthExpired, True), (403, Forbidden, True), (451, Forbidden, True), (404, NotFound, False),
        (410, Gone, True), (429, RateLimited, False), (420, RateLimited, False), (408, Transient, False),
        (500, Transient, False), (503, Transient, False), (599, Transient, False), (418, Malformed, False),
        (204, Malformed, False), (300, Malformed, False),
    ],
)  # fmt: skip
def test_each_status_has_its_named_failure(status: int, kind: type[Failure], permanent: bool) -> None:
    failure = failure_of(_answer(status), NOW)
    assert type(failure) is kind
    assert failure.permanent is permanent
    assert failure.sentence.endswith(".")
    assert failure.code


@pytest.mark.parametrize("status", [200, 202, 203, 206, 226, 304])
def test_good_answers_have_none(status: int) -> None:
    assert failure_of(_answer(status), NOW) is None


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


@pytest.mark.parametrize("status", [401, 403, 404, 408, 418, 429, 500, 503])
def test_whatever_it_is_refused_with_a_wait_that_is_asked_for_is_kept(status: int) -> None:
    failure = failure_of(_answer(status, retry_after="300"), NOW)
    assert failure is not None
    assert failure.asked_to_wait(NOW) == 300


def test_a_refusal_that_names_a_time_is_a_limit_and_no_closed_door() -> None:
    for headers in ({"retry_after": "5"}, {"x_ratelimit_remaining": "0", "x_ratelimit_reset": "5"}):
        failure = failure_of(_answer(403, **headers), NOW)
        assert type(failure) is RateLimited
        assert failure.asked_to_wait(NOW) == 5
    assert type(failure_of(_answer(403, x_ratelimit_remaining="4999", x_ratelimit_reset="5"), NOW)) is Forbidden
