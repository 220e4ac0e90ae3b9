"""Sources over the API: listed with their health, renamed, tried again; a client and another brand's people get none."""

from datetime import timedelta

import pytest
from django.utils import timezone

from monitoring.feeds.models import Feed
from monitoring.models import CoverageGap, Source
from tests.monitoring.scene import source
from tests.monitoring.test_endpoints import Caller
from tests.world import World


@pytest.fixture
def api(world: World) -> Caller:
    return Caller(world.browser(world.manager))


def test_a_source_comes_with_its_health_and_the_times_it_missed(world: World, api: Caller) -> None:
    now = timezone.now()
    late = source(world, "Ledger", now, failing_since=now - timedelta(hours=2), failures=4, error_code="timeout")
    began = now - timedelta(hours=2)
    CoverageGap.objects.create(source=late, starts_at=began, reason="The server did not answer.")
    [row] = api.get("/sources/").json()["results"]
    assert (row["name"], row["status"]) == ("Ledger", "active")
    assert row["health"]["error_code"] == "timeout"
    [gap] = row["health"]["gaps"]
    assert (gap["reason"], gap["ends_at"]) == ("The server did not answer.", None)


def test_sources_are_narrowed_by_brand_and_status(world: World, api: Caller) -> None:
    now = timezone.now()
    source(world, "Forum", now)
    paused = source(world, "Blog", now)
    Source.objects.filter(pk=paused.pk).update(status="paused")
    assert [row["name"] for row in api.get("/sources/", status="paused").json()["results"]] == ["Blog"]
    assert {row["name"] for row in api.get("/sources/", brand=world.alder.pk).json()["results"]} == {"Forum", "Blog"}


def test_what_is_left_out_of_a_change_stays_as_it_is(world: World, api: Caller) -> None:
    one = source(world, "Forum", timezone.now())
    changed = api.patch(f"/sources/{one.pk}/", {"name": "The glass forum"})
    assert (changed.status_code, changed.json()["name"], changed.json()["everything"]) == (200, "The glass forum", True)
    refused = api.patch(f"/sources/{one.pk}/", {"name": ""})
    assert (refused.status_code, set(refused.json()["errors"])) == (400, {"name"})


def test_a_feed_that_was_given_up_is_tried_again_soon(world: World, api: Caller) -> None:
    now = timezone.now()
    one = source(
        world, "Ledger", now, failing_since=now - timedelta(days=9), failures=90, next_fetch_at=now + timedelta(hours=6)
    )
    assert api.post(f"/sources/{one.pk}/retry/").status_code == 200
    due = Feed.objects.get(pk=one.feed_id).next_fetch_at
    # Never sooner than the feed's shortest interval: others read it, too.
    assert due <= now + timedelta(minutes=10)


def test_who_is_not_on_the_brand_or_is_a_client_changes_no_source(world: World) -> None:
    one = source(world, "Forum", timezone.now())
    for member in (world.other, world.client):
        caller = Caller(world.browser(member))
        assert caller.post(f"/sources/{one.pk}/pause/").status_code in (403, 404)
        assert caller.patch(f"/sources/{one.pk}/", {"name": "Mine"}).status_code in (403, 404)
    one.refresh_from_db()
    assert (one.name, one.status) == ("Forum", "active")
