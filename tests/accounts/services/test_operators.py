"""Operators are made at the machine; people are deactivated everywhere at once."""

import pytest

from accounts.errors import Invalid
from accounts.models import AccessLog, User
from accounts.services import operators
from tests.world import World


def test_making_an_operator_is_recorded(world: World) -> None:
    user, is_new = operators.make_operator(email="  New@Platform.example ", password="nine horses in a stable")
    assert is_new
    assert user.email == "new@platform.example"
    assert AccessLog.objects.get(action="operator.made").subject == "new@platform.example"
    again, is_new = operators.make_operator(email="new@platform.example")
    assert (again.pk, is_new) == (user.pk, False)


def test_an_operator_is_no_member_of_any_agency(world: World) -> None:
    user, _ = operators.make_operator(email="new@platform.example", password="nine horses in a stable")
    assert not user.memberships.exists()


def test_deactivating_is_recorded_once_and_never_oneself(world: World) -> None:
    for _ in range(2):
        operators.deactivate_person(world.analyst.user, by=world.operator)
    assert AccessLog.objects.filter(action="person.deactivated").count() == 1
    with pytest.raises(Invalid):
        operators.deactivate_person(world.operator, by=world.operator)
    operators.reactivate_person(world.analyst.user, by=world.operator)
    assert User.objects.get(pk=world.analyst.user_id).is_active
