"""A person's own settings hold in every agency."""

import pytest

from accounts.errors import Forbidden, Invalid
from accounts.models import User
from accounts.services.profile import edit_profile
from tests.world import World


def test_a_profile_belongs_to_the_person(world: World) -> None:
    edit_profile(world.manager, name="  Ines   M ", time_zone="Asia/Tokyo", theme="dark", keys_on=False)
    user = User.objects.get(pk=world.manager.user_id)
    assert (user.name, user.time_zone, user.theme, user.keys_on) == ("Ines M", "Asia/Tokyo", "dark", False)
    assert User.objects.get(pk=world.analyst.user_id).name == "Priya Nair"


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", "x" * 101), ("name", "a\x00"), ("time_zone", "Berlin"), ("theme", "red")],
)
def test_what_can_not_be_taken_names_its_field(world: World, field: str, value: str) -> None:
    good = {"name": "Ines", "time_zone": "", "theme": ""}
    with pytest.raises(Invalid) as refused:
        edit_profile(world.manager, keys_on=True, **{**good, field: value})
    assert field in refused.value.fields


def test_a_deactivated_person_changes_nothing(world: World) -> None:
    with pytest.raises(Forbidden):
        edit_profile(world.deactivated, name="Gus", time_zone="", theme="", keys_on=True)
