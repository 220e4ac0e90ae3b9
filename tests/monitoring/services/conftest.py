from collections.abc import Iterator
from typing import Any

import pytest

from tests.monitoring.connectors.loopback import Server, serving


@pytest.fixture(autouse=True)
def _loopback_is_allowed(settings: Any) -> None:
    settings.ALLOW_LOOPBACK_FEEDS = True
    settings.FEED_MIN_SECONDS = 300


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running
