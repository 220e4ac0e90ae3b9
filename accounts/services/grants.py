"""What the serving role may do, from the models' own word.

Append-only tables take INSERT and SELECT, nothing else; of permanent ones no row is removed.
"""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.apps import apps
from django.conf import settings
from django.db import connection
from psycopg import sql

from accounts.services.owner import owner_connection


def append_only_tables(*, public: bool) -> list[str]:
    """Tables of models that say `append_only`, of the public schema or of an agency's."""
    return _tables("append_only", public)


def permanent_tables(*, public: bool) -> list[str]:
    """Tables of models that say `permanent`, of the public schema or of an agency's."""
    return _tables("permanent", public)


def _tables(mark: str, public: bool) -> list[str]:
    tenant = set(settings.TENANT_APPS)
    return sorted(
        model._meta.db_table
        for model in apps.get_models()
        if getattr(model, mark, False) and (model._meta.app_config.name not in tenant) == public
    )


def serving_role() -> str:
    """Whom the tables serve: this process's own role, or in the owner's commands the role of DATABASE_URL."""
    if settings.AS_OWNER:
        return unquote(urlsplit(settings.DATABASE_URL).username or "")
    return str(connection.settings_dict["USER"])


def apply_grants(schema: str) -> None:
    """Grants the serving role what it needs in one schema and takes back what append-only tables refuse. Harmless if repeated."""
    with owner_connection() as owner:
        for statement in grant_statements(schema, serving_role()):
            owner.execute(statement)


def grant_statements(schema: str, role: str) -> list[Any]:
    """The statements, in order. A table's owner can take rights back from itself: it must give them to itself again to lose its way."""
    where, who = sql.Identifier(schema), sql.Identifier(role)
    statements: list[Any] = [
        sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(where, who),
        sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {} TO {}").format(where, who),
        sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {} TO {}").format(where, who),
    ]
    public = schema == "public"
    for refused, tables in (
        (sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {}.{} FROM {}"), append_only_tables(public=public)),
        (sql.SQL("REVOKE DELETE, TRUNCATE ON {}.{} FROM {}"), permanent_tables(public=public)),
    ):
        statements += [refused.format(where, sql.Identifier(table), who) for table in tables]
    return statements
