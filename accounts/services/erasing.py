"""Words taken out of stored JSON."""

from collections.abc import Callable, Mapping
from typing import Any


def each_text(value: Any, change: Callable[[str], str]) -> Any:
    """The JSON value with every text in it changed; names of fields stay."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: each_text(inner, change) for key, inner in value.items()}
    if isinstance(value, list):
        return [each_text(inner, change) for inner in value]
    return value
