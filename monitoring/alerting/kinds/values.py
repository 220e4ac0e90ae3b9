"""Settings as they were given, checked: the readers that kinds share. Each raises Invalid naming the field."""

from collections.abc import Mapping
from typing import Any

from accounts.errors import Invalid
from monitoring.detection.kinds.declaring import HISTORY_MINUTES

STREAMS = ("all", "negative")
_SHORT = 80


def stream(given: Mapping[str, Any]) -> Any:
    """All mentions, or negative ones."""
    choice = given.get("stream", "all")
    if choice not in STREAMS:
        raise Invalid.field("stream", "Choose all mentions or negative mentions.")
    return choice


def minutes(given: Mapping[str, Any], most: int = HISTORY_MINUTES) -> int:
    """Whole buckets of five."""
    number = whole(given, "minutes", 60, 5, most)
    if number % 5:
        raise Invalid.field("minutes", "Counts are kept per 5 minutes: choose a multiple of 5.")
    return number


def whole(given: Mapping[str, Any], name: str, default: int | None, least: int, most: int) -> int:
    """A whole number. JSON's true is none."""
    value = given.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise Invalid.field(name, f"Give a whole number from {least} to {most}.")
    return value


def real(given: Mapping[str, Any], name: str, default: float | None, least: float, most: float) -> float:
    """A number. JSON's true is none."""
    value = given.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise Invalid.field(name, f"Give a number from {least:g} to {most:g}.")
    return float(value)


def yes_or_no(given: Mapping[str, Any], name: str) -> bool:
    """No, where it is not said."""
    value = given.get(name, False)
    if not isinstance(value, bool):
        raise Invalid.field(name, "Say true or false.")
    return value


def tone(own: Mapping[str, Any]) -> str:
    """What is counted, in words."""
    return "negative mentions" if own.get("stream") == "negative" else "mentions"


def cut(text: str) -> str:
    """A long text as a sentence takes it."""
    text = " ".join(text.split())
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
