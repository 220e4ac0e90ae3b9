"""The ground of all tests: a real PostgreSQL, two agencies' schemas made once, each test rolled back inside one.

Two workers share the server (`-n 0` runs all in one process): one makes the database with its agencies, each works on a copy.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, connections
from django.test.utils import setup_databases, teardown_databases
from django_tenants.utils import schema_exists
from pytest_django.plugin import blocking_manager_key

from config import embedded
from tests.world import AGENCIES, World, build

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


STARTED = pytest.StashKey[bool]()
MADE = pytest.StashKey[tuple[Any, str]]()
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
# Long files begin first, so that no worker ends with one while the other has nothing left to do.
LONG = ("test_routes.py", "test_schemathesis.py", "kill/", "test_run_whole.py", "test_demo", "browser", "accessib")


def pytest_configure(config: pytest.Config) -> None:
    """Starts the embedded PostgreSQL where no DATABASE_URL names one."""
    if not os.environ.get("DATABASE_URL"):
        config.stash[STARTED] = embedded.running(settings.VAR).postgres_pid is None
        embedded.ensure_postgres(settings.VAR)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leaves no server behind that this run began."""
    if config.stash.get(STARTED, False):
        connections.close_all()
        embedded.stop(settings.VAR)


def _make_agencies() -> None:
    """Replays of one migrated schema: migrations take seconds each. Tests that make agencies find the template, too."""
    from accounts.models import Agency, Domain
    from accounts.services.database_owner import owner_connection
    from accounts.services.schema_template import rebuild_template, replay, template_sql

    rebuild_template()
    dump = template_sql()

    for pk, slug, name in AGENCIES:
        agency, _ = Agency.objects.get_or_create(
            pk=pk, defaults={"slug": slug, "name": name, "status": "active", "owner_email": f"owner@{slug}.example"}
        )
        Domain.objects.get_or_create(domain=f"{slug}.localhost", defaults={"tenant": agency, "is_primary": True})
        if dump is not None and not schema_exists(agency.schema_name):
            with owner_connection() as owner:
                replay(agency.schema_name, dump, owner)
            continue
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE SCHEMA IF NOT EXISTS "{agency.schema_name}"')
        call_command("migrate_schemas", schema_name=agency.schema_name, verbosity=0, interactive=False)
    connection.set_schema_to_public()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first; the order inside a file stays."""
    items.sort(key=lambda item: not any(part in item.path.as_posix() for part in LONG))


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Workers make the database and its copies one after the other."""
    with (settings.VAR / "tests.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _made_by_this_run() -> bool:
    """Whether the other worker has made the database. To be asked inside the lock."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", "")
    note = settings.VAR / f"tests-{settings.DATABASES['default']['TEST']['NAME']}.run"
    made = bool(run) and note.exists() and note.read_text() == run
    note.write_text(run)
    return made


def _copy(base: str) -> str:
    """This worker's own copy of the database, in place of an earlier one; the connection is to the copy from now on."""
    name = f"{base}_{WORKER}"
    connections.close_all()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{base}"')
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
    return name


def pytest_collection_finish(session: pytest.Session) -> None:
    """Makes the database before the first test begins: on a slow machine that takes longer than a test may."""
    option = session.config.option
    if not option.collectonly and any("django_db_setup" in getattr(item, "fixturenames", ()) for item in session.items):
        with session.config.stash[blocking_manager_key].unblock(), _one_at_a_time():
            session.config.stash[MADE] = _database(keep=option.reuse_db and not option.create_db)


def _database(*, keep: bool) -> tuple[Any, str]:
    """The test database with the two agencies and nothing else, and this worker's copy of it.

    Returns what Django made, for its taking down, and the copy's name ("" without workers).
    """
    made = setup_databases(verbosity=0, interactive=False, aliases={"default"}, keepdb=_made_by_this_run() or keep)
    _make_agencies()
    left = leftovers()
    if left:
        # A run that was killed while its rows were committed: the next would meet people it is about to make.
        print(f"Left by a run that was interrupted, cleared: rows of {', '.join(left)}")
        _empty()
    return made, _copy(connection.settings_dict["NAME"]) if WORKER else ""


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, django_db_keepdb: bool, request: pytest.FixtureRequest
) -> Iterator[None]:
    """The test database, made once for the whole run.

    In place of the plug-in's own, which makes no test database for a run whose tests all use `committed_world`: such a
    run would work on the installation's database.
    """
    yield
    made, copy = request.config.stash[MADE]
    with django_db_blocker.unblock():
        if copy:
            connections.close_all()
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')
        elif not django_db_keepdb:
            teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def _fresh_caches() -> Iterator[None]:
    yield
    for cache in caches.all():
        cache.clear()
    connection.set_schema_to_public()


