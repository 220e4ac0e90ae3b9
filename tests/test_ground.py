"""What one run of the tests leaves does not poison the next."""

import pytest
from django.conf import settings

from tests.conftest import MADE, WORKER, _empty, leftovers
from tests.world import World


def test_rows_of_a_run_that_was_killed_are_noticed_and_cleared(committed_world: World) -> None:
    """What is committed when a run dies is found by name at the start of the next, and is gone after it."""
    left = leftovers()
    assert {'"public"."accounts_user"', '"public"."accounts_membership"'} <= set(left)
    assert any(name.endswith('"brands_brand"') for name in left)
    _empty()
    assert leftovers() == []


def test_the_database_is_made_before_the_first_tests_time_runs(
    request: pytest.FixtureRequest, django_db_setup: None
) -> None:
    """By the end of the collection, whose length no test's limit counts; the fixture only takes it down."""
    made, copy = request.config.stash[MADE]
    assert made
    assert copy == (settings.DATABASES["default"]["NAME"] if WORKER else "")
