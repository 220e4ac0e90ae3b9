"""Giving what happened its place: a count without a gap, in the order in which acts became visible."""

from collections.abc import Callable

from django.db import connection, transaction

MOST = 5_000  # at once; more waits for the next turn of the same call
# Two who place in one agency would give the same number twice. The lock's second half is the agency's.
_LOCK = 0x0EF1
_PLACE = """
    WITH unplaced AS (
        SELECT id FROM events_event WHERE position IS NULL ORDER BY id LIMIT %s
    ), numbered AS (
        SELECT id, (SELECT coalesce(max(position), 0) FROM events_event) + row_number() OVER (ORDER BY id) AS place
        FROM unplaced
    )
    UPDATE events_event SET position = numbered.place FROM numbered WHERE events_event.id = numbered.id
"""

_hearers: list[Callable[[], object]] = []


def hears_placed(hearer: Callable[[], object]) -> None:
    """Calls it, in the agency's schema, after each turn of placing. It must be harmless, and cheap, if called for nothing."""
    _hearers.append(hearer)


def place_events() -> int:
    """Places all that waits, then calls those who hear of it, also where a turn before was cut off between. Returns how many."""
    placed = 0
    while True:
        count = _place_some()
        placed += count
        if count < MOST:
            break
    for hearer in _hearers:
        hearer()
    return placed


def waiting() -> bool:
    """Whether anything has no place yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM events_event WHERE position IS NULL)")
        return bool(cursor.fetchone()[0])


def _place_some() -> int:
    # The lock first, in a statement of its own: the one after it must see what whoever held it has committed.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(current_schema()))", [_LOCK])
        cursor.execute(_PLACE, [MOST])
        return int(cursor.rowcount)
