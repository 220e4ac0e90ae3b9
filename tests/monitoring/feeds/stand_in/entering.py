"""Enters the stand-in in the register, as its line would, beside that of feeds: what else there is comes and goes."""

from collections.abc import Iterator
from typing import Any

import pytest

from accounts.api.description import described
from monitoring.feeds.connectors import registry
from tests.described import document


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Call it with a connector."""
    for platform in [name for name in registry.PLATFORMS if name != registry.ANY_ADDRESS]:
        monkeypatch.delitem(registry.PLATFORMS, platform)

    def enter(connector: Any) -> Any:
        monkeypatch.setitem(registry.PLATFORMS, connector.platform, connector)
        return connector

    _forget()
    yield enter
    _forget()  # what was described meanwhile knows other platforms


def _forget() -> None:
    described.cache_clear()
    document.cache_clear()
