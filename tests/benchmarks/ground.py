"""Where a benchmark stands: an embedded PostgreSQL of its own in a temporary folder, with the tests' two agencies in it."""

import os
import platform
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def database() -> Iterator[Any]:
    """The tests' small world in a fresh database of a fresh server; both are gone afterwards. Call once in a process."""
    if "django" in sys.modules and os.environ.get("FIREBREAK_VAR"):
        raise RuntimeError("Settings are loaded already: they name another folder.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Ended."))  # so that the server ends with us
    with tempfile.TemporaryDirectory(prefix="fb-") as folder:
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "CELERY_BROKER_URL"):
            os.environ.pop(name, None)
        os.environ["FIREBREAK_VAR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings_test"
        from config import embedded

        embedded.ensure_postgres(Path(folder))
        try:
            yield _world()
        finally:
            from django.db import connection

            connection.close()
            embedded.stop(Path(folder))


def _world() -> Any:
    import django

    django.setup()
    from django.db import connection

    from tests.conftest import _make_agencies
    from tests.world import build

    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    _make_agencies()
    return build()


def seconds_of(work: Callable[[], object]) -> float:
    """The wall time of one call."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * len(ordered)))]


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def machine() -> dict[str, Any]:
    """What the figures were taken on, and how busy it was besides."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        server = cursor.fetchone()[0]
    return {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "postgresql": server.split()[0],
        "load_average": round(os.getloadavg()[0], 1),
    }
