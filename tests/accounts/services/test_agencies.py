"""Founding an agency: whole or not at all."""

import re
import subprocess
import threading
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import CASCADE

from accounts.errors import Conflict, Invalid, Unavailable
from accounts.models import AccessLog, Agency, SchemaTemplate, User
from accounts.services import agencies, schema_template
from accounts.services.database_owner import owner_connection
from accounts.services.grants import append_only_tables, guarded_tables
from playbooks.models import PlanVersion
from tests.races import until_somebody_waits
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


def _policies(schema: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.tablename, policyname, cmd, permissive, roles::text, qual, with_check, c.relrowsecurity "
            "FROM pg_policies p JOIN pg_class c ON c.oid = format('%%I.%%I', schemaname, tablename)::regclass "
            "WHERE schemaname = %s ORDER BY 1, 2",
            [schema],
        )
        return list(cursor.fetchall())


def _plain(definition: str) -> str:
    """Without casts and parentheses: PostgreSQL writes ARRAY['a']::text[] as ARRAY['a'::text] once it has read it back."""
    return re.sub(r"::[a-z ]+(\[\])?|[()]", "", definition)


def test_an_agency_made_from_the_template_is_as_its_others(new_agency: Agency) -> None:
    assert schema_template.rebuild_template()
    agencies.create(new_agency.pk)
    other = Agency.objects.get(slug="north").schema_name
    assert _columns(new_agency.schema_name) == _columns(other)
    assert _constraints(new_agency.schema_name) == _constraints(other)
    assert _policies(new_agency.schema_name) == _policies(other)
    new_agency.refresh_from_db()
    assert new_agency.status == "active"


def test_without_a_template_the_agency_is_made_by_migrations_and_equals_a_replayed_one(new_agency: Agency) -> None:
    kept = list(SchemaTemplate.objects.all())
    assert kept, "the others are replays of it"
    SchemaTemplate.objects.all().delete()
    agencies.create(new_agency.pk)
    SchemaTemplate.objects.bulk_create(kept)
    replayed = Agency.objects.get(slug="north").schema_name
    assert _columns(new_agency.schema_name) == _columns(replayed)
    assert _constraints(new_agency.schema_name) == _constraints(replayed)
    assert _policies(new_agency.schema_name) == _policies(replayed)


def test_a_failed_creation_leaves_nothing_and_can_be_tried_again(
    new_agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert schema_template.rebuild_template()
    good = schema_template.template_sql()
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
    assert schema_template.rebuild_template()
    agencies.create(new_agency.pk)
    agencies.create(new_agency.pk)
    assert AccessLog.objects.filter(agency=new_agency, action="agency.created").count() == 1


def test_a_run_that_fails_after_another_made_the_agency_leaves_its_schema(
    new_agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = agencies._make_schema

    def made_by_another(schema: str) -> None:
        make(schema)
        Agency.objects.filter(pk=new_agency.pk).update(status="active")
        raise Unavailable("This run was cut off.")

    monkeypatch.setattr(agencies, "_make_schema", made_by_another)
    with pytest.raises(Conflict):
        agencies.create(new_agency.pk)
    new_agency.refresh_from_db()
    assert new_agency.status == "active" and _columns(new_agency.schema_name)


def test_a_second_run_waits_for_no_first_and_does_nothing(new_agency: Agency, monkeypatch: pytest.MonkeyPatch) -> None:
    make, runs = agencies._make_schema, list[str]()

    def slow(schema: str) -> None:
        runs.append(schema)
        agencies.create(new_agency.pk)  # the sweep's, meanwhile
        make(schema)

    monkeypatch.setattr(agencies, "_make_schema", slow)
    agencies.create(new_agency.pk)
    new_agency.refresh_from_db()
    assert (len(runs), new_agency.status) == (1, "active")


def test_two_who_sign_up_with_one_email_at_once_get_their_agencies(committed_world: World) -> None:
    connection.set_schema_to_public()
    made = list[Any]()

    def second() -> None:
        try:
            made.append(agencies.request_agency(name="Second", slug="seconddesk", founder=FOUNDER))
        except Invalid as refused:
            made.append(refused.fields)
        finally:
            connection.close()

    thread = threading.Thread(target=second)
    with transaction.atomic():
        agencies.request_agency(name="First", slug="firstdesk", founder=FOUNDER)
        thread.start()
        until_somebody_waits(thread)
    thread.join()
    assert [getattr(one, "slug", one) for one in made] == ["seconddesk"]
    founder = User.objects.get(email=FOUNDER["email"])
    assert founder.memberships.count() == 2


def test_append_only_tables_of_a_new_agency_refuse_update_and_delete(new_agency: Agency) -> None:
    assert schema_template.rebuild_template()
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


def test_guarded_rows_of_a_new_agency_are_guarded_and_no_table_beside_them_is(new_agency: Agency) -> None:
    assert schema_template.rebuild_template()
    agencies.create(new_agency.pk)
    found: dict[str, set[str]] = {}
    for table, _, command, *_ in _policies(new_agency.schema_name):
        found.setdefault(table, set()).add(command)
    assert found == {table: {"SELECT", "ALL", "UPDATE"} for table in guarded_tables(public=False)}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace AND relrowsecurity AND relforcerowsecurity",
            [new_agency.schema_name],
        )
        assert {name for (name,) in cursor.fetchall()} == set(found), "the owner serves here: it is bound as well"


def test_whatever_a_version_is_made_of_is_guarded() -> None:
    made_of = {
        model._meta.db_table
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.related_model is PlanVersion and field.remote_field.on_delete is CASCADE
    }
    assert made_of == set(guarded_tables(public=False))


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


def test_the_owners_password_stands_in_no_list_of_processes(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    address = "postgresql://owner:hunter2hunter2@db.example:5433/firebreak?sslmode=require"
    ran: list[Any] = []

    def note(command: list[str], **options: Any) -> Any:
        ran.append((command, options["env"]))
        return subprocess.CompletedProcess(command, 1, "", "")

    monkeypatch.setattr(schema_template, "owner_url", lambda: address)
    monkeypatch.setattr(schema_template.psycopg, "connect", lambda url: closing_info(180000))
    monkeypatch.setattr(settings, "CLIENT_PROGRAM_FINDER", lambda name, major: "/usr/bin/pg_dump")
    monkeypatch.setattr(schema_template.subprocess, "run", note)
    assert schema_template._dump() is None
    [(command, environment)] = ran
    assert "hunter2" not in " ".join(command) and environment["PGPASSWORD"] == "hunter2hunter2"
    assert "host=db.example" in command[-1] and "sslmode=require" in command[-1]


def closing_info(version: int) -> Any:
    return nullcontext(SimpleNamespace(info=SimpleNamespace(server_version=version)))


def test_the_owners_connection_waits_for_a_bounded_time_and_starts_without_options(
    monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    connect, asked = psycopg.connect, list[dict[str, Any]]()
    monkeypatch.setattr(psycopg, "connect", lambda *to, **how: asked.append(how) or connect(*to, **how))
    with owner_connection() as owner:
        waits = [owner.execute(f"SHOW {name}").fetchone() for name in ("lock_timeout", "statement_timeout")]
    assert waits == [("15s",), ("2min",)]
    assert [how for how in asked if "options" in how] == []
