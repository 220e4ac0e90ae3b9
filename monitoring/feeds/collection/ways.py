"""How a platform's posts come."""

from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.protocol import Polled, Pushed, Streamed


def only_sent(platform: str) -> bool:
    """Whether its posts are sent to us and nothing can be asked for: to look there says nothing."""
    connector = registry.PLATFORMS.get(platform)
    return isinstance(connector, Pushed) and not isinstance(connector, Polled | Streamed)
