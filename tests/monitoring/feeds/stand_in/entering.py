"""Enters the stand-in in the register, as its line would, beside that of feeds: what else there is comes and goes."""

from typing import Any

import pytest

from monitoring.feeds.connectors import registry


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Call it with a connector."""
    for platform in [name for name in registry.PLATFORMS if name != registry.ANY_ADDRESS]:
        monkeypatch.delitem(registry.PLATFORMS, platform)

    def enter(connector: Any) -> Any:
        monkeypatch.setitem(registry.PLATFORMS, connector.platform, connector)
        return connector

    return enter
