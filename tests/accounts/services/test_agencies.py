"""Founding an agency: whole or not at all."""

import re
from typing import Any

import psycopg
import pytest
from django.db import connection

from accounts.errors import Conflict, Invalid, Unavailable
from accounts.models import AccessLog, Agency, SchemaTemplate
from accounts.services import agencies, template
from accounts.services.grants import append_only_tables
from accounts.services.owner import owner_connection
from tests.world import World

FOUNDER = {"name": "Nora New", "email": "nora@new.example", "password": "correct horse battery"}


@pytest.fixture
def new_agency(committed_world: World) -> Any:
    connection.set_schema_to_public()
    agency = agencies.request_agency(name="New Desk", slug="newdesk", founder=FOUNDER)
    yield agency
    with owner_connection() as owner:
        owner.execute(f'DROP SCHEMA IF EXISTS "{agency.schema_name}" CASCADE')


def _columns(schema: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns "
            "WHERE table_schema = %s ORDER BY 1, 2",
            [schema],
        )
        return [tuple(str(cell).replace(schema, "S") for cell in row) for row in cursor.fetchall()]


def _constraints(schema: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, k.conname, pg_get_constraintdef(k.oid) FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid "
            "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s "
            "UNION ALL SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = %s ORDER BY 1, 2, 3",
            [schema, schema],
        )
        return sorted(tuple(_plain(str(cell).replace(schema, "S")) for cell in row) for row in cursor.fetchall())


def _plain(definition: str) -> str:
    """Without casts and parentheses: PostgreSQL writes ARRAY['a']::text[] as ARRAY['a'::text] once it has read it back."""
    return re.sub(r"::[a-z ]+(\[\])?|[()]", "", definition)


def test_a_replayed_schema_equals_a_migrated_one(new_agency: Agency) -> None:
    assert template.rebuild_template()
    agencies.create(new_agency.pk)
    migrated = Agency.objects.get(slug="north").schema_name
    assert _columns(new_agency.schema_name) == _columns(migrated)
    assert _constraints(new_agency.schema_name) == _constraints(migrated)
    new_agency.refresh_from_db()
    assert new_agency.status == "active"


def test_without_a_template_the_agency_is_made_by_migrations(new_agency: Agency) -> None:
    SchemaTemplate.objects.all().delete()
    agencies.create(new_agency.pk)
    migrated = Agency.objects.get(slug="north").schema_name
    assert _constraints(new_agency.schema_name) == _constraints(migrated)


def test_a_failed_creation_leaves_nothing_and_can_be_tried_again(
    new_agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert template.rebuild_template()
    good = template.template_sql()
    assert good is not None
    monkeypatch.setattr(agencies, "template_sql", lambda: good + "\nSELECT 1/0;")
    with pytest.raises(Unavailable):
        agencies.create(new_agency.pk)
    new_agency.refresh_from_db()
    assert new_agency.status == "failed"
    with psycopg.connect(agencies.owner_url()) as owner:
        assert (
            owner.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [new_agency.schema_name]).fetchone() is None
        )
    monkeypatch.undo()
    agencies.create(new_agency.pk)
    new_agency.refresh_from_db()
    assert new_agency.status == "active"


def test_creating_twice_changes_nothing(new_agency: Agency) -> None:
    assert template.rebuild_template()
    agencies.create(new_agency.pk)
    agencies.create(new_agency.pk)
    assert AccessLog.objects.filter(agency=new_agency, action="agency.created").count() == 1


def test_append_only_tables_of_a_new_agency_refuse_update_and_delete(new_agency: Agency) -> None:
    assert template.rebuild_template()
    agencies.create(new_agency.pk)
    tables = append_only_tables(public=False)
    assert "incidents_timelineentry" in tables
    for table in tables:
        for statement in (
            f'UPDATE "{new_agency.schema_name}"."{table}" SET id = id',
            f'DELETE FROM "{new_agency.schema_name}"."{table}"',
        ):
            with psycopg.connect(agencies.owner_url()) as serving, pytest.raises(psycopg.errors.InsufficientPrivilege):
                serving.execute(statement)


@pytest.mark.parametrize(
    ("slug", "code"), [("north", "slug_taken"), ("admin", "slug_reserved"), ("9a", "invalid"), ("a--b", "invalid")]
)
def test_a_bad_address_is_refused_at_its_field(world: World, slug: str, code: str) -> None:
    connection.set_schema_to_public()
    with pytest.raises(Invalid) as refused:
        agencies.request_agency(name="New Desk", slug=slug, founder=FOUNDER)
    assert refused.value.code == code
    assert list(refused.value.fields) == ["slug"]


def test_a_suspended_agency_says_why_and_only_an_active_one_can_be_suspended(world: World) -> None:
    connection.set_schema_to_public()
    with pytest.raises(Invalid):
        agencies.suspend(world.north, by=world.operator, reason=" ")
    agencies.suspend(world.north, by=world.operator, reason="Unpaid since October")
    with pytest.raises(Conflict) as refused:
        agencies.suspend(world.north, by=world.operator, reason="Again")
    assert refused.value.data["current"] == "suspended"
