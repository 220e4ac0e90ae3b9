"""One list says whether a brand is ready, and each point of it means what it says."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.brands.models import Brand, BrandTeam, Contact
from accounts.models import Membership
from accounts.notifications.models import Choice, PushSubscription
from incidents.views.brand_overview import readiness as on_home
from monitoring.alerting import services as alerting
from monitoring.insight.services.readiness import readiness, readiness_of
from monitoring.models import AlertRule, Source
from monitoring.onboarding import views as onboarding
from playbooks.services.readiness import LABEL
from tests.incidents import scene
from tests.monitoring.ground import NOW
from tests.monitoring.scene import source
from tests.world import World


def _point(brand: Brand, label: str) -> tuple[bool, str]:
    [found] = [point for point in readiness(brand, now=NOW) if point[0] == label]
    return found[1], found[3]


def test_home_the_wizard_and_the_api_read_one_list(world: World) -> None:
    brands = [world.alder, world.lumen]
    points = readiness(world.alder, now=NOW)
    [alder] = [row for row in on_home(brands, readiness_of(brands, now=NOW)) if row["brand"] == world.alder]
    assert (alder["of"], alder["missing"]) == (len(points), [point for point in points if not point[1]])
    assert onboarding.readiness is readiness
    assert [point[0] for point in points][-1] == LABEL, "what plans know comes from who knows plans"


def test_a_plan_without_a_rule_wakes_nobody_and_is_not_ready(world: World) -> None:
    scene.plan(world)
    assert _point(world.alder, LABEL)[0]
    assert _point(world.alder, "Alert rules on") == (False, "none: nobody is woken about this brand")
    alerting.create_default_rules(member=world.manager, brand=world.alder, now=NOW)
    assert _point(world.alder, "Alert rules on")[0]
    AlertRule.objects.filter(kind="silence").update(is_active=False)
    assert _point(world.alder, "Alert rules on") == (False, "silence is not watched")


def test_a_source_counts_when_it_is_read_not_when_it_is_switched_on(world: World) -> None:
    assert not _point(world.alder, "Sources live")[0]
    source(world, "Forum", NOW)
    assert _point(world.alder, "Sources live") == (True, "1 of 1 are read")
    source(world, "Broken", NOW, failing_since=NOW, error="No answer.")
    assert _point(world.alder, "Sources live") == (False, "1 of 2 are read")
    Source.objects.update(status="removed")
    assert not _point(world.alder, "Sources live")[0]


def test_a_person_counts_while_something_reaches_them(world: World) -> None:
    assert _point(world.alder, "Team set") == (True, "a first and a second person are woken")
    second = world.analyst.user
    for channel in ("mail", "push"):
        Choice.objects.create(user=second, kind="alert", channel=channel, on=False)
    assert "second can't be" in _point(world.alder, "Team set")[1]
    Choice.objects.filter(channel="push").update(on=True)
    assert not _point(world.alder, "Team set")[0], "push without a browser reaches nobody"
    PushSubscription.objects.create(user=second, endpoint_hash="x", sealed="x", created_at=NOW)
    assert _point(world.alder, "Team set")[0]
    Membership.objects.filter(pk=world.manager.pk).update(status="deactivated")
    assert "first can't be" in _point(world.alder, "Team set")[1]
    BrandTeam.objects.filter(brand=world.alder).update(page_order=None)
    assert _point(world.alder, "Team set") == (False, "nobody is woken first")


@pytest.mark.parametrize(("days", "counts"), [(None, False), (91, False), (90, True)])
def test_a_contact_counts_while_confirmed(world: World, days: int | None, counts: bool) -> None:
    at = NOW - timedelta(days=days) if days is not None else None
    Contact.objects.create(brand=world.alder, name="Dana", function="Press", email="d@alder.example", confirmed_at=at)
    words = f"{int(counts)} of 1 confirmed within 90 days"
    assert _point(world.alder, "Contacts confirmed") == (counts, words)


def test_many_brands_ask_no_more_queries_than_one(world: World) -> None:
    def asked(brands: list[Brand]) -> int:
        with CaptureQueriesContext(connection) as queries:
            readiness_of(brands, now=NOW)
        return len(queries)

    source(world, "Forum", NOW)
    assert asked([world.alder]) == asked([world.alder, world.lumen])
