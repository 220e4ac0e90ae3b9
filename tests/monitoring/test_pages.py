"""Every page of monitoring opens, full and empty, for those who may, and its number of queries does not grow."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monitoring.alerting import services as alerting
from monitoring.models import Alert
from tests.monitoring.scene import alert, large, mention, small, source
from tests.world import World

BRAND = "/brands/alder-coffee/"
PARTS = (
    "",
    "sources/",
    "sources/add/",
    "queries/",
    "queries/new/",
    "rules/",
    "rules/new/spike/",
    "rules/new/threshold/",
    "rules/new/silence/",
)
STEPS = tuple(f"onboarding/{step}/" for step in ("names", "query", "sources", "team", "plan", "done"))


@pytest.mark.parametrize("path", [*(BRAND + part for part in (*PARTS, *STEPS)), "/alerts/", "/mentions/"])
def test_a_page_with_nothing_on_it_says_why(world: World, path: str) -> None:
    page = world.browser(world.manager).get(path)
    assert page.status_code == 200, page.text[:500]


@pytest.mark.parametrize("path", [BRAND + part for part in PARTS])
def test_a_brands_pages_are_closed_to_others_and_clients(world: World, path: str) -> None:
    assert world.browser(world.other).get(path).status_code == 404
    assert world.browser(world.client).get(path).status_code == 403


def test_an_analyst_reads_and_edits_but_does_not_set_up(world: World) -> None:
    browser = world.browser(world.analyst)
    assert [browser.get(BRAND + part).status_code for part in PARTS] == [200] * len(PARTS)
    assert browser.get(BRAND + "onboarding/names/").status_code == 403


def test_every_page_opens_with_much_on_it(world: World) -> None:
    made = large(world)
    browser = world.browser(world.manager)
    paths = [BRAND + part for part in (*PARTS, *STEPS)] + [
        f"{BRAND}?span={span}" for span in ("6h", "7d", "14d", "nonsense")
    ]
    paths += [
        f"{BRAND}queries/{made.query.pk}/",
        f"{BRAND}rules/{made.rule.pk}/",
        f"{BRAND}sources/{made.sources[0].pk}/",
    ]
    paths += [
        "/alerts/",
        f"/alerts/{made.alert.pk}/",
        "/alerts/?status=dismissed&kind=spike&brand=alder-coffee",
        "/alerts/?page=tampered",
    ]
    for path in paths:
        page = browser.get(path)
        assert page.status_code == 200, f"{path}: {page.status_code}"


def _queries(browser: Any, path: str) -> int:
    browser.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(path).status_code == 200
    return len(seen)


def test_the_number_of_queries_does_not_grow_with_rows(world: World) -> None:
    made = small(world, 3)
    rule = alerting.save_rule(
        member=world.manager, brand=world.alder, draft=alerting.RuleDraft(kind="silence", name="One"), now=made.now
    )
    alert(world, rule, made.now)
    browser = world.browser(world.manager)
    paths = [BRAND, f"{BRAND}sources/", f"{BRAND}queries/", f"{BRAND}rules/", "/alerts/"]
    before = {path: _queries(browser, path) for path in paths}
    for n in range(6):
        extra = source(world, f"Other {n}", made.now)
        mention(extra, f"More {n}", made.now)
        alerting.save_rule(
            member=world.manager,
            brand=world.alder,
            draft=alerting.RuleDraft(kind="silence", name=f"R{n}"),
            now=made.now,
        )
        alert(world, rule, made.now, window_start=made.now - timedelta(hours=n + 1))
    assert {path: _queries(browser, path) for path in paths} == before


def test_the_alert_says_what_was_seen_against_what_was_expected(world: World) -> None:
    made = large(world)
    page = world.browser(world.manager).get(f"/alerts/{made.alert.pk}/").text
    assert "<h1>186 mentions in 15 min. Expected 22 to 48.</h1>" in page
    assert "glass" in page and "alert-chart-data" in page and "Shop reviews" in page


def test_acknowledging_names_who_is_on_it(world: World) -> None:
    made = large(world)
    browser = world.browser(world.analyst)
    assert browser.post(f"/alerts/{made.alert.pk}/acknowledge/").status_code == 303
    assert "Priya Nair</bdi> is on it" in browser.get(f"/alerts/{made.alert.pk}/").text


def test_dismissing_asks_what_it_was(world: World) -> None:
    made = large(world)
    browser = world.browser(world.manager)
    answer = browser.post(f"/alerts/{made.alert.pk}/dismiss/", {})
    assert answer.status_code == 422 and "Choose what it was." in answer.text
    answer = browser.post(f"/alerts/{made.alert.pk}/dismiss/", {"outcome": "noise", "reason": "A joke"})
    assert answer.status_code == 303
    found = Alert.objects.get(pk=made.alert.pk)
    assert (found.status, found.outcome, found.reason, found.decided_by_id) == (
        "dismissed",
        "noise",
        "A joke",
        world.manager.user_id,
    )
    late = browser.post(f"/alerts/{made.alert.pk}/dismiss/", {"outcome": "issue"})
    assert late.status_code == 303 and Alert.objects.get(pk=made.alert.pk).outcome == "noise"


def test_an_alert_of_another_brand_is_not_there(world: World) -> None:
    made = large(world)
    browser = world.browser(world.other)
    assert browser.get(f"/alerts/{made.alert.pk}/").status_code == 404
    assert browser.post(f"/alerts/{made.alert.pk}/acknowledge/").status_code == 404
    assert "186 mentions" not in browser.get("/alerts/").text


def test_the_brands_page_says_what_is_not_covered(world: World) -> None:
    large(world)
    page = world.browser(world.manager).get(BRAND).text
    assert "2 of 4 sources had a gap" in page
    assert "expected" in page and "not scored" in page
