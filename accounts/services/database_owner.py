"""A connection of the owning role: the only one that runs DDL (new agencies, grants, the template)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlsplit

import psycopg
from django.conf import settings
from django.db import connection


def owner_url() -> str:
    """DATABASE_OWNER_URL, pointed at the database this process serves (a test database, in tests)."""
    name = quote(str(connection.settings_dict["NAME"]), safe="")
    return urlsplit(settings.DATABASE_OWNER_URL)._replace(path=f"/{name}").geturl()


@contextmanager
def owner_connection() -> Iterator[psycopg.Connection[Any]]:
    """One transaction as the owner; it commits at the end of the block or leaves nothing."""
    with psycopg.connect(owner_url(), connect_timeout=10) as owner:
        # DDL queues for a table's lock, and every query behind it queues as well: so it waits for a bounded time. Said once
        # it is open: PgBouncer refuses start-up options.
        owner.execute("SET lock_timeout = 15000; SET statement_timeout = 120000")
        yield owner
