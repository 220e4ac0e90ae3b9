"""A process that listens: it takes feeds by their lease, each in a thread of its own, and what comes goes on at once.

Several processes share the feeds. One that is lost loses its leases within 40 s, and another takes its feeds up where the last stored
batch left off; one that is asked to end gives them back at once.
"""

import logging
import threading
import time
from collections.abc import Callable
from uuid import UUID

import psycopg
from django.db import Error as DjangoDatabaseError
from django.db import connection
from kombu.exceptions import OperationalError as BrokerAway

from accounts.models import Agency
from accounts.tenancy import database_now, enter_public
from monitoring.feeds import hooks
from monitoring.feeds.collection import leasing
from monitoring.feeds.collection.collecting import Collected
from monitoring.feeds.collection.leasing import Claim
from monitoring.feeds.collection.listening import Live, listen

logger = logging.getLogger(__name__)
LOOK_SECONDS = 1.0
SAY_SECONDS = 60.0  # how often a lasting outage is said again
END_SECONDS = 8.0  # of ten that the supervisor waits before it asks again
_AWAY = (DjangoDatabaseError, psycopg.Error)


class Streams:
    """Runs until `end` is called, which a handler of signals may do. `most`: streams of this process at once."""

    def __init__(self, *, most: int = 20, sleep: Callable[[float], None] = time.sleep) -> None:
        self._most = most
        self._sleep = sleep
        self._ending = False
        self._threads: list[threading.Thread] = []
        self._said = -SAY_SECONDS

    def end(self) -> None:
        """Begins nothing more, and ends what runs with the batch it is at."""
        self._ending = True

    def run(self) -> None:
        """Looks every second for feeds nobody listens to, until it is ended."""
        while not self._ending:
            self.look()
            self._sleep(LOOK_SECONDS)
        last = time.monotonic() + END_SECONDS
        for thread in self._threads:
            thread.join(max(0.0, last - time.monotonic()))

    def look(self) -> int:
        """Takes up feeds nobody listens to; returns how many streams run now."""
        self._threads = [one for one in self._threads if one.is_alive()]
        for claim in self._claims(self._most - len(self._threads)):
            # A daemon: one that waits for a slow server must not keep a process that was asked to end.
            thread = threading.Thread(target=self._listen, args=(claim,), name=f"stream {claim.feed_id}", daemon=True)
            thread.start()
            self._threads.append(thread)
        return len(self._threads)

    def _claims(self, free: int) -> list[Claim]:
        if free <= 0:
            return []
        try:
            enter_public()
            return leasing.claim_streams(database_now(), limit=free)
        except _AWAY as error:
            now = time.monotonic()
            if now - self._said >= SAY_SECONDS:
                self._said = now
                logger.error(
                    "the database is away, so no stream is taken up until it is back: %s", type(error).__name__
                )
            return []
        finally:
            connection.close()

    def _listen(self, claim: Claim) -> None:
        try:
            enter_public()  # Django's connections are one a thread, and this thread's has no schema yet
            live = Live(tell, lambda: self._ending)
            _say(listen(claim.feed_id, database_now(), fence=claim.fence, live=live))
        except Exception:
            # The feed's health says it as well, where the database could take it; the next look takes the feed up again.
            logger.exception("listening to feed %s failed", claim.feed_id)
        finally:
            connection.close()


def tell(agencies: set[UUID]) -> None:
    """Has agencies take what came. Where the broker is away, a sweep finds it."""
    for agency in Agency.objects.filter(pk__in=agencies):
        try:
            hooks.taker.answer(agency)
        except BrokerAway as error:
            logger.warning("%s was not told of its new posts, and finds them later: %s", agency.schema_name, error)


def _say(turn: Collected) -> None:
    if turn.failure is not None:
        logger.warning("stream of feed %s: %s", turn.feed_id, turn.failure.sentence)
    elif not turn.stale:
        said = "stream of feed %s: a turn of %s new posts, %s of them passed on to %s agencies"
        logger.info(said, turn.feed_id, turn.posts, turn.routed, len(turn.agencies))
