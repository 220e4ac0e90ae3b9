"""A server on loopback, leave to read from it, and jobs that run where they are enqueued."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.loopback import Server, serving


@pytest.fixture(autouse=True)
def loopback_is_allowed(settings: Any) -> None:
    """For every test of the room whose conftest takes it."""
    settings.ALLOW_LOOPBACK_FEEDS = True
    settings.FEED_MIN_SECONDS = 300


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def eager(settings: Any) -> None:
    """Jobs run where they are enqueued, in the schema their header names."""
    settings.ALLOW_LOOPBACK_FEEDS = True
    settings.CELERY_TASK_ALWAYS_EAGER = True
    settings.CELERY_TASK_EAGER_PROPAGATES = True
