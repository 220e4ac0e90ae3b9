"""A new agency is a replay of a stored dump of a freshly migrated schema: a tenth of the time migrations take, or less."""

import hashlib
import os
import subprocess
from functools import cache
from pathlib import Path

import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from accounts.models import SchemaTemplate
from accounts.services.database_owner import owner_connection, owner_url
from accounts.services.schema_script import compact
from accounts.tenancy import enter_public

# As long as any agency's schema name, and none's: no id has these digits.
TEMPLATE_SCHEMA = "a_" + "f" * 32
# Of the form the script is stored in: a change makes stored ones stale.
_FORM = 2


@cache
def _migrations_digest() -> str:
    digest = hashlib.sha256()
    for name in sorted(settings.TENANT_APPS):
        folder = Path(apps.get_app_config(name.rpartition(".")[2]).path) / "migrations"
        for file in sorted(folder.glob("0*.py")):
            digest.update(f"{name}/{file.name}".encode() + file.read_bytes())
    return digest.hexdigest()


def current_key() -> str:
    """What a template must have been made from to be good now: these migrations, on this server's version."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        version = cursor.fetchone()[0]
    return hashlib.sha256(f"{_FORM}:{version}:{_migrations_digest()}".encode()).hexdigest()


def template_sql() -> str | None:
    """The stored dump, or None where it is missing or stale."""
    return SchemaTemplate.objects.filter(key=current_key()).values_list("sql", flat=True).first()


def rebuild_template() -> bool:
    """Migrates an empty schema, dumps it, stores the dump, drops the schema. False where there is no fitting pg_dump.

    Runs as the owner (`manage.py upgrade`). Harmless if repeated: an up-to-date template is kept.
    """
    if template_sql() is not None:
        return True
    _drop_template_schema()
    with owner_connection() as owner:
        owner.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(TEMPLATE_SCHEMA)))
    try:
        call_command("migrate_schemas", schema_name=TEMPLATE_SCHEMA, verbosity=0, interactive=False)
        enter_public()
        dump = _dump()
    finally:
        _drop_template_schema()
    if dump is None:
        return False
    SchemaTemplate.objects.update_or_create(key=current_key(), defaults={"sql": dump})
    SchemaTemplate.objects.exclude(key=current_key()).delete()
    return True


def _drop_template_schema() -> None:
    with owner_connection() as owner:
        owner.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(TEMPLATE_SCHEMA)))


def _dump() -> str | None:
    with psycopg.connect(owner_url()) as owner:
        major = owner.info.server_version // 10_000  # since version 10: the major, then four digits
    # Another major's refuses, or writes settings that this server does not know.
    program = settings.CLIENT_PROGRAM_FINDER("pg_dump", major)
    if program is None:
        return None
    address = conninfo_to_dict(owner_url())
    # Arguments stand in the list of processes, which everybody on the machine may read; the environment does not.
    password = str(address.pop("password", "") or "")
    command = [
        str(program),
        "--rows-per-insert=1000",  # migrations write rows, too; COPY's lines are psql's to send
        "--no-owner",  # whoever replays it owns it, and services/grants says who else may what
        "--no-privileges",
        "--schema",
        TEMPLATE_SCHEMA,
        "--dbname",
        make_conninfo("", **address),
    ]
    done = subprocess.run(  # noqa: S603  # a local program of ours; no shell reads it
        command,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, **({"PGPASSWORD": password} if password else {})},
    )
    return compact(done.stdout) if done.returncode == 0 else None


def replay(schema: str, dump: str, owner: "psycopg.Connection[object]") -> None:
    """Makes the schema from the dump, in the owner's open transaction."""
    owner.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
    # One round trip: without parameters psycopg sends the whole text as one simple query.
    owner.execute(dump.replace(TEMPLATE_SCHEMA, schema).encode())
