"""Races: two on connections of their own, one of them known to wait for the other before the test goes on."""

import threading

from django.db import connection


def until_somebody_waits(thread: threading.Thread) -> None:
    """Returns once the database has somebody wait for this connection, or once the thread ended and nobody will."""
    with connection.cursor() as cursor:
        for _ in range(1000):
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # within a transaction it is read once
            cursor.execute("SELECT 1 FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))")
            if cursor.fetchone() or not thread.is_alive():
                return
            thread.join(0.02)
    raise AssertionError("nobody came to wait")
