"""Counts and readiness over the API: a brand's own figures, and the same list that ends its onboarding."""

from datetime import timedelta

import pytest
from django.utils import timezone

from monitoring.insight.services.readiness import readiness
from monitoring.models import BucketCount
from tests.monitoring.test_endpoints import Caller
from tests.world import World


@pytest.fixture
def api(world: World) -> Caller:
    return Caller(world.browser(world.manager))


def test_counts_come_oldest_first_without_those_of_single_queries(world: World, api: Caller) -> None:
    now = timezone.now()
    for hours, total in ((1, 4), (3, 9)):
        BucketCount.objects.create(brand=world.alder, starts_at=now - timedelta(hours=hours), total=total, negative=1)
    BucketCount.objects.create(brand=world.lumen, starts_at=now - timedelta(hours=1), total=50)
    assert [row["total"] for row in api.get("/counts/", brand=world.alder.pk).json()] == [9, 4]
    assert [row["total"] for row in api.get("/counts/", brand=world.alder.pk, hours=2).json()] == [4]


@pytest.mark.parametrize("hours", ["", "-1", "0", "2161", "1.5", "٣", "²", "9999999999", "0000019999", "9" * 5_000])
def test_hours_that_can_not_be_are_refused_at_their_field(world: World, api: Caller, hours: str) -> None:
    refused = api.get("/counts/", brand=world.alder.pk, hours=hours)
    assert (refused.status_code, set(refused.json()["errors"])) == (400, {"hours"})


def test_readiness_is_the_list_of_the_pages_in_their_order(world: World, api: Caller) -> None:
    rows = api.get(f"/readiness/{world.alder.pk}/").json()
    points = readiness(world.alder, now=timezone.now())
    assert [(row["point"], row["ok"], row["path"], row["words"]) for row in rows] == points


def test_readiness_is_of_who_may_set_the_brand_up(world: World) -> None:
    path = f"/readiness/{world.alder.pk}/"
    assert Caller(world.browser(world.analyst)).get(path).status_code == 403
    assert Caller(world.browser(world.client)).get(path).status_code == 403
    assert Caller(world.browser(world.other)).get(path).status_code == 404
