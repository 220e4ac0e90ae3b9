"""The wall between brands is declared by every model: see also tests/test_house.py."""

from accounts.checks import brand_paths


def test_every_model_of_an_agency_says_how_it_belongs_to_a_brand() -> None:
    assert brand_paths(None) == []
