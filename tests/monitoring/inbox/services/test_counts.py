"""When a series runs again for posts that came late: from the earliest of them, however many batches bring them."""

from datetime import timedelta

from monitoring.inbox.services.ingestion.counts import Counting
from monitoring.models import SeriesState
from tests.monitoring.ground import NOW, minutes
from tests.world import World


def _state(world: World) -> SeriesState:
    return SeriesState.objects.get(brand=world.alder, query=None)


def _came(world: World, minutes_ago: float) -> None:
    counting = Counting()
    counting.add((world.alder.pk, None), NOW - minutes(minutes_ago), negative=False, quiet=False)
    counting.write()


def _settled(world: World) -> None:
    _came(world, 1)
    SeriesState.objects.update(last_bucket=NOW, rewind_to=None)


def test_a_later_batch_of_newer_posts_does_not_forget_the_older_ones(world: World) -> None:
    _settled(world)
    _came(world, 90)
    first = _state(world).rewind_to
    assert first is not None and NOW - minutes(95) <= first <= NOW - minutes(90)
    _came(world, 30)
    assert _state(world).rewind_to == first
    _came(world, 200)
    earlier = _state(world).rewind_to
    assert earlier is not None and earlier < first


def test_posts_after_what_was_judged_rewind_nothing(world: World) -> None:
    _settled(world)
    SeriesState.objects.update(last_bucket=NOW - timedelta(hours=1))
    _came(world, 10)
    assert _state(world).rewind_to is None
