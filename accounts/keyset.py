"""Keyset paging for pages and API alike: a page costs the same however deep it lies, and nothing is skipped or repeated."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable
from uuid import UUID

from django.core import signing
from django.db import models
from django.utils.dateparse import parse_datetime

from accounts.errors import Invalid
from accounts.tenancy import current_schema

M = TypeVar("M", bound=models.Model)
_SALT = "firebreak.page"


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """One page: its rows, and the token of the next (empty at the end)."""

    rows: list[M]
    next_token: str


def first_rows(queryset: models.QuerySet[M], most: int) -> tuple[list[M], bool]:
    """The first `most` rows, and whether there are more: where a list is cut, its page says so."""
    rows = list(queryset[: most + 1])
    return rows[:most], len(rows) > most


@runtime_checkable
class Nearest(Protocol):
    """A queryset that knows a quicker way to its first rows. `start`: they are known to lie there or after it, in its order."""

    def nearest(self, count: int, start: Any = None) -> list[Any]:
        """The first `count` rows."""
        ...


def paginate(queryset: models.QuerySet[M], *, order: Sequence[str], token: str = "", size: int = 50) -> Page[M]:
    """The `size` rows after the token's, in `order` (all fields one direction, the last one unique).

    Raises Invalid (`bad_page_token`) for a token that was tampered with or belongs to another list.
    """
    names = [field.lstrip("-") for field in order]
    falling, start = order[0].startswith("-"), None
    if token:
        values = _values(token, names, queryset.model)
        queryset, start = queryset.filter(_after(names, values, falling=falling)), values[0]
    ordered = queryset.order_by(*order)
    rows = ordered.nearest(size + 1, start) if isinstance(ordered, Nearest) else list(ordered[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    return Page(rows, _token(rows[-1], names) if more else "")


def page_token(row: models.Model, order: Sequence[str]) -> str:
    """The token of the page that begins after this row."""
    return _token(row, [field.lstrip("-") for field in order])


def token_values(token: str, order: Sequence[str], model: type[models.Model]) -> list[Any]:
    """Where the page of a token begins, in the order's fields, for a list that reads its rows itself. Raises Invalid (`bad_page_token`)."""
    return _values(token, [field.lstrip("-") for field in order], model)


def _after(names: list[str], values: list[Any], *, falling: bool) -> models.Q:
    """(a, b) < (x, y), written so that an index on (a, b) serves it: a ≤ x AND (a < x OR (a = x AND b < y))."""
    test = "lt" if falling else "gt"
    anywhere = models.Q()
    for at, name in enumerate(names):
        same = {names[before]: values[before] for before in range(at)}
        anywhere |= models.Q(**same, **{f"{name}__{test}": values[at]})
    return models.Q(**{f"{names[0]}__{test}e": values[0]}) & anywhere


def _token(row: models.Model, names: list[str]) -> str:
    values: list[Any] = []
    for name in names:
        value: Any = row
        for part in name.split("__"):
            value = getattr(value, part)
        if isinstance(value, datetime):
            values.append(["t", value.isoformat()])
        elif isinstance(value, UUID):
            values.append(["u", str(value)])
        else:
            values.append(["v", value])
    return signing.dumps([names, values], salt=_salt(type(row)), compress=True)


def _salt(model: type[models.Model]) -> str:
    """A token is good in the agency it was made in, and for rows of its kind."""
    return f"{_SALT}.{current_schema()}.{model._meta.label_lower}"


def _values(token: str, names: list[str], model: type[models.Model]) -> list[Any]:
    bad = Invalid.field(
        "cursor",
        "This link is incomplete or belongs to a different list. Start from the first page.",
        code="bad_page_token",
    )
    try:
        of, packed = signing.loads(token, salt=_salt(model))
    except (signing.BadSignature, ValueError, TypeError):
        raise bad from None
    if of != names:  # signed by us, but of the same rows in another order
        raise bad
    readers: dict[str, Callable[[Any], Any]] = {"t": parse_datetime, "u": UUID, "v": lambda value: value}
    return [readers[kind](value) for kind, value in packed]
