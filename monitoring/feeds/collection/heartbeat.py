"""While a fetch lasts, its lease is renewed from beside it: a slow one keeps its feed, and one whose process died soon loses it."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import DatabaseError, connection

from accounts.tenancy import enter_public
from monitoring.feeds.collection import leasing
from monitoring.feeds.collection.leasing import Claim

logger = logging.getLogger(__name__)
EVERY_SECONDS = 10.0  # of a lease of 40: the database may be away for two beats, and the feed is kept


@contextmanager
def beating(claim: Claim, time: Callable[[], datetime]) -> Iterator[None]:
    """Renews the claim's lease every `EVERY_SECONDS` until the block ends. `time` says now."""
    ended = threading.Event()
    beat = threading.Thread(target=_beat, args=(claim, time, ended), name=f"lease {claim.feed_id}", daemon=True)
    beat.start()
    try:
        yield
    finally:
        ended.set()
        beat.join()


def _beat(claim: Claim, time: Callable[[], datetime], ended: threading.Event) -> None:
    while not ended.wait(EVERY_SECONDS):
        try:
            enter_public()  # Django's connections are one a thread, and this thread's has no schema yet
            if not leasing.renew(claim, time()):
                return
        except DatabaseError as error:
            # The next beat may reach it again; else the lease ends, as it should.
            logger.warning("the lease of feed %s was not renewed: %s", claim.feed_id, type(error).__name__)
        finally:
            # A connection of its own, given back: fetches are long, and beats are far apart.
            connection.close()
