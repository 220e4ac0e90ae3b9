"""What the serving role may not do to the tables that all agencies share."""

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import User
from accounts.services.grants import append_only_tables, grant_statements, permanent_tables, serving_role
from tests.world import World


@pytest.fixture
def granted(world: World) -> World:
    """The shared schema under the rights of the serving role, as an upgrade leaves it."""
    connection.set_schema_to_public()
    with connection.cursor() as cursor:
        for statement in grant_statements("public", serving_role()):
            cursor.execute(statement)
    return world


def _refused(statement: str) -> str:
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return str(getattr(refused.value.__cause__, "sqlstate", ""))


def test_no_person_is_removed_so_that_no_agency_names_somebody_who_is_not_there(granted: World) -> None:
    assert permanent_tables(public=True) == [User._meta.db_table]
    for statement in ("DELETE FROM accounts_user", "TRUNCATE accounts_user CASCADE"):
        assert _refused(statement) == "42501"
    assert User.objects.filter(pk=granted.analyst.user_id).update(name="Priya N.") == 1


def test_the_access_log_is_only_added_to(granted: World) -> None:
    assert "accounts_accesslog" in append_only_tables(public=True)
    for statement in ("UPDATE accounts_accesslog SET action = action", "DELETE FROM accounts_accesslog"):
        assert _refused(statement) == "42501"


def test_columns_written_once_are_taken_from_a_role_that_does_not_own_them() -> None:
    def said(role: str) -> list[str]:
        return [
            statement.as_string() for statement in grant_statements("a_1", role) if "_step" in statement.as_string()
        ]

    [revoked, granted] = said("somebody_else")
    assert revoked == 'REVOKE UPDATE ON "a_1"."playbooks_step" FROM "somebody_else"'
    assert granted.startswith("GRANT UPDATE (") and '"title"' in granted
    assert not {'"id"', '"version_id"', '"version_status"'} & set(granted.replace("(", " ").replace(",", " ").split())
    assert said(serving_role()) == [
        'ALTER TABLE "a_1"."playbooks_step" FORCE ROW LEVEL SECURITY',
        f'REVOKE TRUNCATE ON "a_1"."playbooks_step" FROM "{serving_role()}"',
    ]


def test_agencies_hang_nothing_on_the_table_of_people_but_djangos_own_log(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT relname FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid "
            "JOIN pg_namespace ON pg_namespace.oid = relnamespace "
            "WHERE contype = 'f' AND confrelid = 'public.accounts_user'::regclass AND nspname <> 'public'"
        )
        assert cursor.fetchall() == [("django_admin_log",)]
