from collections.abc import Iterator

import pytest

from tests.loopback import Server
from tests.monitoring.feeds.connectors.bluesky.network import AppView, Jetstream, streaming


@pytest.fixture
def jetstream() -> Iterator[Jetstream]:
    with streaming() as running:
        yield running


@pytest.fixture
def app(server: Server) -> AppView:
    return AppView(server)
