"""What the inbox's address means."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict

from monitoring.inbox.forms.mentions import narrowing

NOW = datetime(2026, 11, 17, 14, 0, tzinfo=UTC)


def test_the_inbox_begins_with_what_is_open_and_a_search_looks_everywhere() -> None:
    assert narrowing(QueryDict("")).status == "open"
    assert narrowing(QueryDict("q=glass")).status == "all"
    assert narrowing(QueryDict("q=glass&status=done")).status == "done"


def test_a_span_counts_back_from_now_and_wins_over_fixed_times() -> None:
    asked = narrowing(QueryDict("span=24h&since=2020-01-01T00:00:00Z")).filters(brand=None, user_id=7, now=NOW)
    assert (asked.since, asked.until) == (NOW - timedelta(hours=24), None)
    fixed = narrowing(QueryDict("since=2026-11-17T13:00:00%2B00:00")).filters(brand=None, user_id=7, now=NOW)
    assert fixed.since == NOW - timedelta(hours=1)


@pytest.mark.parametrize(("given", "wanted"), [("me", 7), ("none", "none"), ("12", 12), ("root", None)])
def test_an_assignee_is_me_nobody_or_a_person(given: str, wanted: object) -> None:
    assert narrowing(QueryDict(f"assignee={given}")).filters(brand=None, user_id=7, now=NOW).assignee == wanted


def test_an_address_changes_one_filter_and_keeps_the_others() -> None:
    asked = narrowing(QueryDict("brand=alder&sentiment=negative&nonsense=1"))
    assert asked.address(sentiment="") == "?brand=alder"
    assert asked.address(status="done") == "?brand=alder&sentiment=negative&status=done"
    assert narrowing(QueryDict("")).address() == ""
