"""Enters the stand-in in the register, as its line would."""

from typing import Any

import pytest

from monitoring.feeds.connectors import registry


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Call it with a connector."""

    def enter(connector: Any) -> Any:
        monkeypatch.setitem(registry.PLATFORMS, connector.platform, connector)
        return connector

    return enter
