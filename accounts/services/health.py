"""Whether this process can do its work, and whether the whole platform does: broker and beat, too."""

import time
from dataclasses import dataclass

import psycopg
import redis
from celery import current_app
from django.core.cache import caches
from django.db import connection
from kombu.exceptions import OperationalError

BEAT_KEY = "beat:seen"
BEAT_LATE_SECONDS = 120  # its job comes every 30 s: four were missed
ASK_SECONDS = 2  # a balancer waits for few seconds itself


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
    # Kept for ever: “last seen 3 h ago” tells an operator more than “not seen”.
    caches["platform"].set(BEAT_KEY, time.time(), None)


def of_this_process() -> Health:
    """What a web process itself needs: the database and the cache. Asked briefly, past the pool."""
    return Health(_database() | _cache()[0])


def of_the_platform() -> Health:
    """What the whole needs: also the broker, and a beat whose job came through a worker lately."""
    problems, seen = _cache()
    problems |= _database() | _broker()
    if "cache" not in problems:
        if seen is None:
            problems["beat"] = "has not been seen yet"
        elif time.time() - seen > BEAT_LATE_SECONDS:
            problems["beat"] = f"was last seen {int(time.time() - seen)} s ago"
    return Health(problems)


def _database() -> dict[str, str]:
    # Not from the pool: one that is used up would hold the probe, and a balancer would empty the site.
    wanted = {**connection.get_connection_params(), "connect_timeout": ASK_SECONDS}
    try:
        with psycopg.connect(**wanted, autocommit=True) as asked:
            asked.execute("SELECT 1")
    except psycopg.Error as error:
        # By its kind: the message names hosts and roles, and anybody may ask for this.
        return {"database": f"does not answer: {type(error).__name__}"}
    return {}


def _broker() -> dict[str, str]:
    try:
        with current_app.connection_for_write(connect_timeout=ASK_SECONDS) as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, timeout=ASK_SECONDS)
    except (OperationalError, OSError) as error:
        return {"broker": f"does not answer: {type(error).__name__}"}
    return {}


def _cache() -> tuple[dict[str, str], float | None]:
    try:
        return {}, caches["platform"].get(BEAT_KEY)
    except redis.RedisError as error:
        return {"cache": f"does not answer: {type(error).__name__}"}, None
