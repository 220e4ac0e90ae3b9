"""A time in the words of pages, mails and the record: its zone always; its day, unless that is today for whoever reads it now."""

from datetime import datetime

from django.utils import timezone


def format_time(at: datetime, *, now: datetime | None = None, day: bool = False) -> str:
    """ "14:19 CET"; "Sat 7 Mar, 14:19 CET" on another day, with the year in another year. In the reader's zone.

    With `day` the day is always said: for words that are kept, and read on another day, or by somebody in another zone.
    """
    local, today = timezone.localtime(at), timezone.localtime(now)
    clock = f"{local:%H:%M} {local:%Z}"
    if local.date() == today.date() and not day:
        return clock
    year = f" {local.year}" if local.year != today.year else ""
    return f"{local:%a} {local.day} {local:%b}{year}, {clock}"
