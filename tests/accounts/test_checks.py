"""The wall between brands is declared by every model: see also tests/test_house.py."""

import pytest

from accounts.checks import brand_paths, keys_into_public
from accounts.models import User
from monitoring.models import Mention


def test_every_model_of_an_agency_says_how_it_belongs_to_a_brand() -> None:
    assert brand_paths(None) == []


def test_no_agencys_row_is_bound_by_a_constraint_to_a_table_that_all_share() -> None:
    assert keys_into_public(None) == []


def test_a_key_into_a_shared_table_with_a_constraint_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Mention._meta.get_field("assignee"), "db_constraint", True)
    assert [(one.id, "assignee" in one.msg) for one in keys_into_public(None)] == [("firebreak.E002", True)]


def test_a_key_into_a_shared_table_whose_rows_can_go_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(User, "permanent", False)
    assert {one.id for one in keys_into_public(None)} == {"firebreak.E003"}
