"""What open pages are told: one hint a brand however many mentions came, one an alert."""

from uuid import uuid4

from django.utils import timezone

from accounts.notifications.models import LiveEvent
from monitoring import live_hints
from tests.world import World


def test_many_mentions_of_a_brand_are_one_hint_without_a_key(world: World) -> None:
    live_hints.mentions_came([world.alder.pk, world.lumen.pk], timezone.now())
    told = set(LiveEvent.objects.values_list("brand_id", "topic", "kind", "subject"))
    assert told == {(brand.pk, "mentions", "new", "") for brand in (world.alder, world.lumen)}


def test_alerts_that_changed_together_are_a_hint_each(world: World) -> None:
    first, second = uuid4(), uuid4()
    live_hints.alerts_changed({first: world.alder.pk, second: world.lumen.pk}, timezone.now())
    told = set(LiveEvent.objects.values_list("brand_id", "topic", "kind", "subject"))
    assert told == {
        (world.alder.pk, "alerts", "changed", str(first)), (world.lumen.pk, "alerts", "changed", str(second)),
    }  # fmt: skip
