"""Status graphs: checked when made, moved along by one guarded UPDATE."""

import pytest

from accounts.errors import Conflict, NotFound
from accounts.lifecycle import Graph, move
from accounts.models import AGENCY, Agency
from tests.world import World


def test_a_graph_that_names_an_unknown_status_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown"):
        Graph("x", ("a",), "a", {"go": (("a",), "b")})


def test_a_status_nothing_leads_to_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing leads"):
        Graph("x", ("a", "b"), "a", {})


def test_a_move_from_another_status_is_a_conflict_that_names_the_present_one(world: World) -> None:
    with pytest.raises(Conflict) as refused:
        move(Agency.objects, world.north.pk, AGENCY, "resume")
    assert refused.value.data == {"current": "active", "possible": ["suspend", "close"]}


def test_a_move_of_what_is_gone_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        move(Agency.objects.none(), world.north.pk, AGENCY, "suspend")
