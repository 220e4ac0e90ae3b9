"""Before a write: the brand is one the member may touch, and nobody else saved in between."""

import pytest

from accounts.brands.models import Brand
from accounts.errors import Conflict, NotFound
from monitoring.access import brand_for, expect_version
from tests.world import World


def test_a_brand_is_found_by_row_or_id_for_whom_it_is_visible_to(world: World) -> None:
    assert brand_for(world.manager, world.alder) == brand_for(world.manager, world.alder.pk) == world.alder
    with pytest.raises(NotFound):
        brand_for(world.other, world.alder)


def test_an_archived_brand_takes_no_write(world: World) -> None:
    Brand.objects.filter(pk=world.alder.pk).update(status="archived")
    with pytest.raises(Conflict, match="archived"):
        brand_for(world.manager, world.alder)


def test_a_save_over_a_newer_version_is_refused_and_one_that_expects_nothing_is_not() -> None:
    expect_version("rule", 4, 4)
    expect_version("rule", 4, None)
    with pytest.raises(Conflict) as refused:
        expect_version("rule", 4, 3)
    assert (refused.value.code, refused.value.data) == ("stale_version", {"current": 4})
