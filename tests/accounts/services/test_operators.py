"""Operators are made at the machine; people are deactivated everywhere at once."""

from datetime import UTC, datetime

import pytest

from accounts.errors import Conflict, Invalid
from accounts.models import AccessLog, Invitation, User
from accounts.services import invitations, operators
from tests.world import World, person

NOW = datetime.now(UTC)


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


def test_what_a_hijacked_account_offered_ends_with_it_in_every_agency(world: World) -> None:
    eve = person(world.north, "eve@north.example", "Eve", "admin")
    made = invitations.invite(eve, email="evil@attacker.example", role="admin", brand_ids=[], now=NOW)
    operators.deactivate_person(eve.user, by=world.operator)
    operators.reactivate_person(User.objects.get(pk=eve.user_id), by=world.operator)
    token = invitations.new_token()
    assert Invitation.objects.filter(pk=made.pk, revoked_at__isnull=False).update(
        token_hash=invitations.token_hash(token)
    )
    with pytest.raises(Conflict) as refused:
        invitations.find(token, now=NOW)
    assert refused.value.code == "invitation_revoked"
