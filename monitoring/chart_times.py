"""Times as charts take and write them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

TICKS = 7


def seconds(at: datetime) -> int:
    """A moment as the charts take it: whole seconds since 1970."""
    return int(at.timestamp())


def zone_words(at: datetime) -> str:
    """ "CET (UTC+1)" of a local time."""
    offset = at.utcoffset() or timedelta()
    hours = offset.total_seconds() / 3600
    sign = f"UTC{hours:+g}" if hours else "UTC"
    name = at.tzname() or sign
    return name if name == "UTC" or name[0] in "+-" else f"{name} ({sign})"


def ticks_of(starts: Sequence[datetime], step: timedelta) -> list[list[Any]]:
    """At full hours (or midnights) of the reader's zone, at most seven."""
    local = [timezone.localtime(at) for at in starts]
    days = starts[-1] - starts[0] > timedelta(days=2)
    whole = [at for at in local if at.minute == 0 and (not days or at.hour < max(1, step.seconds // 3600))]
    every = max(1, -(-len(whole) // TICKS))
    form = "%H:%M" if not days else ("%a %d %b" if starts[-1] - starts[0] < timedelta(days=9) else "%d %b")
    return [[seconds(at), f"{at:{form}}"] for at in whole[::every]]
