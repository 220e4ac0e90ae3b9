"""Reading examines a window of positions and no more; it says how far it came."""

from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.errors import Gone, Invalid
from accounts.events.models import Keeping
from accounts.events.services import placing, reading
from accounts.events.services.reading import Filters
from accounts.events.services.recording import About, record
from tests.accounts.events.services.test_recording import TRIED
from tests.world import World

NOW = timezone.now()
ONLY = Filters(actions=(TRIED.name,))


def _wrote(*many: int, brand: object = None) -> None:
    for one in many:
        record(TRIED, About(uuid4(), brand=brand), by=None, now=NOW, many=one)  # type: ignore[arg-type]
    placing.place_events()


def test_an_empty_record_is_read_up_to_nowhere(world: World) -> None:
    found = reading.feed(world.owner, Filters(), after=None, size=10)
    assert (found.rows, found.position, found.more) == ([], 0, False)
    assert reading.feed(world.owner, Filters(), after=0, size=10).position == 0
    back = reading.newest(world.owner, Filters())
    assert (back.rows, back.next_token) == ([], "")


def test_a_full_page_goes_on_after_its_last_row_and_a_short_one_after_all_that_was_examined(world: World) -> None:
    _wrote(1, 2, 3)
    full = reading.feed(world.owner, ONLY, after=0, size=2)
    assert (len(full.rows), full.position, full.more) == (2, 2, True)
    rest = reading.feed(world.owner, ONLY, after=2, size=2)
    assert (len(rest.rows), rest.position, rest.more) == (1, 3, False)


def test_whoever_begins_at_the_oldest_is_not_told_that_it_is_gone(world: World) -> None:
    _wrote(1, 2, 3)
    Keeping.objects.create(visibility="internal", pruned_through=2)
    assert len(reading.feed(world.owner, ONLY, after=None, size=10).rows) == 3
    with pytest.raises(Gone):
        reading.feed(world.owner, ONLY, after=1, size=10)


def test_going_back_stops_at_its_turns_and_goes_on_from_there(world: World) -> None:
    _wrote(1)
    _wrote(*range(20), brand=world.lumen)
    back = reading.newest(world.analyst, ONLY, window=5, turns=2)
    assert (back.rows, back.until, bool(back.next_token)) == ([], 12, True)
    rest = reading.newest(world.analyst, ONLY, token=back.next_token, window=5, turns=9)
    assert ([row.data["many"] for row in rest.rows], rest.next_token) == ([1], "")


def test_everything_comes_in_batches_newest_first(world: World) -> None:
    _wrote(*range(7))
    batches = [[row.data["many"] for row in batch] for batch in reading.everything(world.owner, ONLY, batch=3)]
    assert batches == [[6, 5, 4], [3, 2, 1], [0]]


def test_names_and_patterns_are_told_apart_and_what_is_unknown_is_named() -> None:
    assert reading.named_actions("trial.tried, trial.*") == ("trial.tried",)
    with pytest.raises(Invalid, match=r"“nothing\.at_all”"):
        reading.named_actions("trial.tried,nothing.at_all")
