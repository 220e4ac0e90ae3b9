"""The connection's agency, typed."""

from accounts.tenancy import current_agency, current_schema, enter, enter_public
from tests.world import World


def test_entering_and_leaving_an_agency(world: World) -> None:
    enter(world.rival)
    assert (current_agency(), current_schema()) == (world.rival, world.rival.schema_name)
    enter_public()
    assert current_schema() == "public"
    enter(world.north)
