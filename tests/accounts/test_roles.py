"""The one table, read from its own text."""

from itertools import pairwise

import pytest

from accounts import roles
from accounts.permissions import may
from tests import routes
from tests.world import World


def test_what_the_text_marks_is_what_the_code_grants() -> None:
    lines = [[cell.strip() for cell in line.split("|")] for line in roles.TABLE.strip().splitlines()]
    head, rows = lines[0], lines[1:]
    assert head[2:7] == list(roles.ROLES)
    for row in rows:
        assert {role for role, mark in zip(roles.ROLES, row[2:7], strict=True) if mark == "x"} == roles.GRANTS[row[0]]


def test_a_higher_role_of_the_staff_may_all_a_lower_one_may() -> None:
    ladder = ["analyst", "manager", "admin", "owner"]
    for lower, higher in pairwise(ladder):
        lost = [name for name, granted in roles.GRANTS.items() if lower in granted and higher not in granted]
        assert lost == []


def test_a_row_that_is_not_whole_is_refused() -> None:
    with pytest.raises(ValueError, match="marks"):
        roles._read(
            roles.TABLE.replace(
                "| x     | x     | x       | x       | x      | see a brand",
                "| y     | x     | x       | x       | x      | see a brand",
            )
        )
    with pytest.raises(ValueError, match="cells"):
        roles._read(roles.TABLE + "\nlonely | read | x")


def test_a_capability_nobody_wrote_down_is_an_error_not_a_refusal(world: World) -> None:
    with pytest.raises(KeyError):
        may(world.owner, "brands.sea")


def test_an_api_key_narrows_its_member(world: World) -> None:
    world.owner.key_scopes = frozenset({"read"})
    assert may(world.owner, "brands.see")
    assert not may(world.owner, "brands.create")
    assert not may(world.owner, "keys.manage")


# Questions that are too long for an address: they are asked by POST and write nothing.
QUESTIONS = {
    "api/v1/queries/preview/",
    "api/v1/queries/suggestions/",
    "api/v1/queries/translate/",
    "api/v1/queries/<str:pk>/tests/",
    "api/v1/rules/try/",
    "api/v1/sources/check/",
}
# What may be read, as a file: it is one's own, changes nothing anybody else sees, and power is asked for again when it is fetched.
READ_AS_A_FILE = {"api/v1/exports/", "api/v1/exports/<str:pk>/cancel/"}


def test_a_key_that_reads_can_write_nothing() -> None:
    writes = {
        row.path
        for row in routes.rows()
        if row.is_api and row.method not in {"GET", "HEAD"} and roles.SCOPES.get(row.asks) == "read"
    }
    assert writes - QUESTIONS - READ_AS_A_FILE == set()