@pytest.fixture
def world(db: None) -> World:
    """The small cast, inside the agency `north`, in a transaction that is rolled back."""
    return build()


@pytest.fixture
def committed_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The cast, committed, for races with threads and for real processes. Everything but the agencies is removed after."""
    with django_db_blocker.unblock():
        _empty()
        yield build()
        connection.close()
        _empty()
        connection.set_schema_to_public()


# What a run keeps from test to test and from run to run.
KEPT = {
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "accounts_agency",
    "accounts_domain",
    "accounts_schematemplate",
}


def _tables() -> list[str]:
    """Every table of public and of the agencies but what is kept, quoted."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname = 'public' OR schemaname LIKE 'a\\_%'"
        )
        return [f'"{schema}"."{table}"' for schema, table in cursor.fetchall() if table not in KEPT]


def _filled() -> list[str]:
    """The tables that hold rows, quoted."""
    connection.set_schema_to_public()
    asked = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})" for table in _tables())
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [name for (name,) in cursor.fetchall()]


def leftovers() -> list[str]:
    """The tables that hold rows though no test is running, quoted; agencies beyond the two count as well."""
    filled = _filled()
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM accounts_agency WHERE id != ALL(%s::uuid[])", [[str(pk) for pk, _, _ in AGENCIES]])
        return [*filled, "accounts_agency"] if cursor.rowcount else filled


# Those that refer to them are to be truncated with them, empty or not; all tables each time are five times the work.
_WITH_REFERRING = """
    WITH RECURSIVE found AS (
        SELECT to_regclass(name)::oid AS id FROM unnest(%s::text[]) AS name
        UNION SELECT conrelid FROM pg_constraint JOIN found ON confrelid = id WHERE contype = 'f'
    ) SELECT format('%%I.%%I', nspname, relname) FROM found
    JOIN pg_class ON pg_class.oid = id JOIN pg_namespace ON pg_namespace.oid = relnamespace
"""


def _empty() -> None:
    """Truncates what holds rows, but what is kept. Append-only tables are lent the right for it."""
    filled = _filled()
    with connection.cursor() as cursor:
        cursor.execute(_WITH_REFERRING, [filled])
        names = ", ".join(name for (name,) in cursor.fetchall())
        if names:
            cursor.execute(f"GRANT TRUNCATE ON {names} TO CURRENT_USER")
            cursor.execute(f"TRUNCATE {names}")
        kept_ids = [str(pk) for pk, _, _ in AGENCIES]
        cursor.execute("DELETE FROM accounts_domain WHERE tenant_id != ALL(%s::uuid[])", [kept_ids])
        cursor.execute("DELETE FROM accounts_agency WHERE id != ALL(%s::uuid[])", [kept_ids])
        cursor.execute("UPDATE accounts_agency SET status = 'active', suspended_reason = ''")
        cursor.executemany(
            "UPDATE accounts_agency SET slug = %s, name = %s WHERE id = %s",
            [(slug, name, str(pk)) for pk, slug, name in AGENCIES],
        )
