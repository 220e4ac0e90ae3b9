"""Many rows in one statement, with what the database says of each."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from accounts.dated import COLUMN, Dated

_TEXT = (models.CharField, models.TextField)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column that no field stands for: its values come as text."""

    column: str
    kind: str

    def db_type(self, connection: Any) -> str:
        return self.kind


def insert(
    model: type[models.Model],
    names: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    conflict: str = "",
    returning: Sequence[str] = (),
    columns: Mapping[str, str] | None = None,
) -> list[tuple[Any, ...]]:
    """Inserts `rows` (values in the order of `names`, which are attribute names) and returns what RETURNING gives.

    `conflict` is the clause after ON CONFLICT. Rows that a conflict leaves out are not returned. No more than some
    thousand rows at once. JSON values may be given as text already; arrays hold ids or numbers. `columns`: further ones that
    the model has no field for, with their types; their values follow in each row, as text.
    """
    if not rows:
        return []
    fields = [*(model._meta.get_field(name) for name in names), *_plain(columns)]
    quote = connection.ops.quote_name
    named = ", ".join(map(_name, fields))
    picked = ", ".join(_picked(field, at) for at, field in enumerate(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({named}) SELECT {picked} FROM {_given(fields)}"  # noqa: S608
    if conflict:
        statement += f" ON CONFLICT {conflict}"
    if returning:
        statement += f" RETURNING {', '.join(_name(model._meta.get_field(name)) for name in returning)}"
    with connection.cursor() as cursor:
        cursor.execute(statement, _values(fields, rows))
        return list(cursor.fetchall()) if returning else []


def update(
    model: type[models.Model],
    names: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    columns: Mapping[str, str] | None = None,
) -> None:
    """Writes the fields `names` of many rows, and `columns` as in `insert`; each of `rows` begins with its primary key.

    One short statement whatever their number, where a bulk update by Django writes a case for each row and field.
    """
    if not rows:
        return
    pk = model._meta.pk
    assert pk is not None
    fields = [pk, *(model._meta.get_field(name) for name in names), *_plain(columns)]
    table = connection.ops.quote_name(model._meta.db_table)
    changes = ", ".join(f"{_name(field)} = {_picked(field, at)}" for at, field in enumerate(fields) if at)
    if issubclass(model, Dated):
        changes += f", {COLUMN} = statement_timestamp()"
    statement = f"UPDATE {table} SET {changes} FROM {_given(fields)} WHERE {table}.{_name(fields[0])} = c0"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, _values(fields, rows))


def delete(model: type[models.Model], ids: Collection[Any]) -> int:
    """Removes rows by their primary keys, and says how many. Nothing follows them: what refers to them is removed before.

    Django would ask every table that refers to the model to let go of rows, those too from which nothing may be removed.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE id = ANY(%s)", [list(ids)])  # noqa: S608  # a table of ours
        return int(cursor.rowcount)


def _plain(columns: Mapping[str, str] | None) -> list[_Column]:
    return [_Column(name, kind) for name, kind in (columns or {}).items()]


def _name(field: Any) -> str:
    return connection.ops.quote_name(str(getattr(field, "column", "")))


def _given(fields: Sequence[Any]) -> str:
    # One array a column: the statement is the same for one row and for a thousand.
    arrays = ", ".join(f"%s::{_array_type(field)}" for field in fields)
    return f"unnest({arrays}) AS given({', '.join(f'c{at}' for at in range(len(fields)))})"


def _picked(field: Any, at: int) -> str:
    # An array in a column can't be unnested from an array of arrays: it comes as text and is read there.
    return f"c{at}::{field.db_type(connection)}" if isinstance(field, (ArrayField, _Column)) else f"c{at}"


def _values(fields: Sequence[Any], rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    return [_column(field, column) for field, column in zip(fields, zip(*rows, strict=True), strict=True)]


def _column(field: Any, values: Sequence[Any]) -> list[Any]:
    if isinstance(field, models.JSONField):
        return [_json(value) for value in values]
    if isinstance(field, ArrayField):
        return [f"{{{','.join(map(str, value))}}}" for value in values]
    return list(values)


def _array_type(field: Any) -> str:
    # A cast to varchar(n) would cut silently; as text, a value that is too long is refused by the column.
    kind = "text" if isinstance(field, (*_TEXT, ArrayField, _Column)) else field.db_type(connection)
    return f"{kind}[]"


def _json(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)
