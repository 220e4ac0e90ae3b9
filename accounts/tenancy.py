"""Which agency's schema the connection is in, typed: django-tenants' connection carries it as plain attributes."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import psycopg
from django.db import DatabaseError, connection

from accounts.errors import Conflict
from accounts.models import Agency

logger = logging.getLogger(__name__)
_connection: Any = connection


def current_agency() -> Agency:
    """The agency of this request or job, also where only its schema was chosen. Raises Conflict in the public schema."""
    tenant = _connection.tenant
    if isinstance(tenant, Agency):
        return tenant
    # In `schema_context` the tenant is django-tenants' FakeTenant, which knows a name and nothing else.
    agency: Agency | None = Agency.objects.filter(schema_name=current_schema()).first()
    if agency is None:
        raise Conflict("This belongs to an agency, but no agency is selected.", code="no_agency")
    return agency


def current_schema() -> str:
    """The schema's name; "public" outside agencies."""
    return str(_connection.schema_name)


def database_now() -> datetime:
    """The database's time: the one clock that all processes share, however wrong their machines' clocks are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now: datetime = cursor.fetchone()[0]
    return now


def schemas_there() -> set[str]:
    """The names of the schemas that exist: an agency that nobody ever confirmed keeps its row, but not its schema."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_catalog.pg_namespace")
        return {name for (name,) in cursor.fetchall()}


def enter_public() -> None:
    """Out of any agency's schema."""
    _connection.set_schema_to_public()


def enter_schema(schema: str) -> None:
    """Into the schema of this name: an agency's own, where nothing else of it is needed."""
    _connection.set_schema(schema)


def enter(agency: Agency) -> None:
    """Into an agency's schema."""
    _connection.set_tenant(agency)


@contextmanager
def others_go_on(agency: Agency, what: str) -> Iterator[None]:
    """Around one agency's part of a sweep: where its database fails, the log says so, and the sweep goes on with the next."""
    try:
        yield
    except (DatabaseError, psycopg.Error):
        logger.exception("%s: %s, and waits for the next run", agency.schema_name, what)
