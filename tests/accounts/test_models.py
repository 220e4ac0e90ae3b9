"""What the schema itself holds."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Agency, Membership, User
from tests.world import World


def test_one_address_is_one_person_whatever_its_case(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="INES@north.example")


def test_a_person_has_one_place_in_an_agency(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=world.manager.user, agency=world.north, role="analyst")


def test_a_suspended_agency_has_a_reason(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.filter(pk=world.north.pk).update(status="suspended", suspended_reason="")


def test_a_schema_is_named_by_id_so_that_a_new_name_moves_nothing(world: World) -> None:
    before = world.north.schema_name
    world.north.slug = "renamed"
    world.north.save()
    assert Agency.objects.get(pk=world.north.pk).schema_name == before == Agency.schema_for(world.north.pk)


def test_djangos_own_flags_grant_nothing(world: World) -> None:
    user = world.owner.user
    assert (user.is_staff, user.is_superuser, user.has_perm("accounts.change_user")) == (False, False, False)
