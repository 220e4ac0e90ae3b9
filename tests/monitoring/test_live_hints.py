"""What open pages are told of monitoring's events: one hint a brand however many mentions came, one an alert, and only of what is on record."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from accounts.events.services.recording import About, event, record, record_all
from accounts.notifications.models import LiveEvent
from monitoring import catalogue, live_hints
from tests.world import World

NOW = timezone.now()


def _told() -> list[tuple[Any, ...]]:
    return sorted(LiveEvent.objects.values_list("brand_id", "topic", "kind", "subject"), key=str)


def test_many_mentions_of_a_brand_are_one_hint_without_a_key(world: World) -> None:
    came = {"count": 2, "quiet": 0, "mentions": []}
    record_all(
        event(catalogue.MENTION_ARRIVED, About(brand.pk, brand=brand), by=None, now=NOW, **came)
        for brand in (world.alder, world.lumen, world.alder)
    )
    assert _told() == sorted(((brand.pk, "mentions", "new", "") for brand in (world.alder, world.lumen)), key=str)


def test_a_mention_that_somebody_changed_is_named(world: World) -> None:
    mention = uuid4()
    record(catalogue.MENTION_ASSIGNED, About(mention, brand=world.alder), by=world.manager, now=NOW, user_id=None)
    assert _told() == [(world.alder.pk, "mentions", "changed", str(mention))]


def test_alerts_that_changed_together_are_a_hint_each(world: World) -> None:
    first, second = uuid4(), uuid4()
    record_all(
        event(catalogue.ALERT_ACKNOWLEDGED, About(pk, brand=brand), by=world.manager, now=NOW, rule=uuid4())
        for pk, brand in ((first, world.alder), (second, world.lumen))
    )
    live_hints.without_event({first: world.alder.pk}, NOW)
    told = (world.alder.pk, "alerts", "changed", str(first)), (world.lumen.pk, "alerts", "changed", str(second))
    assert _told() == sorted([*told, told[0]], key=str)


def test_what_is_no_ones_page_hints_nothing(world: World) -> None:
    record(catalogue.QUERY_CHANGED, About(uuid4(), brand=world.alder), by=world.manager, now=NOW, version=2)
    assert _told() == []
