"""A body means what it says: unknown fields are refused at every depth, and a number or a yes is no text."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

UNKNOWN = "Unknown field."


def faults(shape: serializers.BaseSerializer[Any], data: Any) -> dict[str, Any]:
    """What is amiss, by field, nested as the body is; empty where nothing is.

    Asked before the serializer, which would drop what it does not know: `{"pageorder": 1}` then loses somebody's place
    without a word. It also takes "yes" for true and "1" for 1; a JSON client that sends those has a fault of its own.
    """
    if not isinstance(data, Mapping) or not isinstance(shape, serializers.Serializer):
        return {}
    by_field: dict[str, Any] = {name: [UNKNOWN] for name in data if name not in shape.fields}
    for name, field in shape.fields.items():
        if name in data and not field.read_only:
            amiss = _amiss(field, data[name])
            if amiss:
                by_field[name] = amiss
    return by_field


def has_unknown(amiss: Any) -> bool:
    """Whether any of the faults, at any depth, is a field that is not there."""
    return any(map(has_unknown, amiss.values())) if isinstance(amiss, dict) else bool(amiss == [UNKNOWN])


def _amiss(field: Any, value: Any) -> Any:
    # Whether null may be here is said by the field itself (`allow_null`).
    if value is None:
        return None
    if isinstance(field, serializers.ListSerializer | serializers.ListField):
        return _amiss_in_list(field, value)
    if isinstance(field, serializers.DictField) and isinstance(value, dict):
        return {name: amiss for name, one in value.items() if (amiss := _amiss(field.child, one))} or None
    if isinstance(field, serializers.Serializer):
        return faults(field, value)
    if isinstance(field, serializers.BooleanField) and not isinstance(value, bool):
        return ["Send true or false."]
    # A bool is an int to Python: `{"user_id": true}` would be person 1.
    if isinstance(field, serializers.IntegerField) and (isinstance(value, bool) or not isinstance(value, int)):
        return ["Send a whole number."]
    if isinstance(field, serializers.FloatField) and (isinstance(value, bool) or not isinstance(value, int | float)):
        return ["Send a number."]
    # DRF makes a UUID out of the number 7, too.
    if isinstance(field, serializers.UUIDField) and not isinstance(value, str):
        return ["Send an id as text."]
    # Its subclasses (an address, a URL) refuse a number by their own pattern.
    if type(field) is serializers.CharField and not isinstance(value, str):
        return ["Send text."]
    return None


def _amiss_in_list(field: Any, value: Any) -> Any:
    if not isinstance(value, list):
        return None  # the serializer says what it expected
    by_index = {at: amiss for at, one in enumerate(value) if (amiss := _amiss(field.child, one))}
    return by_index or None
