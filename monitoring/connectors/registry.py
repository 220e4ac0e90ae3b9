"""Which connectors there are, by platform."""

from __future__ import annotations

from typing import Final

from monitoring.connectors.protocol import Connector
from monitoring.connectors.rss.connector import RssConnector

PLATFORMS: Final[dict[str, Connector]] = {"rss": RssConnector()}


def get(platform: str) -> Connector:
    """The connector that speaks `platform`. KeyError with the known names when there is none."""
    try:
        return PLATFORMS[platform]
    except KeyError:
        raise KeyError(f"No connector for {platform!r}; known are {', '.join(sorted(PLATFORMS))}.") from None
