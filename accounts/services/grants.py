"""What the serving role may do, from the models' own word.

Append-only tables take INSERT and SELECT, nothing else; of permanent ones no row is removed; of those that say what is
`changing`, these columns are written anew and no row is removed; `fixed` columns are written once. Which rows of
`guarded_rows` are written is said by policies, which migrations make; here they are forced on an owner that serves.
"""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.apps import apps
from django.conf import settings
from django.db import connection
from psycopg import sql

from accounts.services.database_owner import owner_connection, owner_url


def append_only_tables(*, public: bool) -> list[str]:
    """Tables of models that say `append_only`, of the public schema or of an agency's."""
    return _tables("append_only", public)


def permanent_tables(*, public: bool) -> list[str]:
    """Tables of models that say `permanent`, of the public schema or of an agency's."""
    return _tables("permanent", public)


def changing_columns(*, public: bool) -> dict[str, list[str]]:
    """Tables of models that say `changing`, with the columns that may be written anew."""
    named = {model._meta.db_table: model for model in apps.get_models()}
    return {table: sorted(_columns(named[table])) for table in _tables("changing", public)}


def guarded_tables(*, public: bool) -> list[str]:
    """Tables of models that say `guarded_rows`, of the public schema or of an agency's."""
    return _tables("guarded_rows", public)


def _open_columns(*, public: bool) -> dict[str, list[str]]:
    """Tables of models that say `fixed`, with the other columns."""
    named = {model._meta.db_table: model for model in apps.get_models()}
    columns = {}
    for table in _tables("fixed", public):
        fields = named[table]._meta.local_concrete_fields
        # An id that could be written anew would hang a fixed row's references on another.
        kept = {"id", *named[table].fixed}  # type: ignore[attr-defined]
        columns[table] = sorted(str(field.column) for field in fields if field.name not in kept)
    return columns


def _columns(model: Any) -> list[str]:
    return [str(model._meta.get_field(name).column) for name in model.changing]


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


def _serves_itself(role: str) -> bool:
    return unquote(urlsplit(owner_url()).username or "") == role


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
    # Taking the right to a table back takes it back from its columns, too.
    revoke = sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {}.{} FROM {}")
    grant = sql.SQL("GRANT UPDATE ({}) ON {}.{} TO {}")
    for table, columns in changing_columns(public=public).items():
        named = sql.SQL(", ").join(map(sql.Identifier, columns))
        statements.append(revoke.format(where, sql.Identifier(table), who))
        statements.append(grant.format(named, where, sql.Identifier(table), who))
    return statements + _guards(schema, role)


def _guards(schema: str, role: str) -> list[Any]:
    """Of fixed columns and guarded rows.

    The database carries a referred row's new key to the rows that refer to it as their owner: so an owner that serves
    keeps its right to fixed columns. It is bound by policies (`FORCE`) as its migrations are then: one that writes
    guarded rows takes that back first. An owner that does not serve is bound by neither.
    """
    where, who, public = sql.Identifier(schema), sql.Identifier(role), schema == "public"
    statements: list[Any] = []
    if _serves_itself(role):
        for name in map(sql.Identifier, guarded_tables(public=public)):
            statements.append(sql.SQL("ALTER TABLE {}.{} FORCE ROW LEVEL SECURITY").format(where, name))
            statements.append(sql.SQL("REVOKE TRUNCATE ON {}.{} FROM {}").format(where, name, who))
        return statements
    for table, columns in _open_columns(public=public).items():
        at = (where, sql.Identifier(table), who)
        named = sql.SQL(", ").join(map(sql.Identifier, columns))
        statements.append(sql.SQL("REVOKE UPDATE ON {}.{} FROM {}").format(*at))
        statements.append(sql.SQL("GRANT UPDATE ({}) ON {}.{} TO {}").format(named, *at))
    return statements
