"""Squashed migrations: an empty schema becomes what all the steps make of it, and an older one goes on from wherever it stands."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, migrations
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from accounts.services.database_owner import owner_connection, owner_url
from accounts.squashing import Squashed
from accounts.tenancy import enter_public
from tests.sampling import IN_CI

Key = tuple[str, str]
AGENCY = "a_" + "e" * 32
# Somewhere on the way, in each app of the two kinds of schema: from here on the steps are run, as no squash fits.
HALF_PUBLIC = [("accounts", "0006_sealed_letters"), ("feeds", "0004_feed_clock")]
HALF_AGENCY = [
    ("brands", "0001_initial"),
    ("events", "0001_initial"),
    ("notifications", "0006_subjects"),
    ("playbooks", "0004_parts_know_their_versions_status"),
    ("monitoring", "0009_inbox_search"),
    ("incidents", "0008_answer_revisions"),
]


def _squashes() -> list[Squashed]:
    found = MigrationLoader(None).disk_migrations.values()
    return [migration for migration in found if isinstance(migration, Squashed)]


def _only_steps(loader: MigrationLoader) -> MigrationLoader:
    """Its graph without our squashes."""
    loader.replace_migrations = False
    loader.build_graph()
    for key, migration in loader.replacements.items():
        if isinstance(migration, Squashed):
            loader.graph.remove_replacement_node(key, migration.replaces)
        else:
            loader.graph.remove_replaced_nodes(key, migration.replaces)
    return loader


def test_the_models_are_as_the_steps_leave_them() -> None:
    steps, squashed = _only_steps(MigrationLoader(None)).project_state(), MigrationLoader(None).project_state()
    assert MigrationAutodetector(steps, squashed).changes(MigrationLoader(None).graph) == {}
    columns = {key: list(model.fields) for key, model in steps.models.items()}
    assert {key: list(model.fields) for key, model in squashed.models.items()} == columns and _squashes()


@pytest.mark.parametrize("squash", _squashes(), ids=lambda squash: squash.app_label)
def test_a_squash_makes_each_table_by_one_operation_and_alters_none(squash: Squashed) -> None:
    made = [operation.name for operation in squash.operations if isinstance(operation, migrations.CreateModel)]
    others = squash.operations[len(made) :]
    assert len(set(made)) == len(made)
    for operation in others:
        assert isinstance(operation, migrations.RunSQL) or operation.database_operations == [], operation


def test_from_wherever_an_installation_stands_each_step_is_run_once(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    steps = _only_steps(MigrationLoader(None))
    done = MigrationExecutor(connection)
    done.loader = steps
    way = [(step.app_label, step.name) for step, _ in done.migration_plan(steps.graph.leaf_nodes(), clean_start=True)]
    for stands in range(len(way) + 1):
        applied = dict.fromkeys(way[:stands])
        monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda _, applied=applied: dict(applied))
        executor = MigrationExecutor(connection)
        executor.loader.check_consistent_history(connection)
        left = [step for step, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
        run = [key for step in left for key in step.replaces or [(step.app_label, step.name)]]
        assert sorted(run) == sorted(way[stands:]), f"after {way[stands - 1]}"


@pytest.fixture
def another_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """Makes an empty database, where the connection is meanwhile."""

    @contextmanager
    def make() -> Iterator[None]:
        name = f"{own}_squashing"
        connections.close_all()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}"')
        try:
            connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
            yield
        finally:
            connections.close_all()
            connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = own
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    own = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        yield make


def _half(schema: str, targets: list[Key]) -> None:
    """As `migrate_schemas` begins it, by the steps and no further than here."""
    connection.set_schema(schema, include_public=False)
    MigrationRecorder(connection).ensure_schema()
    connection.set_schema(schema)
    executor = MigrationExecutor(connection)
    _only_steps(executor.loader)
    executor.migrate(targets)
    enter_public()


def _migrated(*, from_half: bool) -> None:
    if from_half:
        _half("public", HALF_PUBLIC)
    call_command("migrate_schemas", shared=True, verbosity=0, interactive=False)
    with owner_connection() as owner:
        owner.execute(f'CREATE SCHEMA "{AGENCY}"')
    if from_half:
        _half(AGENCY, HALF_AGENCY)
    call_command("migrate_schemas", schema_name=AGENCY, verbosity=0, interactive=False)
    enter_public()


def _schema() -> list[str]:
    """What pg_dump says of the whole database, by line."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        program = settings.CLIENT_PROGRAM_FINDER("pg_dump", int(cursor.fetchone()[0]) // 10_000)
    command = [str(program), "--schema-only", "--dbname", owner_url()]
    dump = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    # A new word each time, against SQL that hides in names.
    return [line for line in dump.splitlines() if not re.match(r"\\(un)?restrict ", line)]


def _rows() -> dict[str, set[tuple[Any, ...]]]:
    """What migrations wrote, by names, and which tables hold rows."""
    asked = {
        "applied": "SELECT app, name FROM django_migrations",
        "applied in the agency": f'SELECT app, name FROM "{AGENCY}".django_migrations',
        "permissions": "SELECT app_label, model, codename, name FROM django_content_type t "
        "LEFT JOIN auth_permission p ON p.content_type_id = t.id",
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%%I.%%I', schemaname, tablename) FROM pg_tables WHERE schemaname = ANY(%s)",
            [["public", AGENCY]],
        )
        tables = [table for (table,) in cursor.fetchall()]
        asked["filled"] = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in tables)
        return {what: set(cursor.execute(sql).fetchall()) for what, sql in asked.items()}


@pytest.mark.skipif(IN_CI, reason="all steps in two schemas take a minute: on demand")
@pytest.mark.timeout(600)
def test_the_database_is_as_the_steps_leave_it_to_the_last_column(another_database: Any) -> None:
    """The other one stood half way and was upgraded: no squash fits it, so that all its steps were run."""
    with another_database():
        _migrated(from_half=False)
        squashed, written = _schema(), _rows()
    with another_database():
        _migrated(from_half=True)
        assert _schema() == squashed
        assert _rows() == written
    assert len(written["filled"]) == 4 and sum("CREATE TABLE" in line for line in squashed) > 100
