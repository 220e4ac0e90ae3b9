"""A source whose feed was given up is tried again when a person has mended what was wrong."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from monitoring.feeds.models import Feed
from tests.monitoring.scene import small
from tests.world import World

JSON = "application/json"


@pytest.fixture
def broken(world: World) -> Any:
    row = small(world).sources[0]
    now = timezone.now()
    Feed.objects.filter(pk=row.feed_id).update(
        status="needs_person", error="It asks for a password.", error_code="auth_expired", failing_since=now,
        next_fetch_at=now + timedelta(days=1),
    )  # fmt: skip
    return row


def _paths(row: Any) -> list[str]:
    return [f"/brands/alder-coffee/sources/{row.pk}/retry/", f"/api/v1/sources/{row.pk}/retry/"]


@pytest.mark.parametrize("at", [0, 1])
def test_it_is_due_at_once_by_page_and_api(world: World, broken: Any, at: int) -> None:
    browser = world.browser(world.analyst)
    assert _paths(broken)[0] in browser.get("/brands/alder-coffee/sources/").text
    assert browser.post(_paths(broken)[at], content_type=JSON).status_code in {200, 303}
    feed = Feed.objects.get(pk=broken.feed_id)
    assert feed.status == "active" and feed.next_fetch_at <= timezone.now()


def test_only_those_on_the_brand_have_it_tried(world: World, broken: Any) -> None:
    for path in _paths(broken):
        assert world.browser(world.other).post(path, content_type=JSON).status_code == 404
        assert world.browser(world.client).post(path, content_type=JSON).status_code == 403
    assert Feed.objects.get(pk=broken.feed_id).status == "needs_person"


def test_a_paused_source_is_not_tried_and_says_so(world: World, broken: Any) -> None:
    browser = world.browser(world.analyst)
    browser.post(f"/api/v1/sources/{broken.pk}/pause/", content_type=JSON)
    refused = browser.post(_paths(broken)[1], content_type=JSON)
    assert (refused.status_code, refused.json()["data"]["current"]) == (409, "paused")
    assert "not active" in browser.post(_paths(broken)[0], follow=True).text
