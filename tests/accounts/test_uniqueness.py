"""The database's refusal of a second row, said as the error of the domain: of the constraint that is meant, and of no other."""

import pytest
from django.db import IntegrityError

from accounts.brands.models import Brand
from accounts.errors import Conflict
from accounts.uniqueness import unique
from tests.world import World


def _again(world: World) -> None:
    Brand.objects.create(name=world.alder.name, slug="another", time_zone="UTC")


def test_the_constraint_that_is_meant_is_the_domains_error_and_the_transaction_goes_on(world: World) -> None:
    with pytest.raises(Conflict, match="Taken"), unique(Conflict("Taken"), "brands_brand_name_key"):
        _again(world)
    assert Brand.objects.filter(pk=world.alder.pk).exists()


def test_another_constraint_says_something_else(world: World) -> None:
    with pytest.raises(IntegrityError), unique(Conflict("Taken"), "brands_brand_slug_key"):
        _again(world)
