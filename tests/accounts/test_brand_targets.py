"""How soon things are due."""

from datetime import timedelta

import pytest

from accounts.brands.models import Brand
from accounts.brands.targets import TARGETS, target


def test_the_defaults_hold_where_the_brand_says_nothing() -> None:
    brand = Brand(name="Alder")
    assert [target(brand, "acknowledge", severity) for severity in (1, 2, 3)] == [
        timedelta(minutes=5),
        timedelta(minutes=15),
        timedelta(hours=1),
    ]
    assert all(set(row) == {1, 2, 3, 4} for row in TARGETS.values())


def test_a_brand_overrides_single_cells() -> None:
    brand = Brand(name="Alder", targets={"acknowledge": {"1": 2, "2": 0, "3": "soon"}})
    found = [target(brand, "acknowledge", severity) for severity in (1, 2, 3)]
    assert found == [timedelta(minutes=2), timedelta(minutes=15), timedelta(hours=1)]


def test_an_unknown_target_is_a_mistake_not_a_default() -> None:
    with pytest.raises(KeyError):
        target(Brand(name="Alder"), "lunch", 1)
