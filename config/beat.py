"""The beat's schedule: read from the database, and waiting for the database or the broker where one is away."""

import logging
import time
from collections.abc import Callable
from typing import Any

from celery.beat import SchedulingError
from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections
from django_celery_beat.schedulers import DatabaseScheduler
from kombu.exceptions import OperationalError as BrokerAway
from redis.exceptions import ConnectionError as ValkeyAway
from redis.exceptions import TimeoutError as ValkeySlow

logger = logging.getLogger(__name__)
# A server that is away, and one that answers otherwise than we need: a table that is not there yet.
UNREADABLE = (DatabaseError, InterfaceError)
BROKEN = (BrokerAway, ValkeyAway, ValkeySlow, OSError)
WAIT_SECONDS = 5.0
SAY_SECONDS = 60.0  # how often a lasting outage is said again


class PatientScheduler(DatabaseScheduler):  # type: ignore[misc]  # the package ships no types
    """Ends for no outage. Tried: without the database the plain one ended within 64 s, and nothing was collected any more.

    While something is away nothing is started; what would have been is found by the sweeps when it is back.
    """

    def __init__(self, *args: Any, sleep: Callable[[float], None] = time.sleep, **options: Any) -> None:
        self._sleep = sleep
        self._said: dict[str, float] = {}
        super().__init__(*args, **options)

    def setup_schedule(self) -> None:
        """Reads the schedule; waits for a database that is not there yet."""
        while True:
            try:
                super().setup_schedule()
            except UNREADABLE as error:
                self._unreadable(error)
                self._read_anew()
                self._sleep(WAIT_SECONDS)
            else:
                return

    def tick(self, *args: Any, **options: Any) -> float:
        """Starts what is due. Seconds until the next look."""
        try:
            return float(super().tick(*args, **options))
        except UNREADABLE as error:
            self._unreadable(error)
            self._read_anew()
        except BrokerAway as error:
            self._away("broker", error)
        return WAIT_SECONDS

    def apply_entry(self, entry: Any, producer: Any = None) -> None:
        """Sends one job. A broker that is away is said in one line, not with a stack every few seconds; what else stops a job is
        said with its name and stack, and stops no other.
        """
        try:
            self.apply_async(entry, producer=producer, advance=False)
        except SchedulingError as error:
            # Celery wraps whatever happened, and leaves it as the context.
            cause = error.__cause__ or error.__context__
            if cause is None or isinstance(cause, BROKEN):
                self._away("broker", error)
            elif self._is_news(entry.name):
                logger.error("the job “%s” can't be started: %s", entry.name, cause, exc_info=cause)

    def _unreadable(self, error: Exception) -> None:
        if isinstance(error, OperationalError | InterfaceError):
            self._away("database", error)
        elif self._is_news("schedule"):
            said = "the schedule can't be read, so nothing is started until it can (is the database upgraded?): %s"
            logger.error(said, error)

    def _away(self, part: str, error: Exception) -> None:
        if self._is_news(part):
            logger.error("the %s is away, so nothing is started until it is back: %s", part, error)

    def _is_news(self, what: str) -> bool:
        now = time.monotonic()
        if now - self._said.get(what, -SAY_SECONDS) < SAY_SECONDS:
            return False
        self._said[what] = now
        return True

    def _read_anew(self) -> None:
        close_old_connections()
        # The package's own marks: without them the next look would go on with what the dead connection had read.
        self._initial_read = True
        self._heap = None
