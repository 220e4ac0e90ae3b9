"""Many rows in one statement, with what the database says of each."""

import json
from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

_TEXT = (models.CharField, models.TextField)


def insert(
    model: type[models.Model],
    names: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    conflict: str = "",
    returning: Sequence[str] = (),
) -> list[tuple[Any, ...]]:
    """Inserts `rows` (values in the order of `names`, which are attribute names) and returns what RETURNING gives.

    `conflict` is the clause after ON CONFLICT. Rows that a conflict leaves out are not returned. No more than some
    thousand rows at once. JSON values may be given as text already; arrays hold ids or numbers.
    """
    if not rows:
        return []
    fields = [model._meta.get_field(name) for name in names]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(getattr(field, "column", ""))) for field in fields)
    arrays = ", ".join(f"%s::{_array_type(field)}" for field in fields)
    # An array in a column can't be unnested from an array of arrays: it comes as text and is read there.
    picked = ", ".join(
        f"c{at}::{field.db_type(connection)}" if isinstance(field, ArrayField) else f"c{at}"
        for at, field in enumerate(fields)
    )
    aliases = ", ".join(f"c{at}" for at in range(len(fields)))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) SELECT {picked} FROM unnest({arrays}) AS given({aliases})"  # noqa: S608
    if conflict:
        statement += f" ON CONFLICT {conflict}"
    if returning:
        names_back = (quote(str(getattr(model._meta.get_field(name), "column", ""))) for name in returning)
        statement += f" RETURNING {', '.join(names_back)}"
    values = [_column(field, column) for field, column in zip(fields, zip(*rows, strict=True), strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall()) if returning else []


def _column(field: Any, values: Sequence[Any]) -> list[Any]:
    if isinstance(field, models.JSONField):
        return [_json(value) for value in values]
    if isinstance(field, ArrayField):
        return [f"{{{','.join(map(str, value))}}}" for value in values]
    return list(values)


def _array_type(field: Any) -> str:
    # A cast to varchar(n) would cut silently; as text, a value that is too long is refused by the column.
    kind = "text" if isinstance(field, (*_TEXT, ArrayField)) else field.db_type(connection)
    return f"{kind}[]"


def _json(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)
