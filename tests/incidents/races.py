"""Two at once, in a real database: one is in the middle of its transaction when the other begins."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction


class Meanwhile:
    """What somebody else does in the agency, in a thread and a connection of its own."""

    def __init__(self, agency: Any, act: Callable[[], Any]) -> None:
        self._agency, self._act = agency, act
        self._raised: Exception | None = None
        self._thread = threading.Thread(target=self._run)

    def begin(self) -> None:
        """Returns once it has ended, or waits for a lock."""
        self._thread.start()
        while self._thread.is_alive() and not _somebody_waits():
            self._thread.join(0.02)

    def end(self) -> Exception | None:
        """Waits for its end. Returns what it raised."""
        self._thread.join(60)
        assert not self._thread.is_alive()
        return self._raised

    def _run(self) -> None:
        try:
            connection.set_tenant(self._agency)
            self._act()
        except Exception as error:
            self._raised = error
        finally:
            connection.close()


def meet(
    agency: Any, first: Callable[[], Any], second: Callable[[], Any], then: Callable[[], Any] = lambda: None
) -> Exception | None:
    """Runs `first`, and before it is committed `second` until it ends or waits for a lock; after that `then`, and the commit.

    Returns what `second` raised.
    """
    meanwhile = Meanwhile(agency, second)
    with transaction.atomic():
        first()
        meanwhile.begin()
        then()
    return meanwhile.end()


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # within a transaction it is read once
        cursor.execute("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        return cursor.fetchone() is not None
