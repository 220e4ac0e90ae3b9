"""The question about power."""

import pytest

from accounts.errors import Forbidden
from accounts.permissions import may, require
from tests.world import World


def test_nobody_and_the_deactivated_may_nothing(world: World) -> None:
    assert not may(None, "brands.see")
    assert not may(world.deactivated, "brands.see")


def test_a_refusal_names_what_is_not_allowed(world: World) -> None:
    with pytest.raises(Forbidden) as refused:
        require(world.client, "mentions.see")
    assert refused.value.message == "Your role does not allow you to read mentions."
    assert refused.value.data == {"needs": "mentions.see"}
