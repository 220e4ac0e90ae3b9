"""How a time or a span is worded. Pure but for the reader's zone, which Django's current time zone gives."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import Literal

from django.utils import timezone
from django.utils.dateformat import format as date_format

ClockState = Literal["running", "soon", "late", "met", "missed", "held"]
CLOCK_STATES: tuple[ClockState, ...] = ("running", "soon", "late", "met", "missed", "held")


def zone_name(moment: datetime) -> str:
    """The short name of the zone of an aware time: "CET", or "UTC+4" where the zone has no letters."""
    name = moment.tzname() or "UTC"
    if name[0] not in "+-":  # zoneinfo calls zones without letters by their offset: “+04”
        return name
    # “+0530” as UTC+5:30.
    hours, minutes = name[1:3].lstrip("0") or "0", name[3:]
    return f"UTC{name[0]}{hours}{':' + minutes if minutes and minutes != '00' else ''}"


def utc_title(moment: datetime) -> str:
    """The full date and time in UTC, for the title of a <time>."""
    return date_format(moment.astimezone(UTC), "D j M Y, H:i:s") + " UTC"


def _local(moment: datetime) -> datetime:
    try:
        return timezone.localtime(moment)
    except OverflowError:
        return moment  # in its last or first hours the calendar has no other zone


def worded(moment: datetime, now: datetime, *, zone: bool = True) -> str:
    """`14:19 CET`, with the date unless today, with the year unless this year, in the reader's zone."""
    local, today = _local(moment), timezone.localtime(now)
    text = date_format(local, "H:i")
    if zone:
        text += " " + zone_name(local)
    if local.date() == today.date():
        return text
    return date_format(local, "D j M" if local.year == today.year else "D j M Y") + ", " + text


def worded_date(moment: datetime, now: datetime) -> str:
    """`Tue 10 Nov`, with the year unless it is this year's, in the reader's zone."""
    local, today = _local(moment), timezone.localtime(now)
    return date_format(local, "D j M" if local.year == today.year else "D j M Y")


def countdown(seconds: float) -> str:
    """`06:42`; from an hour `1:47:42`; from two days `3 d 4 h`. Seconds are cut, never rounded up."""
    whole = max(0, math.floor(seconds))
    if whole >= 48 * 3600:
        days, hours = divmod(whole // 3600, 24)
        return f"{days} d {hours} h" if hours else f"{days} d"
    hours, rest = divmod(whole, 3600)
    minutes, secs = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{secs:02d}" if hours else f"{minutes:02d}:{secs:02d}"


def span(seconds: float) -> str:
    """A length of time in its two largest units: `40 s`, `3 min`, `2 h 51 min`, `1 d 3 h`."""
    whole = max(0, math.floor(seconds))
    if whole < 60:
        return f"{whole} s"
    minutes = whole // 60
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    days, hours = divmod(hours, 24)
    return f"{days} d {hours} h" if hours else f"{days} d"


def clock_state(due: datetime, now: datetime, started: datetime | None) -> ClockState:
    """Of a clock that is still open: late from its due second on; soon once half the target is used."""
    if now >= due:
        return "late"
    if started is not None and now - started >= (due - started) / 2:
        return "soon"
    return "running"


def used_share(due: datetime, now: datetime, started: datetime | None) -> float:
    """The used part of the target, 0 to 100; 0 when its start is not known, 100 once late."""
    if now >= due:
        return 100.0
    if started is None or due - started <= timedelta(0):
        return 0.0
    return min(100.0, max(0.0, 100 * ((now - started) / (due - started))))


def left(due: datetime, now: datetime) -> str:
    """`06:42` before the due time, `late 02:10` from it on."""
    seconds = (due - now).total_seconds()
    return countdown(seconds) if seconds > 0 else f"late {countdown(-seconds)}"
