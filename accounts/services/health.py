"""Whether this process can do its work: the database, the broker, and when the beat last came through a worker."""

import time
from dataclasses import dataclass

import redis
from celery import current_app
from django.core.cache import caches
from django.db import DatabaseError, connection
from kombu.exceptions import OperationalError

BEAT_KEY = "beat:seen"
BEAT_LATE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Health:
    """One sentence for each part that fails; empty where all is well."""

    problems: dict[str, str]

    @property
    def ready(self) -> bool:
        """Nothing fails."""
        return not self.problems


def mark_beat() -> None:
    """The beat's job came through a worker just now."""
    caches["platform"].set(BEAT_KEY, time.time(), None)


def check() -> Health:
    """Asks each part once, briefly."""
    problems = {}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        problems["database"] = f"does not answer: {type(error).__name__}"
    try:
        with current_app.connection_for_write(connect_timeout=2) as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, timeout=2)
    except (OperationalError, OSError) as error:
        problems["broker"] = f"does not answer: {type(error).__name__}"
    try:
        seen = caches["platform"].get(BEAT_KEY)
    except redis.RedisError as error:
        problems["cache"] = f"does not answer: {type(error).__name__}"
    else:
        if seen is None:
            problems["beat"] = "has not been seen yet"
        elif time.time() - seen > BEAT_LATE_SECONDS:
            problems["beat"] = f"was last seen {int(time.time() - seen)} s ago"
    return Health(problems)
