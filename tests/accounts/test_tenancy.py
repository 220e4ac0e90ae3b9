"""The connection's agency, typed."""

import pytest
from django_tenants.utils import schema_context

from accounts.errors import Conflict
from accounts.tenancy import current_agency, current_schema, enter, enter_public
from tests.world import World


def test_entering_and_leaving_an_agency(world: World) -> None:
    enter(world.rival)
    assert (current_agency(), current_schema()) == (world.rival, world.rival.schema_name)
    enter_public()
    assert current_schema() == "public"
    enter(world.north)


def test_the_agency_is_known_where_only_its_schema_was_chosen_and_refused_in_public(world: World) -> None:
    with schema_context(world.rival.schema_name):
        assert current_agency() == world.rival
    enter_public()
    with pytest.raises(Conflict):
        current_agency()
