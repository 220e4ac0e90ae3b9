"""How many queries each page and endpoint asks: a committed baseline, so that a loop shows in the change that wrote it."""

import os
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.api.throttling import MemberThrottle
from tests.everything import make_everything
from tests.routes import Row, address, rows
from tests.world import World

TABLE = Path(__file__).with_name("query_counts.txt")


def _reads() -> list[Row]:
    return [row for row in rows() if row.host == "agency" and row.method == "GET" and not row.asks.startswith("open")]


def _asked(browser: Client, path: str, *, most: int) -> tuple[int, int]:
    """The status of a page and how many queries it asks once the caches are filled.

    One that asks more than `most` is asked again: what is kept for some minutes, such as which agency a host is, may run out
    between two visits.
    """
    browser.get(path)  # the first visit fills caches of the process
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get(path)
        if len(queries) <= most:
            break
    return answer.status_code, len(queries)


def _baseline() -> dict[str, int]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return {path: int(count) for count, path in (line.split() for line in lines)}


def test_no_page_or_endpoint_asks_more_queries_than_its_baseline(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MemberThrottle, "allow_request", lambda *_: True)
    everything = make_everything(world)
    browser = world.browser(world.owner)
    baseline, counted = _baseline(), {}
    for row in _reads():
        path = f"/{row.path}"
        status, count = _asked(browser, address(row, everything), most=baseline.get(path, -1))
        if status == 200:
            counted[path] = count
    lines = [f"{count:4} {path}" for path, count in sorted(counted.items())]
    if os.environ.get("FIREBREAK_WRITE_TABLES"):
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    baseline = _baseline()
    more = {path: (count, baseline.get(path)) for path, count in counted.items() if count > baseline.get(path, -1)}
    assert more == {}, "FIREBREAK_WRITE_TABLES=1 pytest tests/test_query_counts.py writes it"
    assert max(baseline.values()) <= 60


def test_lists_ask_as_many_queries_for_many_rows_as_for_few(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from monitoring.models import Alert, Mention, Post

    monkeypatch.setattr(MemberThrottle, "allow_request", lambda *_: True)
    everything = make_everything(world)
    browser = world.browser(world.owner)
    paths = [f"/{row.path}" for row in _reads() if not row.has_object and row.path != "api/v1/counts/"]

    baseline = _baseline()
    few = {path: _asked(browser, path, most=baseline.get(path, -1))[1] for path in paths}
    post, alert, mention = everything["mention"].post, everything["open_alert"], everything["mention"]
    for number in range(12):
        twin = Post.objects.get(pk=post.pk)
        twin.pk, twin.external_id, twin._state.adding = None, f"twin-{number}", True
        twin.pk = Post._meta.pk.get_default()
        twin.save(force_insert=True)
        Mention.objects.create(
            post=twin,
            brand=mention.brand,
            source=mention.source,
            published_at=mention.published_at,
            first_seen_at=mention.first_seen_at,
        )
        Alert.objects.create(
            brand=alert.brand, rule=alert.rule, rule_version=1, kind=alert.kind, severity=2, window_start=alert.window_start.replace(year=2020 - number),
            window_end=alert.window_end, raised_at=alert.raised_at, sentence="More", explanation={}, triaged_at=alert.raised_at,
        )  # fmt: skip
    many = {path: _asked(browser, path, most=few[path])[1] for path in paths}
    assert {path: (few[path], many[path]) for path in paths if many[path] > few[path]} == {}
