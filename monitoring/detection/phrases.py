"""Numbers and times of findings in words: "1 mention", "5 h 35 min", "20 to 31"."""

from __future__ import annotations

from datetime import datetime, tzinfo

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def number(count: float | None) -> str:
    """Posts as a number, or that it is not known."""
    return "not known how many" if count is None else f"{count:.0f}"


def mentions(count: float | None, stream: str) -> str:
    """So many mentions of a stream."""
    noun = "negative mention" if stream == "negative" else "mention"
    return f"{number(count)} {noun}" + ("" if count == 1 else "s")


def span(minutes: int) -> str:
    """A length of time, in minutes up to two hours."""
    if minutes <= 120:
        return "2 hours" if minutes == 120 else f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} hours"


def band(low: float, high: float) -> str:
    """What is usual, in whole posts."""
    a, b = round(low), round(high)
    return f"{a} to {b}" if b > a else str(a)


def moment(when: datetime, zone: tzinfo) -> str:
    """A time of a day of the week, in a zone."""
    local = when.astimezone(zone)
    return f"{_DAYS[local.weekday()]} {local:%H:%M %Z}".rstrip()
