"""Filters of lists. They compare ids and look nothing up: an id that is nobody's and one of rows not to be seen answer alike."""

from typing import Any

import django_filters
from django.db import models
from django_filters.rest_framework import DjangoFilterBackend, FilterSet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from accounts.api.fields import ZonedDateTimeField
from accounts.dated import COLUMN

_MOST = 2**63 - 1  # what a bigint holds
SINCE = "updated_since"
SINCE_PARAMETER = {
    "name": SINCE,
    "in": "query",
    "required": False,
    "schema": {"type": "string", "format": "date-time"},
    "description": (
        "Only what was written at this time or after it, by `updated_at`: the database's clock when the row was written. A row can be seen "
        "once its transaction has committed, a moment later: let each look begin a minute before the last one began, and take what "
        "comes twice as one. What is gone is at `/api/v1/removed/`. Where nothing may be missed or come twice, follow `/api/v1/events/`."
    ),
}


@extend_schema_field({"type": "integer"})
class IdFilter(django_filters.NumberFilter):  # type: ignore[misc]  # the package ships no types
    """A person's id."""

    def __init__(self, *args: Any, **more: Any) -> None:
        # Without `decimal_places` 0.5 is compared as it is: an empty list, where the client has a fault.
        super().__init__(*args, min_value=1, max_value=_MOST, decimal_places=0, **more)


@extend_schema_field({"type": "boolean"})
class YesFilter(django_filters.TypedChoiceFilter):  # type: ignore[misc]
    """`true` or `false`. The package's own takes any other word for no filter at all."""

    def __init__(self, *args: Any, **more: Any) -> None:
        choices = (("true", "true"), ("false", "false"))
        super().__init__(*args, choices=choices, coerce=lambda text: text == "true", **more)


class SeenFilterSet(FilterSet):  # type: ignore[misc]
    """Base of every filter set. The package's own choice among a table's rows would tell which ids exist, to anybody."""

    @classmethod
    def filter_for_lookup(cls, field: Any, lookup_type: str) -> tuple[Any, dict[str, Any]]:
        """As the base; a foreign key is compared by its id."""
        if isinstance(field, models.BooleanField):
            return YesFilter, {}
        if isinstance(field, models.ForeignKey):
            by_uuid = isinstance(field.target_field, models.UUIDField)
            return (django_filters.UUIDFilter if by_uuid else IdFilter), {}
        pair: tuple[Any, dict[str, Any]] = super().filter_for_lookup(field, lookup_type)
        return pair


class SeenFilters(DjangoFilterBackend):  # type: ignore[misc]
    """`filterset_fields` become filters of our base."""

    filterset_base = SeenFilterSet


def updated_since(request: Request, rows: Any) -> Any:
    """Of rows (a query set, or a list) those that were written since the time that is asked for; all where none is.

    Raises ValidationError at the parameter for what is no time, or has no zone.
    """
    text = request.query_params.get(SINCE)
    if text is None:
        return rows
    try:
        since = ZonedDateTimeField().run_validation(text)
    except serializers.ValidationError as error:
        raise serializers.ValidationError({SINCE: error.detail}) from None
    if isinstance(rows, models.QuerySet):
        return rows.filter(**{f"{COLUMN}__gte": since})
    return [row for row in rows if row.updated_at >= since]
